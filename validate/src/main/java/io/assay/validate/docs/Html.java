package io.assay.validate.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Code that documents of other formats show in HTML of their own: `<pre><code
/// class="language-python">`.
final class Html {
  /// How the tools that colour code are told its language.
  private static final Pattern LABEL =
      Pattern.compile(
          "(?:\\blang(?:uage)?-|\\bbrush:\\s*+|\\blang(?:uage)?=[\"']?|\\bsourceCode\\s++)(?<label>[\\w+#-]++)");

  /// What marks parts of a text up and is none of it.
  private static final Pattern TAG =
      Pattern.compile(
          "</?(?:span|b|i|em|strong|mark|u|a|code|ins|del|var)(?:\\s[^<>]*+)?>",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ENTITY =
      Pattern.compile("&(?:(?<name>lt|gt|amp|quot|apos|nbsp)|#(?<number>\\d{1,6}));");

  private Html() {}

  /// A piece of code.
  ///
  /// @param line the document's line where it begins
  record Code(int line, FenceInfo info, List<Line> lines) {}

  /// The pieces of code in some lines of HTML.
  static List<Code> in(List<Line> lines) {
    Reading reading = new Reading(lines);
    reading.read();
    return reading.found;
  }

  /// One walk over lines.
  private static final class Reading {
    private final List<Line> lines;
    private final String text;

    /// In small letters, each in its place.
    private final String lower;

    private final List<Code> found = new ArrayList<>();

    /// The line that is walked on from, and where it begins in the text.
    private int line;

    private int begin;

    Reading(List<Line> lines) {
      this.lines = lines;
      this.text = Line.text(lines);
      StringBuilder small = new StringBuilder(text);
      for (int i = 0; i < small.length(); i++) {
        char c = small.charAt(i);
        small.setCharAt(i, c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c);
      }
      this.lower = small.toString();
    }

    void read() {
      int comment = lower.indexOf("<!--");
      int pre = lower.indexOf("<pre");
      while (pre >= 0) {
        boolean hidden = comment >= 0 && comment < pre;
        int closed = hidden ? lower.indexOf("-->", comment) : lower.indexOf("</pre", pre);
        if (closed < 0) {
          return;
        }
        if (!hidden) {
          take(pre, closed);
        }
        comment = comment >= 0 && comment < closed ? lower.indexOf("<!--", closed) : comment;
        pre = pre < closed ? lower.indexOf("<pre", closed) : pre;
      }
    }

    /// Takes the element that begins at `pre` and is closed at `closed`, if it is code.
    private void take(int pre, int closed) {
      String element = lower.substring(pre, closed);
      int from = element.indexOf('>') + 1;
      int next = from;
      while (next < element.length() && Character.isWhitespace(element.charAt(next))) {
        next++;
      }
      int to = element.length();
      boolean isCode = element.startsWith("<code", next);
      if (isCode) {
        from = element.indexOf('>', next) + 1;
        to = element.lastIndexOf("</code");
      }
      if (from == 0 || from > to) {
        return;
      }
      Matcher label = LABEL.matcher(text.substring(pre, pre + from));
      boolean isLabelled = label.find();
      if (isCode || isLabelled) {
        List<Line> own = between(pre + from, pre + to);
        FenceInfo info =
            isLabelled ? new FenceInfo(label.group("label"), List.of()) : FenceInfo.NONE;
        found.add(new Code(own.getFirst().number(), info, trimmed(own)));
      }
    }

    private List<Line> between(int from, int to) {
      List<Line> own = new ArrayList<>();
      while (line < lines.size()) {
        Line at = lines.get(line);
        int end = begin + at.text().length();
        if (end >= from) {
          int left = Math.max(0, from - begin);
          int right = Math.min(at.text().length(), to - begin);
          own.add(
              new Line(decoded(at.text().substring(left, right)), at.number(), at.column() + left));
        }
        if (end >= to) {
          break;
        }
        line++;
        begin = end + 1;
      }
      return own;
    }
  }

  /// Without the blank rest of the line where the tag is, and that before the closing one.
  private static List<Line> trimmed(List<Line> lines) {
    int from = !lines.isEmpty() && lines.getFirst().text().isBlank() ? 1 : 0;
    int to = lines.size() > from && lines.getLast().text().isBlank() ? 1 : 0;
    return List.copyOf(lines.subList(from, lines.size() - to));
  }

  private static String decoded(String text) {
    return ENTITY
        .matcher(TAG.matcher(text).replaceAll(""))
        .replaceAll(found -> Matcher.quoteReplacement(meant(found.group("name"), found.group())));
  }

  private static String meant(String name, String entity) {
    return switch (name == null ? "" : name) {
      case "lt" -> "<";
      case "gt" -> ">";
      case "amp" -> "&";
      case "quot" -> "\"";
      case "apos" -> "'";
      case "nbsp" -> " ";
      default -> {
        int point = Integer.parseInt(entity.substring(2, entity.length() - 1));
        yield Character.isValidCodePoint(point) ? Character.toString(point) : entity;
      }
    };
  }
}
