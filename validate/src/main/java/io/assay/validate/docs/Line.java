package io.assay.validate.docs;

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

  /// The same place with another text.
  Line withText(String value) {
    return new Line(value, number, column);
  }
}
