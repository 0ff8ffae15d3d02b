package io.assay.validate.reading;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The text of a file in a language with braces, with blanks in the place of its comments, so that
/// places in both are the same; of its texts only the quotation marks are left, if that is asked
/// for.
final class Source {
  private enum State {
    CODE,
    LINE,
    BLOCK
  }

  private final String text;

  /// Where each line begins.
  private final int[] starts;

  private Source(String text) {
    this.text = text;
    IntStream.Builder all = IntStream.builder().add(0);
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      all.add(at + 1);
    }
    this.starts = all.build().toArray();
  }

  /// A place.
  record Place(int line, int column) {}

  /// @param texts whether what stands in quotation marks stays
  static Source of(String code, boolean texts) {
    StringBuilder plain = new StringBuilder(code);
    State state = State.CODE;
    int at = 0;
    while (at < code.length()) {
      char c = code.charAt(at);
      switch (state) {
        case CODE -> {
          if (code.startsWith("//", at) || code.startsWith("/*", at)) {
            state = code.charAt(at + 1) == '/' ? State.LINE : State.BLOCK;
            blank(plain, at, at + 2);
            at += 2;
            continue;
          }
          int end = endOfText(code, at);
          if (end > at && !texts) {
            blank(plain, at + 1, Math.max(at + 1, end - 1));
          }
          at = Math.max(at + 1, end);
          continue;
        }
        case LINE -> state = c == '\n' ? State.CODE : State.LINE;
        case BLOCK -> {
          if (code.startsWith("*/", at)) {
            state = State.CODE;
            blank(plain, at, at + 2);
            at += 2;
            continue;
          }
        }
      }
      blank(plain, at, at + 1);
      at++;
    }
    return new Source(plain.toString());
  }

  private static void blank(StringBuilder text, int from, int to) {
    for (int i = from; i < Math.min(to, text.length()); i++) {
      if (text.charAt(i) != '\n') {
        text.setCharAt(i, ' ');
      }
    }
  }

  private static final Pattern RAW = Pattern.compile("b?r(#{0,20})\"");
  private static final Pattern CHARACTER = Pattern.compile("'(?:\\\\.[^']{0,10}|[^\\\\'\n])'");

  /// Where a text or a character that begins at `at` ends; `at` if none does.
  private static int endOfText(String code, int at) {
    char c = code.charAt(at);
    boolean inName = at > 0 && Character.isJavaIdentifierPart(code.charAt(at - 1));
    if ((c == 'r' || c == 'b') && !inName) {
      Matcher raw = RAW.matcher(code).region(at, Math.min(code.length(), at + 30));
      if (raw.lookingAt()) {
        String close = "\"" + raw.group(1);
        int end = code.indexOf(close, raw.end());
        return end < 0 ? code.length() : end + close.length();
      }
      return at;
    }
    if (code.startsWith("\"\"\"", at) || c == '`') {
      String close = c == '`' ? "`" : "\"\"\"";
      int end = code.indexOf(close, at + close.length());
      return end < 0 ? code.length() : end + close.length();
    }
    if (c == '\'') {
      // What is no character is the name of a lifetime.
      Matcher character = CHARACTER.matcher(code).region(at, Math.min(code.length(), at + 16));
      return character.lookingAt() ? character.end() : at;
    }
    if (c != '"') {
      return at;
    }
    int end = at + 1;
    while (end < code.length() && code.charAt(end) != '"') {
      end += code.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(end + 1, code.length());
  }

  /// The text without comments.
  String text() {
    return text;
  }

  /// The line and the column of what stands at an index.
  Place place(int index) {
    int found = Arrays.binarySearch(starts, index);
    int line = found < 0 ? -found - 1 : found + 1;
    return new Place(line, index - starts[line - 1] + 1);
  }

  /// A line's text, by its number.
  String line(int number) {
    int end = number < starts.length ? starts[number] : text.length();
    return text.substring(starts[number - 1], end);
  }
}
