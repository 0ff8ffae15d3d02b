package io.assay.validate.docs;

import java.util.List;
import java.util.stream.Collectors;

/// A line of code and where it stands.
///
/// @param text the line without its end
/// @param number the document's line, from 1; 0 for a line that is not the document's
/// @param column how many characters of the document's line come before it: an indentation, the `>`
///   of a quotation
record Line(String text, int number, int column) {
  /// A line that we put around the document's.
  static Line ours(String text) {
    return new Line(text, 0, 0);
  }

  /// What lines say, each with its end.
  static String text(List<Line> lines) {
    return lines.stream().map(line -> line.text() + "\n").collect(Collectors.joining());
  }

  /// The same place with another text.
  Line withText(String value) {
    return new Line(value, number, column);
  }

  /// The same without so many characters at its beginning, or without any text if it has fewer.
  Line without(int characters) {
    int cut = Math.min(characters, text.length());
    return new Line(text.substring(cut), number, column + cut);
  }

  /// The same lines without the indentation that all have that are not blank.
  static List<Line> outdented(List<Line> lines) {
    int indent =
        lines.stream()
            .filter(line -> !line.text().isBlank())
            .mapToInt(line -> line.text().length() - line.text().stripLeading().length())
            .min()
            .orElse(0);
    return lines.stream().map(line -> line.without(indent)).toList();
  }
}
