package io.assay.validate.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A comment that documents what stands behind or around it.
///
/// @param lines its text, without the marks that make it a comment
record Comment(List<Line> lines) {
  private static final Pattern DOCSTRING =
      Pattern.compile("^(\\s*)([rRuU]?)(\"\"\"|''')(?<rest>.*)$");

  private static final Pattern ESCAPE = Pattern.compile("\\\\([\\\\\"'])");

  Comment {
    lines = List.copyOf(lines);
  }

  /// How a language marks such comments.
  ///
  /// @param block whether `/** … */` is one
  /// @param lineMarks what begins each line of one
  record Marks(boolean block, Set<String> lineMarks) {}

  /// The comments of a file in a language with braces.
  static List<Comment> in(List<String> source, Marks marks) {
    List<Comment> comments = new ArrayList<>();
    int at = 0;
    while (at < source.size()) {
      List<Line> lines = new ArrayList<>();
      String line = source.get(at).strip();
      if (marks.block()
          && (line.startsWith("/**") || line.startsWith("/*!"))
          && !line.equals("/**/")) {
        at = block(source, at, lines);
      } else {
        while (at < source.size() && mark(source.get(at), marks) > 0) {
          int column = mark(source.get(at), marks);
          lines.add(new Line(source.get(at).substring(column), at + 1, column));
          at++;
        }
        at += lines.isEmpty() ? 1 : 0;
      }
      if (!lines.isEmpty()) {
        comments.add(new Comment(lines));
      }
    }
    return comments;
  }

  /// Where the text of a line begins that is one of a comment; 0 if it is not.
  private static int mark(String line, Marks marks) {
    String text = line.stripLeading();
    for (String mark : marks.lineMarks()) {
      if (text.startsWith(mark) && !text.startsWith(mark + "/")) {
        int end = line.length() - text.length() + mark.length();
        return end < line.length() && line.charAt(end) == ' ' ? end + 1 : end;
      }
    }
    return 0;
  }

  /// Reads `/** … */` from line `at`; the line behind it.
  private static int block(List<String> source, int at, List<Line> lines) {
    int first = at;
    for (; at < source.size(); at++) {
      String line = source.get(at);
      int start = at == first ? line.indexOf("/*") + 3 : starred(line);
      int end = line.indexOf("*/", at == first ? start : 0);
      boolean isLast = end >= 0;
      int to = isLast ? Math.max(end, start) : line.length();
      if (!isLast || !line.substring(Math.min(start, to), to).isBlank()) {
        int from = Math.min(start, to);
        lines.add(new Line(line.substring(from, to).stripTrailing(), at + 1, from));
      }
      if (isLast) {
        return at + 1;
      }
    }
    return at;
  }

  /// Where the text begins behind the star that some put before each line.
  private static int starred(String line) {
    int at = 0;
    while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
      at++;
    }
    if (at == line.length() || line.charAt(at) != '*' || line.startsWith("*/", at)) {
      return 0;
    }
    return at + 1 < line.length() && line.charAt(at + 1) == ' ' ? at + 2 : at + 1;
  }

  /// The documentation strings of a file in Python, without the indentation of their lines (PEP
  /// 257).
  static List<Comment> docstrings(List<String> source) {
    List<Comment> comments = new ArrayList<>();
    int at = 0;
    while (at < source.size()) {
      Matcher open = DOCSTRING.matcher(source.get(at));
      if (!open.matches()) {
        at++;
        continue;
      }
      String quotes = open.group(3);
      boolean raw = open.group(2).equalsIgnoreCase("r");
      List<Line> lines = new ArrayList<>();
      int column = open.start("rest");
      while (at < source.size()) {
        String line = source.get(at);
        int end = line.indexOf(quotes, column);
        String text =
            line.substring(Math.min(column, line.length()), end < 0 ? line.length() : end);
        lines.add(new Line(raw ? text : ESCAPE.matcher(text).replaceAll("$1"), at + 1, column));
        at++;
        column = 0;
        if (end >= 0) {
          break;
        }
      }
      List<Line> trimmed = new ArrayList<>(lines.subList(0, 1));
      trimmed.addAll(Line.outdented(lines.subList(1, lines.size())));
      comments.add(new Comment(trimmed));
    }
    return comments;
  }

  /// Its text as a document of its own.
  Document document(Document source) {
    return source.with(lines.stream().map(Line::text).toList());
  }

  /// A block of [#document(Document)], as one of the file.
  Block placed(Block block) {
    return new Block(
        lines.get(block.line() - 1).number(),
        block.label(),
        block.words(),
        block.lines().stream().map(this::placed).toList(),
        block.before());
  }

  private Line placed(Line line) {
    Line own = lines.get(line.number() - 1);
    return new Line(line.text(), own.number(), own.column() + line.column());
  }
}
