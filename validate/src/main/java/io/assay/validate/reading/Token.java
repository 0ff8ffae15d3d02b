package io.assay.validate.reading;

import java.util.ArrayList;
import java.util.List;

/// A piece of source code; comments are none. Found in one pass that never fails, whatever the text
/// is.
///
/// @param kind what it is
/// @param text how it is written; of a text only its first character
/// @param line the line where it begins, from 1
/// @param column the column where it begins, from 1, in UTF-16 code units
/// @param start where it begins in the source
/// @param end where it ends there
public record Token(Kind kind, String text, int line, int column, int start, int end) {
  /// What a piece is.
  public enum Kind {
    /// A name or keyword.
    WORD,
    /// A number.
    NUMBER,
    /// What stands between quotes.
    TEXT,
    /// One character of anything else.
    SIGN
  }

  /// The tokens of a source file.
  public static List<Token> of(Spelling spelling, String source) {
    return new Scan(spelling, source).tokens();
  }

  /// Behind the last token of a directive of the C preprocessor, which may go on over lines.
  ///
  /// @param at where it begins
  public static int endOfDirective(List<Token> tokens, int at) {
    int line = tokens.get(at).line();
    int end = at;
    while (end < tokens.size() && tokens.get(end).line() <= line) {
      if (tokens.get(end).is("\\")) {
        line++;
      }
      end++;
    }
    return end;
  }

  /// Whether it is code that is written so.
  public boolean is(String other) {
    return kind != Kind.TEXT && text.equals(other);
  }

  private static final class Scan {
    private final Spelling spelling;
    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    Scan(Spelling spelling, String source) {
      this.spelling = spelling;
      this.source = source;
    }

    List<Token> tokens() {
      while (at < source.length()) {
        step(source.charAt(at));
      }
      return tokens;
    }

    private void step(char c) {
      if (Character.isWhitespace(c)) {
        to(at + 1);
      } else if (lineComment(c)) {
        to(endOfLine());
      } else if (spelling != Spelling.PYTHON && source.startsWith("/*", at)) {
        to(endOfComment());
      } else if (Character.isJavaIdentifierStart(c) || (c == '#' && privateName())) {
        word();
      } else if (Character.isDigit(c)) {
        int end = at;
        while (end < source.length()
            && (Character.isLetterOrDigit(source.charAt(end)) || dot(end))) {
          end++;
        }
        add(Kind.NUMBER, source.substring(at, end), end);
      } else if (c == '"' || c == '`' || (c == '\'' && !lifetime())) {
        add(Kind.TEXT, Character.toString(c), endOfText(at, c, true));
      } else if (c == '/' && spelling == Spelling.JAVASCRIPT && valueExpected()) {
        add(Kind.TEXT, "/", endOfPattern());
      } else {
        add(Kind.SIGN, Character.toString(c), at + 1);
      }
    }

    private void word() {
      int end = at + 1;
      while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
        end++;
      }
      String text = source.substring(at, end);
      boolean raw = text.indexOf('r') >= 0 || text.indexOf('R') >= 0;
      if (end < source.length() && prefix(text)) {
        char c = source.charAt(end);
        if (spelling == Spelling.CPP && c == '"' && raw) {
          add(Kind.TEXT, "\"", endOfDelimited(end));
          return;
        }
        if (spelling == Spelling.RUST && (c == '#' || c == '"') && raw) {
          int quote = end;
          while (quote < source.length() && source.charAt(quote) == '#') {
            quote++;
          }
          if (quote < source.length() && source.charAt(quote) == '"') {
            add(Kind.TEXT, "\"", after("\"" + "#".repeat(quote - end), quote + 1));
            return;
          }
        }
        if (c == '"' || (c == '\'' && spelling != Spelling.RUST)) {
          add(
              Kind.TEXT,
              Character.toString(c),
              endOfText(end, c, !raw || spelling == Spelling.PYTHON));
          return;
        }
      }
      add(Kind.WORD, text, end);
    }

    /// Whether a word may stand right before a text and belong to it.
    private boolean prefix(String text) {
      return switch (spelling) {
        case PYTHON -> text.length() <= 2 && "rRbBuUfF".contains(text.substring(0, 1));
        case CPP -> List.of("R", "LR", "uR", "UR", "u8R", "L", "u", "U", "u8").contains(text);
        case RUST -> List.of("r", "br", "cr", "b", "c").contains(text);
        case JAVASCRIPT, GO, JAVA -> false;
      };
    }

