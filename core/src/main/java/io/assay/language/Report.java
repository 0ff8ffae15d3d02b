package io.assay.language;

import io.assay.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// What a program or a compiler wrote, as lines, within bounds: of a longer text its two ends, of a
/// longer line its beginning. It may be hostile; whatever reads it must be linear in its length.
final class Report {
  /// Characters kept of each end.
  private static final int END = 256 * 1024;

  /// Errors of one compile step that are told: behind so many of them nobody looks for more.
  static final int MOST_ERRORS = 20;

  private static final int MOST_LINES = 20_000;
  private static final int LONGEST_LINE = 2 * 1024;
  private static final int LONGEST_EXCERPT = 32 * 1024;

  private final List<String> lines = new ArrayList<>();

  Report(String text) {
    if (text.length() <= 2 * END) {
      split(text, MOST_LINES);
    } else {
      split(text.substring(0, END), MOST_LINES / 2);
      split(text.substring(text.length() - END), MOST_LINES);
    }
  }

  private void split(String text, int most) {
    int from = 0;
    List<String> found = new ArrayList<>();
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      end = end < 0 ? text.length() : end;
      int stop = end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
      found.add(text.substring(from, Math.min(stop, from + LONGEST_LINE)));
      from = end + 1;
    }
    if (found.size() > most) {
      lines.addAll(found.subList(0, most / 2));
      lines.addAll(found.subList(found.size() - most / 2, found.size()));
    } else {
      lines.addAll(found);
    }
  }

  int size() {
    return lines.size();
  }

  /// The line at `index`, empty beyond the ends.
  String line(int index) {
    return index >= 0 && index < lines.size() ? lines.get(index) : "";
  }

  /// The lines from `from` to before `to`, shortened in the middle.
  String excerpt(int from, int to) {
    String text =
        String.join("\n", lines.subList(Math.max(0, from), Math.min(to, lines.size()))).strip();
    return text.length() <= LONGEST_EXCERPT
        ? text
        : text.substring(0, LONGEST_EXCERPT / 2)
            + "\n…\n"
            + text.substring(text.length() - LONGEST_EXCERPT / 2);
  }

  /// The path relative to the sandbox's home of a file in it; empty for any other.
  static String inHome(String path) {
    String file = path.startsWith("file://") ? path.substring("file://".length()) : path;
    return file.startsWith(Sandbox.HOME + "/") ? file.substring(Sandbox.HOME.length() + 1) : "";
  }

  /// The path relative to the sandbox's home of a file that a compiler, started there, named; empty
  /// for a file elsewhere.
  static String own(String path) {
    if (path.startsWith("/") || path.startsWith("file://")) {
      return inHome(path);
    }
    String file = path;
    while (file.startsWith("./")) {
      file = file.substring(2);
    }
    return file.startsWith("../") || file.startsWith("<") ? "" : file;
  }

  /// A line, or a column, as an error gives it; empty for 0.
  static OptionalInt at(int number) {
    return number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /// The number that `text` consists of, if it is one a line or column can have; else 0.
  static int number(String text) {
    if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return 0;
    }
    return Integer.parseInt(text);
  }
}
