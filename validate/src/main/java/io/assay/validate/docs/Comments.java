package io.assay.validate.docs;

import io.assay.language.Endings;
import io.assay.language.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The code in the comments that document a file of a language: docstrings, Javadoc, JSDoc,
/// rustdoc, godoc, Doxygen.
final class Comments implements Format {
  /// The endings of C++'s headers.
  static final List<String> HEADERS = List.of("h", "hh", "hpp", "hxx");

  private static final Comment.Marks JAVA = new Comment.Marks(true, Set.of("///"));
  private static final Comment.Marks SCRIPT = new Comment.Marks(true, Set.of());
  private static final Comment.Marks RUST = new Comment.Marks(true, Set.of("///", "//!"));
  private static final Comment.Marks CPP = new Comment.Marks(true, Set.of("///", "//!"));
  private static final Comment.Marks GO = new Comment.Marks(false, Set.of("//"));

  /// What rustdoc takes in place of a language.
  private static final Pattern RUSTDOC =
      Pattern.compile(
          "ignore(?:-.*)?|no_run|should_panic|compile_fail|edition\\d+|E\\d{4}|test_harness|standalone.*");

  /// A fence, as [Markdown] finds one.
  private static final Pattern FENCE =
      Pattern.compile("^[\\s>]*(?:[-*+]\\s+|\\d+[.)]\\s+)?(?:`{3,}|~{3,}).*");

  private static final Pattern EXAMPLE =
      Pattern.compile("\\s*@example\\b\\s*(?:<caption>.*</caption>)?(?<rest>.*)");

  private static final Pattern TAG = Pattern.compile("\\s*@\\w+.*");

  private static final Pattern CODE =
      Pattern.compile("\\s*[@\\\\]code(?:\\{\\.?(?<label>[\\w+]+)\\})?\\s*");

  private static final Pattern END_CODE = Pattern.compile("\\s*[@\\\\]endcode\\b.*");

  /// Javadoc's snippet, and the code in `<pre>`.
  private static final Pattern JAVADOC =
      Pattern.compile("(?:\\{@snippet\\b(?<attributes>[^:}]*):?|<pre>\\s*\\{@code\\b)(?<rest>.*)");

  private static final Pattern LANGUAGE =
      Pattern.compile("\\blang\\s*=\\s*[\"']?(?<label>[\\w+]+)");

  private final Markdown markdown = new Markdown();
  private final RestructuredText restructured = new RestructuredText();

  /// The language of a file of this name, if its comments are read.
  static Optional<Language> language(String fileName) {
    return HEADERS.contains(Endings.of(fileName))
        ? Optional.of(Language.CPP)
        : Endings.language(fileName);
  }

  @Override
  public List<String> endings() {
    return Stream.concat(
            Language.ALL.stream().flatMap(language -> language.extensions().stream()),
            HEADERS.stream())
        .toList();
  }

  @Override
  public List<Block> blocks(Document document) {
    Language language = language(document.name()).orElseThrow();
    List<Block> blocks = new ArrayList<>();
    for (Comment comment : comments(document.lines(), language)) {
      List<Block> own = own(comment, language);
      own.addAll(written(comment, document, language, own));
      own.sort(Comparator.comparingInt(Block::line));
      blocks.addAll(own);
    }
    return blocks;
  }

  private static List<Comment> comments(List<String> source, Language language) {
    return switch (language.name()) {
      case "python" -> Comment.docstrings(source);
      case "java" -> Comment.in(source, JAVA);
      case "rust" -> Comment.in(source, RUST);
      case "go" -> Comment.in(source, GO);
      case "cpp" -> Comment.in(source, CPP);
      default -> Comment.in(source, SCRIPT);
    };
  }

