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
    List<Line> all = expected.block().lines();
    int at = expected.at();
    int length = Comparison.trimmed(expected.lines().stream().map(Line::text).toList()).size();
    boolean together =
        IntStream.range(1, all.size())
            .allMatch(i -> all.get(i).number() == all.getFirst().number() + i);
    if (at < 0
        || !together
        || expected.lines().stream().anyMatch(line -> Comparison.isGap(line.text()))) {
      return Optional.empty();
    }
    int start = at < all.size() ? all.get(at).number() - 1 : expected.line();
    String margin = margin(document, expected);
    List<String> lines = Comparison.trimmed(printed).stream().map(margin::concat).toList();
    Correction correction =
        new Correction(
            document, start, start + length, lines.stream().map(String::stripTrailing).toList());
    int column =
        Math.min(margin.length(), all.isEmpty() ? margin.length() : all.getFirst().column());
    List<String> content = new ArrayList<>(all.stream().map(Line::text).toList());
    List<String> place = content.subList(at, at + length);
    place.clear();
    lines.forEach(line -> place.add(line.substring(column)));
    return correction.isRead(expected.block(), Comparison.trimmed(content))
        ? Optional.of(correction)
        : Optional.empty();
  }

  /// What stands before the text of each line.
  private static String margin(Document document, Snippet.Expected expected) {
    for (Line line : expected.lines()) {
      if (!line.text().isBlank()) {
        return document.line(line.number()).substring(0, line.column());
      }
    }
    if (expected.at() > 0) {
      Line before = expected.block().lines().get(expected.at() - 1);
      int indent = before.text().length() - before.text().stripLeading().length();
      return document.line(before.number()).substring(0, before.column() + indent);
    }
    Matcher margin = MARGIN.matcher(document.line(expected.line()));
    return margin.find() ? margin.group() : "";
  }

  /// Whether the corrected document shows `content` in that block, and everything else as before.
  private boolean isRead(Block block, List<String> content) {
    try {
      Format format = Format.of(document.path()).orElseThrow();
      List<Block> before = format.blocks(document);
      List<Block> after = format.blocks(document.with(in(document.lines())));
      return before.size() == after.size()
          && IntStream.range(0, before.size())
              .allMatch(i -> isMeant(before.get(i), after.get(i), block, content));
    } catch (Document.Unreadable e) {
      return false;
    }
  }

  private static boolean isMeant(Block before, Block after, Block block, List<String> content) {
    List<String> lines = after.lines().stream().map(Line::text).toList();
    return before.label().equals(after.label())
        && before.words().equals(after.words())
        && (before.equals(block)
            ? Comparison.trimmed(lines).equals(content)
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
