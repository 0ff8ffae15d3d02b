package io.assay.validate.docs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/// CommonMark, with what GitHub and MDX add to it as far as it moves code.
final class Markdown implements Format {
  /// Deeper nesting is text to the parser.
  private static final int DEEPEST = 100;

  /// `<!-- assay: ignore -->`, and in MDX `{/* assay: ignore */}`.
  private static final Pattern DIRECTIVE =
      Pattern.compile("(?i)^\\s*(?:<!--|\\{/\\*)\\s*assay:(.*?)(?:-->|\\*/})\\s*$");

  /// Where a block of code begins, or one within a list or a quotation.
  private static final Pattern FENCE =
      Pattern.compile("\\s*+(?<nested>[->*+\\s]*+)(?<fence>`{3,}+|~{3,}+)");

  /// `!!! note`, `??? note "Title"`, `=== "Tab"`: what they hold is indented behind them.
  private static final Pattern ADMONITION =
      Pattern.compile("\\s*+(?:!!!\\s++\\w|\\?\\?\\?\\+?\\s++\\w|===[!+]?\\s++\").*");

  private static final int INDENTED = 4;

  /// What Jekyll and Hugo take for a fence.
  private static final Pattern HIGHLIGHT =
      Pattern.compile(
          "(?<indent>\\s*+)(?:\\{%-?+\\s*+highlight\\s++(?<jekyll>[\\w+#-]++)[^%]*+%\\}"
              + "|\\{\\{[<%]\\s*+highlight\\s++\"?+(?<hugo>[\\w+#-]++)[^>%]*+[>%]\\}\\})\\s*+");

  private static final Pattern END_HIGHLIGHT =
      Pattern.compile(
          "\\s*+(?:\\{%-?+\\s*+endhighlight\\s*+-?+%\\}|\\{\\{[<%]\\s*+/\\s*+highlight\\s*+[>%]\\}\\})\\s*+");

  /// Jekyll takes what is between for what it is.
  private static final Pattern RAW =
      Pattern.compile("\\s*+\\{%-?+\\s*+(?:end)?raw\\s*+-?+%\\}\\s*+");

  /// Longer than any in the code.
  private static final String LONG_FENCE = "~".repeat(16);

  /// MyST's options of a directive, before its content.
  private static final Pattern OPTION = Pattern.compile("\\s*+:[\\w-]++:.*");

  private static final Pattern NOT_EVALUATED =
      Pattern.compile("\\s*+(?:#|//)\\|\\s*+eval:\\s*+(?i:false)\\s*+");

  private final Parser parser =
      Parser.builder()
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .maxOpenBlockParsers(DEEPEST)
          // Only blocks are wanted.
          .inlineParserFactory(_ -> (_, _) -> {})
          .build();

  /// In MDX indentation means nothing, and what stands between tags is Markdown.
  private final Parser mdx =
      Parser.builder()
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .maxOpenBlockParsers(DEEPEST)
          .enabledBlockTypes(
              Set.of(
                  BlockQuote.class,
                  Heading.class,
                  FencedCodeBlock.class,
                  ThematicBreak.class,
                  ListBlock.class))
          .inlineParserFactory(_ -> (_, _) -> {})
          .build();

  @Override
  public List<String> endings() {
    return List.of("md", "markdown", "mdown", "mkd", "mdx");
  }

  @Override
  public List<Block> blocks(Document document) {
    List<String> lines = withoutFrontMatter(document.lines());
    List<String> fenced = withHighlightsFenced(lines);
    boolean isMdx = document.name().toLowerCase(Locale.ROOT).endsWith(".mdx");
    List<String> parsed =
        isMdx ? withFencesAtTheMargin(fenced) : withAdmonitionsAtTheMargin(fenced);
    Node root = (isMdx ? mdx : parser).parse(String.join("\n", parsed));
    Reading reading = new Reading(lines, parsed);
    // Not a visitor: it would go as deep as the document does.
    for (Node node = root; node != null; node = following(node)) {
      reading.take(node);
    }
    return reading.blocks;
  }

  /// The node after `node` as they are read; null after the last.
  private static @Nullable Node following(Node node) {
    if (node.getFirstChild() != null) {
      return node.getFirstChild();
    }
    Node at = node;
    while (at.getNext() == null && at.getParent() != null) {
      at = at.getParent();
    }
    return at.getNext();
  }

  /// Metadata at the top, between `---` and `---`, is made blank.
  private static List<String> withoutFrontMatter(List<String> lines) {
    if (lines.isEmpty() || !lines.getFirst().stripTrailing().equals("---")) {
      return lines;
    }
    for (int end = 1; end < lines.size(); end++) {
      String line = lines.get(end).stripTrailing();
      if (line.equals("---") || line.equals("...")) {
        List<String> rest = new ArrayList<>(Collections.nCopies(end + 1, ""));
        rest.addAll(lines.subList(end + 1, lines.size()));
        return rest;
      }
    }
    return lines;
  }