    private boolean lineComment(char c) {
      return spelling == Spelling.PYTHON
          ? c == '#'
          : source.startsWith("//", at) || (c == '#' && at == 0 && source.startsWith("#!"));
    }

    private boolean privateName() {
      return spelling == Spelling.JAVASCRIPT
          && at + 1 < source.length()
          && Character.isJavaIdentifierStart(source.charAt(at + 1));
    }

    private boolean dot(int index) {
      return source.charAt(index) == '.'
          && index + 1 < source.length()
          && Character.isDigit(source.charAt(index + 1));
    }

    /// Whether the quote begins the name of a lifetime.
    private boolean lifetime() {
      return spelling == Spelling.RUST
          && at + 2 < source.length()
          && Character.isJavaIdentifierStart(source.charAt(at + 1))
          && source.charAt(at + 2) != '\'';
    }

    private int endOfLine() {
      int end = source.indexOf('\n', at);
      return end < 0 ? source.length() : end;
    }

    private int endOfComment() {
      int end = at + 2;
      int depth = 1;
      while (end < source.length() && depth > 0) {
        if (source.startsWith("*/", end)) {
          depth--;
          end += 2;
        } else if (spelling == Spelling.RUST && source.startsWith("/*", end)) {
          depth++;
          end += 2;
        } else {
          end++;
        }
      }
      return end;
    }

    private int endOfText(int start, char quote, boolean escapes) {
      String three = Character.toString(quote).repeat(3);
      if ((spelling == Spelling.PYTHON || spelling == Spelling.JAVA)
          && source.startsWith(three, start)) {
        return endOfText(start + 3, three, escapes);
      }
      boolean over = quote == '`' || spelling == Spelling.RUST;
      for (int end = start + 1; end < source.length(); end++) {
        char c = source.charAt(end);
        if (c == '\\' && escapes && !(quote == '`' && spelling == Spelling.GO)) {
          end++;
        } else if (c == quote) {
          return end + 1;
        } else if (c == '\n' && !over) {
          return end;
        }
      }
      return source.length();
    }

    private int endOfText(int start, String mark, boolean escapes) {
      for (int end = start; end < source.length(); end++) {
        if (source.charAt(end) == '\\' && escapes) {
          end++;
        } else if (source.startsWith(mark, end)) {
          return end + mark.length();
        }
      }
      return source.length();
    }

    /// The end of a C++ text like `R"x(…)x"`, whose quote is at `quote`.
    private int endOfDelimited(int quote) {
      int open = source.indexOf('(', quote, Math.min(quote + 18, source.length()));
      return open < 0 ? quote + 1 : after(")" + source.substring(quote + 1, open) + "\"", open);
    }

    private int after(String mark, int start) {
      int end = source.indexOf(mark, start);
      return end < 0 ? source.length() : end + mark.length();
    }

    /// Whether a slash begins a regular expression rather than a division.
    private boolean valueExpected() {
      if (tokens.isEmpty()) {
        return true;
      }
      Token last = tokens.getLast();
      return switch (last.kind()) {
        case WORD ->
            List.of("return", "typeof", "case", "in", "of", "do", "else").contains(last.text());
        case NUMBER, TEXT -> false;
        case SIGN ->
            !last.text().equals(")") && !last.text().equals("]") && !last.text().equals("}");
      };
    }

    private int endOfPattern() {
      boolean group = false;
      for (int end = at + 1; end < source.length(); end++) {
        char c = source.charAt(end);
        if (c == '\\') {
          end++;
        } else if (c == '\n') {
          return end;
        } else if (c == '[' || c == ']') {
          group = c == '[';
        } else if (c == '/' && !group) {
          return end + 1;
        }
      }
      return source.length();
    }

    private void add(Kind kind, String text, int end) {
      tokens.add(new Token(kind, text, line, at - lineStart + 1, at, end));
      to(end);
    }

    private void to(int end) {
      int stop = Math.min(Math.max(end, at + 1), source.length());
      for (; at < stop; at++) {
        if (source.charAt(at) == '\n') {
          line++;
          lineStart = at + 1;
        }
      }
    }
  }
}
