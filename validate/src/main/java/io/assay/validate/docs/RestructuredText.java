package io.assay.validate.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// reStructuredText: the directives of docutils and Sphinx that show code, and literal blocks.
final class RestructuredText implements Format {
  private static final Pattern CODE =
      Pattern.compile(
          "(?<indent>\\s*)\\.\\. (?:code-block|code|sourcecode|code-tab)::(?<label>.*)");

  /// Sphinx's doctest: code and what it must print, and sessions.
  private static final Pattern TEST =
      Pattern.compile("(?<indent>\\s*)\\.\\. (?<kind>testcode|testoutput|doctest)::.*");

  /// Code that comes from a file, and what is run or typed where the page is made.
  private static final Pattern MADE =
      Pattern.compile(
          "\\s*\\.\\. (?<kind>literalinclude|ipython|jupyter-execute|plot|prompt|parsed-literal"
              + "|program-output|command-output)::.*");

  private static final Pattern RAW = Pattern.compile("(?<indent>\\s*)\\.\\. raw::\\s*html\\s*");

  private static final Pattern HIGHLIGHT = Pattern.compile("\\s*\\.\\. highlight::(?<label>.*)");
  private static final Pattern DIRECTIVE = Pattern.compile("\\s*\\.\\. assay:(?<words>[^:].*)");
  private static final Pattern OTHER = Pattern.compile("\\s*\\.\\. .*");
  private static final Pattern OPTION = Pattern.compile("\\s+:[\\w-]+:.*");

  @Override
  public List<String> endings() {
    return List.of("rst", "rest");
  }

  @Override
  public List<Block> blocks(Document document) {
    Reading reading = new Reading(document.lines());
    while (reading.at < reading.lines.size()) {
      reading.step();
    }
    return reading.blocks;
  }

  /// One walk over a document.
  private static final class Reading {
    private final List<String> lines;
    private final List<Block> blocks = new ArrayList<>();
    private final Between between = new Between();
    private String usual = "";
    private int at;

    Reading(List<String> lines) {
      this.lines = lines;
    }

    void step() {
      String line = lines.get(at);
      Matcher code = CODE.matcher(line);
      Matcher test = TEST.matcher(line);
      Matcher highlight = HIGHLIGHT.matcher(line);
      Matcher directive = DIRECTIVE.matcher(line);
      Matcher made = MADE.matcher(line);
      Matcher raw = RAW.matcher(line);
      if (code.matches()) {
        FenceInfo info = FenceInfo.of(code.group("label").strip());
        add(
            info.label().isEmpty() ? new FenceInfo(usual, info.words()) : info,
            code.group("indent").length());
      } else if (raw.matches()) {
        Html.in(content(raw.group("indent").length()))
            .forEach(it -> blocks.add(between.block(it.line(), it.info(), it.lines())));
      } else if (made.matches()) {
        made(made.group("kind"));
      } else if (test.matches()) {
        boolean output = test.group("kind").equals("testoutput");
        FenceInfo info =
            new FenceInfo(output ? "" : "python", List.of(output ? "output" : "group=doctest"));
        add(info, test.group("indent").length());
      } else if (line.strip().startsWith(">>> ")) {
        doctest();
      } else if (highlight.matches()) {
        usual = highlight.group("label").strip();
        at++;
      } else if (directive.matches()) {
        between.direct(directive.group("words"));
        at++;
      } else if (line.stripTrailing().endsWith("::") && !OTHER.matcher(line).matches()) {
        between.text(line);
        add(new FenceInfo(usual, List.of()), indent(line));
      } else {
        between.text(line);
        at++;
      }
    }

    /// A session up to an empty line: docutils calls it a doctest block.
    private void doctest() {
      int first = at;
      List<Line> code = new ArrayList<>();
      while (at < lines.size() && !lines.get(at).isBlank()) {
        code.add(new Line(lines.get(at), at + 1, 0));
        at++;
      }
      blocks.add(between.block(first + 1, new FenceInfo("python", List.of()), code));
    }

    /// A block that is the directive itself. There may be sessions in it.
    private void made(String kind) {
      List<Line> directive = List.of(new Line(lines.get(at), at + 1, 0));
      at++;
      blocks.add(between.block(at, new FenceInfo(kind + "::", List.of()), directive));
    }

    /// The lines behind `at` that are further in than it.
    private void add(FenceInfo info, int indent) {
      int first = at;
      List<Line> code = content(indent);
      if (!code.isEmpty()) {
        blocks.add(between.block(first + 1, info, code));
      }
    }

    /// What is further in than the line at `at`, behind it and its options.
    private List<Line> content(int indent) {
      int first = at;
      int from = at + 1;
      while (from < lines.size() && OPTION.matcher(lines.get(from)).matches()) {
        from++;
      }
      int end = from;
      int last = from;
      int margin = Integer.MAX_VALUE;
      while (end < lines.size() && (lines.get(end).isBlank() || indent(lines.get(end)) > indent)) {
        if (!lines.get(end).isBlank()) {
          margin = Math.min(margin, indent(lines.get(end)));
          last = end + 1;
        }
        end++;
      }
      while (from < last && lines.get(from).isBlank()) {
        from++;
      }
      List<Line> code = new ArrayList<>();
      for (int i = from; i < last; i++) {
        String line = lines.get(i);
        int cut = Math.min(margin, line.length());
        code.add(new Line(line.substring(cut), i + 1, cut));
      }
      at = Math.max(last, first + 1);
      return code;
    }

    private static int indent(String line) {
      int indent = 0;
      while (indent < line.length() && Character.isWhitespace(line.charAt(indent))) {
        indent++;
      }
      return indent;
    }
  }
}
