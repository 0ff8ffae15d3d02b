package io.assay.validate;

import java.util.regex.Pattern;

/// How a text is compared with what was expected.
public sealed interface Match {
  /// Character by character.
  record Exact(String text) implements Match {}

  /// The same but for space at the ends of lines and of the text.
  record Trimmed(String text) implements Match {}

  /// The same words, numbers among them within a tolerance.
  ///
  /// @param tolerance the most by which two numbers may differ, absolute or as a part of the
  ///   expected one, whichever allows more
  record Numeric(String text, double tolerance) implements Match {}

  /// A regular expression that the whole text matches.
  record Matching(Pattern pattern) implements Match {}

  /// The same JSON value, however it is written.
  record Json(String text) implements Match {}
}
