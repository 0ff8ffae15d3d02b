package io.assay.validate;

/// The beginning of a text of which findings show no more.
public final class Preview {
  private Preview() {}

  /// The text, or its first `most` characters and a mark that more follow.
  public static String of(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "…";
  }
}