  /// What stands between the tags of Jekyll and Hugo for code is put between fences.
  private static List<String> withHighlightsFenced(List<String> lines) {
    int last = lines.size() - 1;
    while (last >= 0 && !END_HIGHLIGHT.matcher(lines.get(last)).matches()) {
      last--;
    }
    List<String> all = new ArrayList<>(lines);
    String fence = "";
    String margin = "";
    boolean highlighted = false;
    for (int i = 0; i < last + 1; i++) {
      String line = lines.get(i);
      Matcher begins = FENCE.matcher(line);
      Matcher highlight = HIGHLIGHT.matcher(line);
      if (highlighted) {
        highlighted = !END_HIGHLIGHT.matcher(line).matches();
        all.set(i, !highlighted ? margin + LONG_FENCE : RAW.matcher(line).matches() ? "" : line);
      } else if (!fence.isEmpty()) {
        fence = ends(line, fence) ? "" : fence;
      } else if (begins.lookingAt()) {
        fence = begins.group("fence");
      } else if (highlight.matches()) {
        String jekyll = highlight.group("jekyll");
        String label = jekyll == null ? highlight.group("hugo") : jekyll;
        margin = highlight.group("indent");
        all.set(i, margin + LONG_FENCE + label);
        highlighted = true;
      }
    }
    return all;
  }

  /// Fences that stand deeper than Markdown lets them, as between the tags of MDX, are moved to the
  /// margin with what is between them.
  private static List<String> withFencesAtTheMargin(List<String> lines) {
    List<String> moved = new ArrayList<>();
    String fence = "";
    boolean nested = false;
    int margin = 0;
    for (String line : lines) {
      Matcher begins = FENCE.matcher(line);
      if (!fence.isEmpty()) {
        boolean ends = ends(line, fence);
        // However far in it stands, it ends the block.
        moved.add(
            ends && !nested
                ? line.stripLeading()
                : line.substring(Math.min(margin, indentation(line))));
        fence = ends ? "" : fence;
      } else if (begins.lookingAt()) {
        fence = begins.group("fence");
        nested = !begins.group("nested").isEmpty();
        margin = nested ? 0 : indentation(line);
        moved.add(line.substring(margin));
      } else {
        moved.add(line);
      }
    }
    return moved;
  }

  private static boolean ends(String line, String fence) {
    String end = line.strip();
    return end.startsWith(fence) && end.chars().allMatch(c -> c == end.charAt(0));
  }

  /// What stands in the admonitions and tabs of Python-Markdown, which MkDocs has, is moved to
  /// where they begin: to CommonMark it would be code for its indentation.
  private static List<String> withAdmonitionsAtTheMargin(List<String> lines) {
    List<String> moved = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>();
    String fence = "";
    for (String line : lines) {
      while (!open.isEmpty() && !line.isBlank() && indentation(line) < open.peek() + INDENTED) {
        open.pop();
      }
      String own = line.substring(Math.min(INDENTED * open.size(), indentation(line)));
      Matcher begins = FENCE.matcher(own);
      if (!fence.isEmpty()) {
        fence = ends(own, fence) ? "" : fence;
      } else if (begins.lookingAt()) {
        fence = begins.group("fence");
      } else if (ADMONITION.matcher(line).matches()) {
        open.push(indentation(line));
      }
      moved.add(own);
    }
    return moved;
  }