  /// The blocks that are written as documents of their own have them.
  private List<Block> written(
      Comment comment, Document document, Language language, List<Block> own) {
    Document text = comment.document(document);
    List<Block> fenced = new ArrayList<>();
    for (Block block : markdown.blocks(text)) {
      Block placed = comment.placed(block);
      boolean isFenced = FENCE.matcher(text.line(block.line())).matches();
      boolean isOwn = own.stream().anyMatch(it -> overlap(it, placed));
      if (!isOwn && (isFenced || language.equals(Language.RUST))) {
        fenced.add(language.equals(Language.RUST) ? asRustdoc(placed) : placed);
      }
    }
    if (language.equals(Language.PYTHON)) {
      for (Block block : restructured.blocks(text)) {
        Block placed = comment.placed(block);
        if (fenced.stream().noneMatch(it -> overlap(it, placed))) {
          fenced.add(placed);
        }
      }
    }
    return fenced;
  }

  private static boolean overlap(Block one, Block other) {
    return one.line() <= last(other) && other.line() <= last(one);
  }

  private static int last(Block block) {
    return block.lines().isEmpty() ? block.line() : block.lines().getLast().number();
  }

  /// To rustdoc code is Rust that does not say what it is.
  private static Block asRustdoc(Block block) {
    boolean isAttribute = RUSTDOC.matcher(block.label()).matches();
    if (!block.label().isEmpty() && !isAttribute) {
      return block;
    }
    List<String> words = new ArrayList<>(isAttribute ? List.of(block.label()) : List.of());
    words.addAll(block.words());
    return new Block(block.line(), "rust", words, block.lines(), Block.Before.OTHER);
  }

  /// The blocks that are marked as only comments mark them.
  private static List<Block> own(Comment comment, Language language) {
    List<Block> blocks = new ArrayList<>();
    List<Line> lines = comment.lines();
    String label = language.name();
    for (int at = 0; at < lines.size(); at++) {
      String text = lines.get(at).text();
      Matcher example = EXAMPLE.matcher(text);
      Matcher code = CODE.matcher(text);
      Matcher javadoc = JAVADOC.matcher(text);
      if (language.equals(Language.JAVA) && javadoc.find()) {
        Matcher lang =
            LANGUAGE.matcher(
                javadoc.group("attributes") == null ? "" : javadoc.group("attributes"));
        Line whole = lines.get(at).without(javadoc.start());
        List<Line> content =
            Include.file(whole.text()).isPresent()
                ? List.of(whole)
                : balanced(lines, at, javadoc.start("rest"));
        blocks.add(block(lines.get(at), lang.find() ? lang.group("label") : label, content));
        at += Math.max(0, content.size() - 1);
      } else if (language.equals(Language.CPP) && code.matches()) {
        int end = at + 1;
        while (end < lines.size() && !END_CODE.matcher(lines.get(end).text()).matches()) {
          end++;
        }
        String named = code.group("label") == null ? label : code.group("label");
        blocks.add(block(lines.get(at), named, lines.subList(at + 1, end)));
        at = end;
      } else if (language.equals(Language.CPP) && Include.isAlone(text)) {
        blocks.add(block(lines.get(at), label, List.of(lines.get(at))));
      } else if (isScript(language) && example.matches()) {
        int end = at + 1;
        while (end < lines.size() && !TAG.matcher(lines.get(end).text()).matches()) {
          end++;
        }
        List<Line> content = new ArrayList<>(lines.subList(at + 1, end));
        content.addFirst(lines.get(at).without(example.start("rest")));
        if (content.stream().noneMatch(line -> FENCE.matcher(line.text()).matches())) {
          blocks.add(block(lines.get(at), label, content));
        }
        at = end - 1;
      }
    }
    return blocks;
  }

  private static boolean isScript(Language language) {
    return language.equals(Language.JAVASCRIPT) || language.equals(Language.TYPESCRIPT);
  }

  private static Block block(Line first, String label, List<Line> content) {
    return new Block(first.number(), label, List.of(), content, Block.Before.OTHER);
  }

  /// What stands from there up to the brace that closes the one before it.
  private static List<Line> balanced(List<Line> lines, int first, int column) {
    List<Line> content = new ArrayList<>();
    int depth = 1;
    for (int at = first; at < lines.size(); at++) {
      Line line = at == first ? lines.get(at).without(column) : lines.get(at);
      for (int i = 0; i < line.text().length(); i++) {
        char c = line.text().charAt(i);
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (depth == 0) {
          content.add(line.withText(line.text().substring(0, i)));
          return content;
        }
      }
      content.add(line);
    }
    return content;
  }
}
