package io.assay.validate.docs;

import io.assay.validate.security.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a function of Go says at its end that it prints, as package testing has it of examples:
///
///     // Output: olleh
///
/// @param lines what is said, with the document's lines
/// @param unordered whether the order of the lines does not count
record GoOutput(List<Line> lines, boolean unordered) {
  private static final Pattern BEGIN =
      Pattern.compile("\\s*//\\s*(unordered )?output:(.*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern MORE = Pattern.compile("\\s*//(.*)");

  GoOutput {
    lines = List.copyOf(lines);
  }

  /// What all functions of `code` together say, in order; empty if none says anything.
  static Optional<GoOutput> in(List<Line> code) {
    List<Line> lines = new ArrayList<>();
    boolean unordered = false;
    boolean any = false;
    for (int i = 0; i < code.size(); i++) {
      Matcher begin = BEGIN.matcher(code.get(i).text());
      if (!begin.matches()) {
        continue;
      }
      List<Line> own = new ArrayList<>(List.of(code.get(i).withText(begin.group(2))));
      int at = i + 1;
      for (; at < code.size(); at++) {
        Matcher more = MORE.matcher(code.get(at).text());
        if (!more.matches()) {
          break;
        }
        own.add(code.get(at).withText(more.group(1)));
      }
      boolean last = at == code.size() || code.get(at).text().strip().startsWith("}");
      if (last) {
        any = true;
        unordered |= begin.group(1) != null;
        lines.addAll(own.stream().map(line -> line.withText(line.text().strip())).toList());
      }
    }
    return any ? Optional.of(new GoOutput(trimmed(lines), unordered)) : Optional.empty();
  }

  private static List<Line> trimmed(List<Line> lines) {
    int from = 0;
    int to = lines.size();
    while (from < to && lines.get(from).text().isEmpty()) {
      from++;
    }
    while (to > from && lines.get(to - 1).text().isEmpty()) {
      to--;
    }
    return lines.subList(from, to);
  }

  /// The first line in which it is not what was printed; empty if it is that.
  Optional<Mismatch> difference(List<String> printed) {
    List<String> said = lines.stream().map(Line::text).toList();
    List<String> came = printed.stream().map(String::strip).toList();
    return unordered ? Mismatch.between(sorted(said), sorted(came)) : Mismatch.between(said, came);
  }

  /// Without secrets: nobody would know the lines of one any more.
  private static List<String> sorted(List<String> lines) {
    return Secrets.hidden(lines).stream().sorted().toList();
  }
}