  private static int indentation(String line) {
    int end = 0;
    while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t')) {
      end++;
    }
    return end;
  }

  /// One walk over a document.
  private static final class Reading {
    private final List<String> source;
    private final List<String> parsed;
    private final List<Block> blocks = new ArrayList<>();

    /// Directives for every block from here on.
    private final List<String> page = new ArrayList<>();

    /// Directives that wait for their block.
    private final List<String> words = new ArrayList<>();

    private Block.Before before = Block.Before.OTHER;

    /// Whether a heading stands between the block before and here: it announces nothing of that.
    private boolean headed;

    /// @param source the document's lines
    /// @param parsed the same as they were parsed
    Reading(List<String> source, List<String> parsed) {
      this.source = source;
      this.parsed = parsed;
    }

    void take(Node node) {
      switch (node) {
        case FencedCodeBlock fence -> take(fence);
        case IndentedCodeBlock code -> {
          before = Block.Before.OTHER;
          add(code, FenceInfo.NONE, code.getLiteral(), 0);
        }
        case HtmlBlock html -> {
          if (!direct(text(html))) {
            before = Block.Before.OTHER;
            Html.in(lines(html)).forEach(this::add);
          }
        }
        case Paragraph paragraph -> {
          String text = text(paragraph);
          if (!direct(text)) {
            List<Line> lines = lines(paragraph);
            lines.stream()
                .filter(line -> Include.isAlone(line.text()))
                .forEach(line ->
                    blocks.add(new Block(line.number(), "", List.of(), List.of(line), before)));
            before = headed ? Block.Before.OTHER : Between.before(text);
            words.clear();
          }
        }
        case Heading _ -> {
          headed = true;
          before = Block.Before.OTHER;
          words.clear();
        }
        default -> {}
      }
    }

    private boolean direct(String text) {
      boolean any = false;
      String first = text.lines().findFirst().orElse("");
      boolean goesOn =
          (first.contains("<!--") && !first.contains("-->"))
              || (first.contains("{/*") && !first.contains("*/}"));
      String whole = goesOn ? text.replace('\n', ' ') : text;
      for (String line : whole.lines().toList()) {
        Matcher directive = DIRECTIVE.matcher(line);
        if (directive.matches()) {
          List<String> said = FenceInfo.words(directive.group(1));
          if (!said.isEmpty() && said.getFirst().equals("page")) {
            page.addAll(said.subList(1, said.size()));
          } else {
            words.addAll(said);
          }
          any = true;
        }
      }
      return any;
    }

    private void take(FencedCodeBlock fence) {
      FenceInfo info = FenceInfo.of(fence.getInfo());
      if (fence.getInfo().strip().startsWith("{")) {
        cell(fence, info);
      } else {
        add(fence, info, fence.getLiteral(), 1);
      }
    }

    /// A cell or a directive, as MyST and Quarto have them: it may begin with options.
    private void cell(FencedCodeBlock fence, FenceInfo info) {
      List<String> lines = fence.getLiteral().lines().toList();
      int first = 0;
      if (!lines.isEmpty() && lines.getFirst().strip().equals("---")) {
        first = 1 + Math.max(0, lines.subList(1, lines.size()).indexOf("---") + 1);
      }
      while (first < lines.size() && OPTION.matcher(lines.get(first)).matches()) {
        first++;
      }
      List<String> said = new ArrayList<>(info.words());
      if (lines.stream().anyMatch(line -> NOT_EVALUATED.matcher(line).matches())) {
        said.add("ignore");
      }
      String options = String.join("\n", lines.subList(0, first));
      Notebook.TAGS.forEach((tag, word) -> {
        if (options.contains(tag)) {
          said.add(word);
        }
      });
      if (fence.getInfo().strip().startsWith("{code-cell}")) {
        said.add("group=code-cell");
      }
      String rest =
          lines.stream().skip(first).map(line -> line + "\n").collect(Collectors.joining());
      add(fence, new FenceInfo(info.label(), said), rest, 1 + first);
    }

    /// Code in HTML.
    private void add(Html.Code code) {
      List<String> all = new ArrayList<>(page);
      all.addAll(words);
      blocks.add(new Block(code.line(), code.info().label(), all, code.lines(), before));
      words.clear();
      headed = false;
      before = code.info().label().isEmpty() ? Block.Before.OTHER : Block.Before.NOTHING;
    }

    /// The lines of a node as the document has them.
    private List<Line> lines(Node node) {
      return node.getSourceSpans().stream()
          .map(span ->
              at(
                  span.getLineIndex(),
                  parsed
                      .get(span.getLineIndex())
                      .substring(span.getColumnIndex(), span.getColumnIndex() + span.getLength())))
          .toList();
    }

    /// @param offset how many of the node's lines come before its content
    private void add(Node node, FenceInfo info, String literal, int offset) {
      List<SourceSpan> spans = node.getSourceSpans();
      if (!spans.isEmpty()) {
        int first = spans.getFirst().getLineIndex();
        List<Line> lines = new ArrayList<>();
        for (String text : literal.lines().toList()) {
          lines.add(at(first + offset + lines.size(), text));
        }
        List<String> all = new ArrayList<>(page);
        all.addAll(words);
        all.addAll(info.words());
        blocks.add(new Block(first + 1, info.label(), all, lines, before));
      }
      words.clear();
      headed = false;
      before = Block.Before.NOTHING;
    }

    private Line at(int index, String text) {
      String whole = index < source.size() ? source.get(index) : "";
      return new Line(text, index + 1, whole.endsWith(text) ? whole.length() - text.length() : 0);
    }

    private String text(Node node) {
      return node.getSourceSpans().stream()
          .map(span ->
              parsed
                  .get(span.getLineIndex())
                  .substring(span.getColumnIndex(), span.getColumnIndex() + span.getLength()))
          .collect(Collectors.joining("\n"));
    }
  }
}
