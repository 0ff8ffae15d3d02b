package io.assay.validate.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A declaration or a statement at the top of a fragment of code in a language with braces, with
/// the comments before it.
///
/// @param lines its lines; the first and the last may be parts of the document's
/// @param head its text without comments and without what is in brackets and quotation marks: `int
///   add() {}`, `for () {}`
record Piece(List<Line> lines, String head) {
  Piece {
    lines = List.copyOf(lines);
    head = head.strip();
  }

  /// What of a language must be known to take code apart.
  ///
  /// @param newlineEnds whether a statement ends with its line
  /// @param raw what may begin and end a text in which nothing is escaped
  /// @param directives whether a line that begins with `#` stands for itself
  /// @param bodied words that begin a declaration which goes on to a semicolon behind its braces
  record Lexis(boolean newlineEnds, List<String> raw, boolean directives, Set<String> bodied) {}

  /// Words that go on with a statement behind its braces.
  private static final Set<String> CONTINUING = Set.of("else", "catch", "finally", "while");

  /// The pieces of `code`, all of it: what is out of balance ends up in the last.
  static List<Piece> of(List<Line> code, Lexis lexis) {
    return new Cutting(code, lexis).cut();
  }

  private static final class Cutting {
    private final List<Line> code;
    private final Lexis lexis;
    private final String text;
    private final List<Piece> pieces = new ArrayList<>();
    private final StringBuilder head = new StringBuilder();
    private int start;
    private int at;
    private int depth;

    /// Whether there is a `=` outside of brackets: then braces are a value.
    private boolean assigns;

    Cutting(List<Line> code, Lexis lexis) {
      this.code = code;
      this.lexis = lexis;
      StringBuilder all = new StringBuilder();
      code.forEach(line -> all.append(line.text()).append('\n'));
      this.text = all.toString();
    }

    List<Piece> cut() {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (text.startsWith("//", at)) {
          skipTo("\n", at);
        } else if (text.startsWith("/*", at)) {
          skipTo("*/", at + 2);
          at += 2;
        } else if (lexis.directives() && c == '#' && depth == 0 && head.isEmpty()) {
          directive();
        } else if (!quoted(c)) {
          take(c);
        }
      }
      at = text.length();
      end();
      return pieces;
    }

    private void skipTo(String what, int from) {
      int end = text.indexOf(what, from);
      at = end < 0 ? text.length() : end;
    }

    private void directive() {
      head.append('#');
      do {
        skipTo("\n", at + 1);
      } while (at < text.length() && text.charAt(at - 1) == '\\');
      at = Math.min(at + 1, text.length());
      end();
    }

    /// Passes over a text or a character, if one begins here.
    private boolean quoted(char c) {
      for (String raw : lexis.raw()) {
        if (text.startsWith(raw, at)) {
          skipTo(raw, at + raw.length());
          at = Math.min(at + raw.length(), text.length());
          shown("\"\"");
          return true;
        }
      }
      if (text.startsWith("R\"", at) && lexis.directives()) {
        int open = text.indexOf('(', at);
        String delimiter = open < 0 || open > at + 18 ? "" : text.substring(at + 2, open);
        skipTo(")" + delimiter + "\"", at);
        at = Math.min(at + delimiter.length() + 2, text.length());
        shown("\"\"");
        return true;
      }
      // Within a number it parts digits.
      boolean parts =
          c == '\''
              && at > 0
              && Character.isLetterOrDigit(text.charAt(at - 1))
              && lexis.directives();
      if ((c != '"' && c != '\'') || parts) {
        return false;
      }
      int end = at + 1;
      while (end < text.length() && text.charAt(end) != c && text.charAt(end) != '\n') {
        end += text.charAt(end) == '\\' ? 2 : 1;
      }
      at = Math.min(end + 1, text.length());
      shown("\"\"");
      return true;
    }

    private void shown(String what) {
      if (depth == 0) {
        head.append(what);
      }
    }

    private void take(char c) {
      at++;
      switch (c) {
        case '(', '[', '{' -> {
          shown(String.valueOf(c));
          depth++;
        }
        case ')', ']', '}' -> {
          depth = Math.max(0, depth - 1);
          shown(String.valueOf(c));
          if (c == '}' && depth == 0 && !lexis.newlineEnds() && !goesOn()) {
            end();
          }
        }
        case ';' -> {
          shown(";");
          if (depth == 0) {
            end();
          }
        }
        case '\n' -> {
          shown(" ");
          if (lexis.newlineEnds() && depth == 0 && isWhole()) {
            end();
          }
        }
        default -> {
          assigns |= depth == 0 && c == '=';
          if (!Character.isWhitespace(c) || !head.isEmpty()) {
            shown(String.valueOf(c));
          }
        }
      }
    }

    /// Whether what stands before a line's end may be the end of a statement.
    private boolean isWhole() {
      String so = head.toString().strip();
      return !so.isEmpty()
          && (so.endsWith("++")
              || so.endsWith("--")
              || ",+-*/%&|^<>=!.:".indexOf(so.charAt(so.length() - 1)) < 0);
    }

    /// Whether what is behind a closing brace belongs to what is before it.
    private boolean goesOn() {
      String first = head.toString().strip().split("[^\\w]", 2)[0];
      if (assigns || lexis.bodied().contains(first)) {
        return true;
      }
      int next = at;
      while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
        next++;
      }
      if (next >= text.length()) {
        return false;
      }
      int end = next;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
      String word = text.substring(next, end);
      return word.isEmpty()
          ? ";,.)?<|".indexOf(text.charAt(next)) >= 0
          : CONTINUING.contains(word) && (!word.equals("while") || first.equals("do"));
    }

    private void end() {
      // The rest of the line goes with it if there is nothing on it but a comment.
      int line = text.indexOf('\n', at);
      String rest = text.substring(at, line < 0 ? text.length() : line).strip();
      if (rest.isEmpty() || rest.startsWith("//")) {
        at = line < 0 || (at > 0 && text.charAt(at - 1) == '\n') ? at : line + 1;
      }
      List<Line> own = between(start, at);
      if (!head.toString().isBlank() || own.stream().anyMatch(it -> !it.text().isBlank())) {
        pieces.add(new Piece(own, head.toString()));
      }
      start = at;
      head.setLength(0);
      assigns = false;
    }

    private List<Line> between(int from, int to) {
      List<Line> lines = new ArrayList<>();
      int begin = 0;
      for (Line line : code) {
        int end = begin + line.text().length();
        if (begin < to && end >= from && !(end == from && end > begin)) {
          int left = Math.max(0, from - begin);
          int right = Math.min(line.text().length(), to - begin);
          lines.add(
              new Line(line.text().substring(left, right), line.number(), line.column() + left));
        }
        begin = end + 1;
        if (begin >= to) {
          break;
        }
      }
      return lines;
    }
  }
}
