package io.assay.validate.dependencies;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is known against versions of a package.
///
/// @param name the package's, in its one spelling
/// @param id by which it is published: `MAL-2024-1234`, `GHSA-…`, `PYSEC-…`
/// @param versions that it is about, one by one
/// @param ranges of versions that it is about
record Advisory(String name, String id, List<String> versions, List<Range> ranges) {
  private static final int FIELDS = 4;

  Advisory {
    versions = List.copyOf(versions);
    ranges = List.copyOf(ranges);
  }

  /// Versions from one on.
  ///
  /// @param introduced the first; `0` for the very first
  /// @param fixed the first that is right again; empty if none is
  /// @param last the last that is not; empty if that is not said
  record Range(String introduced, String fixed, String last) {
    boolean contains(String version) {
      return (introduced.equals("0") || Versions.compare(version, introduced) >= 0)
          && (fixed.isEmpty() || Versions.compare(version, fixed) < 0)
          && (last.isEmpty() || Versions.compare(version, last) <= 0);
    }

    private boolean isEverything() {
      return Versions.compare(introduced, "0") <= 0 && fixed.isEmpty() && last.isEmpty();
    }
  }

  /// Whether it is about a package that means harm, by the custom of those who publish them.
  boolean isMalicious() {
    return id.startsWith("MAL-");
  }

  /// Whether it is about every version there is or will be.
  boolean isAboutAll() {
    return ranges.stream().anyMatch(Range::isEverything);
  }

  boolean isAbout(String version) {
    return isAboutAll()
        || versions.stream().anyMatch(it -> Versions.compare(it, version) == 0)
        || ranges.stream().anyMatch(range -> range.contains(version));
  }

  /// The first version behind `version` that is right; empty if none is known.
  Optional<String> fixedBehind(String version) {
    return ranges.stream()
        .filter(range -> !range.fixed().isEmpty() && range.contains(version))
        .map(Range::fixed)
        .findFirst();
  }

  /// It as a line, in which it sorts by its package's name.
  String line() {
    List<String> spans = new ArrayList<>();
    ranges.forEach(it -> spans.add(it.introduced() + ".." + it.fixed() + ".." + it.last()));
    return String.join("\t", name, id, String.join(" ", versions), String.join(" ", spans));
  }

  /// The one that [#line] wrote; empty if it is none.
  static Optional<Advisory> of(String line) {
    List<String> fields = List.of(line.split("\t", -1));
    if (fields.size() != FIELDS) {
      return Optional.empty();
    }
    List<Range> ranges = new ArrayList<>();
    for (String span : words(fields.get(3))) {
      String[] ends = span.split("\\.\\.", -1);
      if (ends.length != 3) {
        return Optional.empty();
      }
      ranges.add(new Range(ends[0], ends[1], ends[2]));
    }
    return Optional.of(new Advisory(fields.get(0), fields.get(1), words(fields.get(2)), ranges));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }
}
