package io.assay.validate.packages;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// How near two spellings are.
public final class Spelling {
  /// Characters of a name that are compared: longer names are no slips of a hand.
  private static final int LONGEST = 128;

  private Spelling() {}

  /// How many characters must be put in, left out, exchanged or swapped with their neighbour to get
  /// from one to the other; some number above `most` if it is more than that.
  public static int distance(String one, String other, int most) {
    if (Math.abs(one.length() - other.length()) > most
        || Math.max(one.length(), other.length()) > LONGEST) {
      return most + 1;
    }
    int[] beforeLast = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < last.length; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      row[0] = i;
      int best = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
        best = Math.min(best, row[j]);
      }
      if (best > most) {
        return most + 1;
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[other.length()];
  }

  /// The distance at which a name may still have been meant by `name`.
  static int most(String name) {
    return name.length() < 3 ? 0 : name.length() < 6 ? 1 : name.length() < 12 ? 2 : 3;
  }

  /// The candidates that a person who wrote `name` may have meant, the nearest first, three at
  /// most; never `name` itself. Another case of the letters is nearest of all; of equally near ones
  /// those come first that begin alike, since a slip at the first letter is rare, then the earlier.
  public static List<String> near(String name, Collection<String> candidates) {
    String plain = name.toLowerCase(Locale.ROOT);
    int most = most(name);
    record Near(String name, int distance) {}
    return candidates.stream()
        .filter(it -> !it.equals(name))
        .distinct()
        .map(it -> new Near(it, distance(plain, it.toLowerCase(Locale.ROOT), most)))
        .filter(it -> it.distance() <= most)
        .sorted(
            Comparator.comparingInt(Near::distance)
                .thenComparing(it -> !it.name().regionMatches(true, 0, name, 0, 1)))
        .limit(3)
        .map(Near::name)
        .toList();
  }
}
