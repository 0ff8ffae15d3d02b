package io.assay.validate.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What a document is to show instead of an output that is not what its program prints.
///
/// @param document the document, as it was read
/// @param start how many of its lines come before those that are replaced
/// @param end how many come before the first that is kept again
/// @param lines what replaces them
record Correction(Document document, int start, int end, List<String> lines) {
  /// What stands before a fence: an indentation, the `>` of a quotation.
  private static final Pattern MARGIN = Pattern.compile("^[\\s>]*");

  Correction {
    lines = List.copyOf(lines);
  }

  /// Shows `printed` where `expected` is shown; empty if only the document's writer can: some lines
  /// are left out with `...`, the text is that of an attribute, or what is printed would be read as
  /// something else than the content of that one block.
  static Optional<Correction> of(
      Document document, Snippet.Expected expected, List<String> printed) {
    List<Line> shown = expected.lines();
    boolean together =
        IntStream.range(1, shown.size())
            .allMatch(i -> shown.get(i).number() == shown.getFirst().number() + i);
    if (!together || shown.stream().anyMatch(line -> Comparison.isGap(line.text()))) {
      return Optional.empty();
    }
    int start = shown.isEmpty() ? expected.line() : shown.getFirst().number() - 1;
    String margin = margin(document, expected);
    List<String> trimmed = Comparison.trimmed(printed);
    Correction correction =
        new Correction(
            document,
            start,
            start + shown.size(),
            trimmed.stream().map(line -> (margin + line).stripTrailing()).toList());
    return correction.isRead(expected, trimmed) ? Optional.of(correction) : Optional.empty();
  }

  private static String margin(Document document, Snippet.Expected expected) {
    for (Line line : expected.lines()) {
      if (!line.text().isBlank()) {
        return document.line(line.number()).substring(0, line.column());
      }
    }
    Matcher margin = MARGIN.matcher(document.line(expected.line()));
    return margin.find() ? margin.group() : "";
  }

  /// Whether the corrected document shows `printed` there, and everything else as before.
  private boolean isRead(Snippet.Expected expected, List<String> printed) {
    try {
      Format format = Format.of(document.name()).orElseThrow();
      List<Block> before = format.blocks(document);
      List<Block> after = format.blocks(document.with(in(document.lines())));
      return before.size() == after.size()
          && IntStream.range(0, before.size())
              .allMatch(i -> isMeant(before.get(i), after.get(i), expected, printed));
    } catch (Document.Unreadable e) {
      return false;
    }
  }

  private static boolean isMeant(
      Block before, Block after, Snippet.Expected expected, List<String> printed) {
    List<String> lines = after.lines().stream().map(Line::text).toList();
    return before.label().equals(after.label())
        && before.words().equals(after.words())
        && (before.line() == expected.line()
            ? Comparison.trimmed(lines).equals(printed)
            : before.text().equals(after.text()));
  }

  /// A document's lines with the correction.
  List<String> in(List<String> all) {
    List<String> corrected = new ArrayList<>(all.subList(0, start));
    corrected.addAll(lines);
    corrected.addAll(all.subList(end, all.size()));
    return corrected;
  }
}
