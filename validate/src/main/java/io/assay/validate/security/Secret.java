package io.assay.validate.security;

/// A text by which whoever reads it gets in.
///
/// @param what what it is, with its article
/// @param start where it begins in the text it stands in
/// @param end where it ends there
public record Secret(String what, int start, int end) {
  /// Characters of one that are shown, of which the rest cannot be guessed.
  private static final int SHOWN = 4;

  /// How many of its characters may be shown: of a short one fewer.
  int shown() {
    return Math.min(SHOWN, (end - start) / 4);
  }

  /// Its beginning, as it is told.
  ///
  /// @param text the text it stands in
  public String shown(String text) {
    return text.substring(start, start + shown()) + "\u2026";
  }
}
