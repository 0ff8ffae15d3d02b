package io.assay.server.mcp;

/// What a model is shown of a text: all of it, or its beginning and its end.
final class Excerpt {
  private static final int MOST = 4000;
  private static final int HEAD = 1500;

  private Excerpt() {}

  /// Whether less than all of it is shown.
  static boolean shortens(String text) {
    return text.length() > MOST;
  }

  static String of(String text) {
    if (!shortens(text)) {
      return text;
    }
    int tail = MOST - HEAD;
    String gap = "\n… %d characters left out …\n".formatted(text.length() - MOST);
    return text.substring(0, HEAD) + gap + text.substring(text.length() - tail);
  }
}
