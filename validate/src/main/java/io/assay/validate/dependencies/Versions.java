package io.assay.validate.dependencies;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The order of versions, as far as semantic versions, Python's (PEP 440) and Maven's have it in
/// common: number by number, and words of what comes before a release before it.
final class Versions {
  private static final Pattern PART = Pattern.compile("\\d+|[a-z]+");

  /// Words behind which a version is not its release yet.
  private static final Set<String> BEFORE =
      Set.of(
          "a",
          "alpha",
          "b",
          "beta",
          "c",
          "rc",
          "cr",
          "pre",
          "preview",
          "dev",
          "m",
          "milestone",
          "snapshot",
          "next",
          "canary",
          "ea",
          "nightly",
          "experimental");

  /// Words for a release itself.
  private static final Set<String> RELEASE = Set.of("final", "ga", "release");

  private Versions() {}

  /// Less than 0 if `one` comes before `other`, 0 if they are the same, else more than 0.
  static int compare(String one, String other) {
    List<String> left = parts(one);
    List<String> right = parts(other);
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      int order = order(i < left.size() ? left.get(i) : "", i < right.size() ? right.get(i) : "");
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static List<String> parts(String version) {
    String plain = version.strip().toLowerCase(Locale.ROOT).replaceFirst("^v(?=\\d)", "");
    int build = plain.indexOf('+');
    String release = build < 0 ? plain : plain.substring(0, build);
    // Before whatever comes before a release.
    Matcher part = PART.matcher(release.replaceFirst("-0$", "-a"));
    List<String> parts = new ArrayList<>();
    while (part.find()) {
      if (!RELEASE.contains(part.group())) {
        parts.add(part.group());
      }
    }
    return parts;
  }

  /// The order of two parts, of which one may be missing.
  private static int order(String one, String other) {
    int rank = Integer.compare(rank(one), rank(other));
    if (rank != 0 || rank(one) == MISSING) {
      return rank;
    }
    if (rank(one) != NUMBER) {
      return one.compareTo(other);
    }
    String left = one.replaceFirst("^0+(?=.)", "");
    String right = other.replaceFirst("^0+(?=.)", "");
    return left.length() == right.length()
        ? left.compareTo(right)
        : Integer.compare(left.length(), right.length());
  }

  private static final int MISSING = 1;
  private static final int NUMBER = 3;

  private static int rank(String part) {
    if (part.isEmpty() || part.matches("0+")) {
      // 1.0 is 1.
      return MISSING;
    }
    return Character.isDigit(part.charAt(0)) ? NUMBER : BEFORE.contains(part) ? 0 : 2;
  }
}
