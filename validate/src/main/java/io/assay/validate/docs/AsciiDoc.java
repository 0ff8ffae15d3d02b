package io.assay.validate.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// AsciiDoc: listings, with or without a language, and the fences of Markdown that it knows as
/// well.
final class AsciiDoc implements Format {
  /// `[source,python]`, `[source%linenums,python]`, `[,python]`, `[listing]`, `[source]`.
  private static final Pattern STYLE =
      Pattern.compile("\\[(?:source|listing)?(?:[%#.][^,\\]]*)?(?:,(?<words>.*))?\\]\\s*");

  /// Any other list of attributes, an anchor or a title between those and the listing.
  private static final Pattern PRELUDE = Pattern.compile("\\[.*\\]\\s*|\\.[^\\s.].*");

  /// The language of listings that do not say theirs.
  private static final Pattern USUAL = Pattern.compile(":source-language:\\s*(?<label>\\S*)\\s*");

  private static final Pattern DELIMITER = Pattern.compile("(-{4,}|\\.{4,})\\s*");
  private static final Pattern PASSED = Pattern.compile("\\+{4,}\\s*");
  private static final Pattern FENCE = Pattern.compile("```(?<info>[^`]*)");
  private static final Pattern DIRECTIVE = Pattern.compile("//\\s*assay:(.*)");

  /// `// <1>`, as a reader sees a number in a circle.
  private static final Pattern CALLOUT =
      Pattern.compile("(?:\\s*(?://|#|--|;;))?(?:\\s*<(?:\\d+|\\.)>)+\\s*$");

  @Override
  public List<String> endings() {
    return List.of("adoc", "asciidoc", "asc");
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
      Matcher directive = DIRECTIVE.matcher(line);
      Matcher style = STYLE.matcher(line);
      Matcher fence = FENCE.matcher(line);
      Matcher language = USUAL.matcher(line);
      if (directive.matches()) {
        between.direct(directive.group(1));
        at++;
      } else if (language.matches()) {
        usual = language.group("label");
        at++;
      } else if (line.startsWith("////")) {
        at = end(at, line.strip()) + 1;
      } else if (style.matches() && !line.startsWith("[[")) {
        boolean isSource = line.startsWith("[source");
        styled(style.group("words") != null ? style.group("words") : isSource ? usual : "");
      } else if (fence.matches()) {
        add(at, FenceInfo.of(fence.group("info")), at + 1, end(at, "```"));
      } else if (PASSED.matcher(line).matches()) {
        passed(end(at, line.strip()));
      } else if (DELIMITER.matcher(line).matches()) {
        add(at, FenceInfo.NONE, at + 1, end(at, line.strip()));
      } else {
        between.text(line);
        at++;
      }
    }

    /// What is passed on as HTML, up to line `end`.
    private void passed(int end) {
      List<Line> html = new ArrayList<>();
      for (int i = at + 1; i < end; i++) {
        html.add(new Line(lines.get(i), i + 1, 0));
      }
      Html.in(html).forEach(it -> blocks.add(between.block(it.line(), it.info(), it.lines())));
      at = end + 1;
    }

    /// A listing whose attributes stand in line `at`: between delimiters, or up to an empty line.
    private void styled(String words) {
      int first = at;
      int next = at + 1;
      while (next < lines.size() && PRELUDE.matcher(lines.get(next)).matches()) {
        next++;
      }
      FenceInfo info = FenceInfo.of(words.strip());
      String line = next < lines.size() ? lines.get(next) : "";
      if (DELIMITER.matcher(line).matches()) {
        add(first, info, next + 1, end(next, line.strip()));
      } else if (info.label().isEmpty()
          || line.isBlank()
          || line.matches("[=*_]{4,}|--|\\|===.*")) {
        // The attributes of something else.
        at = next;
      } else {
        int end = next;
        while (end < lines.size() && !lines.get(end).isBlank()) {
          end++;
        }
        add(first, info, next, end);
      }
    }

    /// The next line that is `delimiter`, or the end of the document.
    private int end(int open, String delimiter) {
      int end = open + 1;
      while (end < lines.size() && !lines.get(end).strip().equals(delimiter)) {
        end++;
      }
      return end;
    }

    private void add(int first, FenceInfo info, int from, int end) {
      List<Line> code = new ArrayList<>();
      for (int i = from; i < end; i++) {
        code.add(new Line(CALLOUT.matcher(lines.get(i)).replaceFirst(""), i + 1, 0));
      }
      blocks.add(between.block(first + 1, info, code));
      at = end + 1;
    }
  }
}
