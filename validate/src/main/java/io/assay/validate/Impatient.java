package io.assay.validate;

import java.time.Duration;

/// A text that is not read for ever: some regular expressions try more ways through a text than
/// anybody can wait for.
///
/// @param text the text
/// @param deadline of the clock [System#nanoTime]
record Impatient(String text, long deadline) implements CharSequence {
  /// How long it is read.
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /// It was read too long.
  static final class OutOfPatience extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  static Impatient of(String text) {
    return new Impatient(text, System.nanoTime() + PATIENCE.toNanos());
  }

  @Override
  public char charAt(int index) {
    if (System.nanoTime() - deadline > 0) {
      throw new OutOfPatience();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new Impatient(text.substring(start, end), deadline);
  }

  @Override
  public String toString() {
    return text;
  }
}
