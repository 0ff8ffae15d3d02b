package io.assay.validate.docs;

import java.util.List;
import java.util.OptionalInt;

/// Compares what a program printed with what a document shows: line by line, without the blanks at
/// the ends of lines and without empty lines at the end. A shown line of `...` stands for any
/// number of lines.
final class Comparison {
  private Comparison() {}

  /// The index of the first shown line that was not printed; the number of shown lines if more was
  /// printed; empty if both are the same.
  static OptionalInt difference(List<String> shown, List<String> printed) {
    List<String> wanted = trimmed(shown);
    List<String> found = trimmed(printed);
    // The latest `...` seen, and where in what was printed it began to be tried: to go back to.
    int gap = -1;
    int from = 0;
    int furthest = 0;
    int at = 0;
    int i = 0;
    while (i < found.size()) {
      if (at < wanted.size() && isGap(wanted.get(at))) {
        gap = at;
        from = i;
        at++;
      } else if (at < wanted.size() && wanted.get(at).equals(found.get(i))) {
        at++;
        i++;
      } else if (gap >= 0) {
        furthest = Math.max(furthest, at);
        at = gap + 1;
        from++;
        i = from;
      } else {
        return OptionalInt.of(at);
      }
    }
    while (at < wanted.size() && isGap(wanted.get(at))) {
      at++;
    }
    return at == wanted.size() ? OptionalInt.empty() : OptionalInt.of(Math.max(at, furthest));
  }

  /// Whether a shown line stands for any number of lines.
  static boolean isGap(String line) {
    return line.strip().equals("...") || line.strip().equals("…");
  }

  static List<String> trimmed(List<String> lines) {
    int end = lines.size();
    while (end > 0 && lines.get(end - 1).isBlank()) {
      end--;
    }
    return lines.subList(0, end).stream().map(String::stripTrailing).toList();
  }
}
