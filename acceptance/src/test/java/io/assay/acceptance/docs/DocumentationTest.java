package io.assay.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.acceptance.Json;
import io.assay.acceptance.Product;
import io.assay.acceptance.Product.Ended;
import io.assay.acceptance.Product.Start;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every fenced block of the documents does what it says. What is not meant to be tried is marked
/// ```` ```text ````.
class DocumentationTest {
  /// Commands of a checkout that are tested by being what runs this test.
  private static final Pattern OWN_SCRIPT =
      Pattern.compile("^\\./(check|mvnw)\\b.*$", Pattern.MULTILINE);

  /// `[text](target)`, where the target is in this repository.
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)(#[^)]*)?\\)");

  /// How the product says that the host, not the document, is to blame.
  private static final Pattern MISSING =
      Pattern.compile("(cannot run \\w+:|Programs do not run here with every default guarantee).*");

  /// What makes one of Assay's own templates, which brings a hundred megabytes of packages.
  private static final Pattern LARGE = Pattern.compile("--template (python-data|iris)\\b");

  static Stream<Block> shellBlocks() {
    return ofKind("sh").filter(block -> !LARGE.matcher(block.text()).find());
  }

  static Stream<Block> shellBlocksWithLargeTemplates() {
    return ofKind("sh").filter(block -> LARGE.matcher(block.text()).find());
  }

  static Stream<Block> jsonBlocks() {
    return ofKind("json");
  }

  static Stream<Block> javaBlocks() {
    return ofKind("java");
  }

  static Stream<Block> pythonBlocks() {
    return ofKind("python");
  }

  private static Stream<Block> ofKind(String kind) {
    return Block.all().stream().filter(block -> block.kind().equals(kind));
  }

  @Test
  void everyBlockIsOfAKindThatIsTried() {
    Set<String> tried = Set.of("sh", "json", "java", "python", "text");

    List<Block> others = Block.all().stream().filter(it -> !tried.contains(it.kind())).toList();

    assertThat(others).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shellBlocks")
  @Tag("slow")
  void everyCommandDoesWhatIsWritten(Block block, @TempDir Path folder) throws IOException {
    execute(block, folder);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shellBlocksWithLargeTemplates")
  @Tag("slow")
  @Tag("large")
  void everyCommandOnALargeTemplateDoesWhatIsWritten(Block block, @TempDir Path folder)
      throws IOException {
    execute(block, folder);
  }

  private static void execute(Block block, Path folder) throws IOException {
    OWN_SCRIPT
        .matcher(block.text())
        .results()
        .map(script -> Block.CHECKOUT.resolve(script.group().split(" ", 2)[0]))
        .forEach(script -> assertThat(script).isExecutable());
    String commands = OWN_SCRIPT.matcher(block.text()).replaceAll("");
    copy(Block.CHECKOUT.resolve("examples"), folder.resolve("examples"));
    Files.createSymbolicLink(folder.resolve("assay"), Product.program());
    ProcessBuilder shell = new ProcessBuilder("sh", "-ec", commands).directory(folder.toFile());
    shell.environment().putAll(Product.environment());

    Ended ended = Product.finish(shell, Bytes.of(""));

    Matcher missing = MISSING.matcher(ended.stdout().text() + ended.stderr());
    assumeTrue(ended.status() != 123 || !missing.find(), () -> missing.group());
    assertThat(ended.status()).as("%s\n%s", block, ended).isZero();
  }

  /// What an example shows is what the product prints: the same fields of the same types, in the
  /// same order.
  @ParameterizedTest(name = "{0}")
  @MethodSource("jsonBlocks")
  void everyExampleOfJsonHasTheShapeOfTheRealDocument(Block block, @TempDir Path folder)
      throws IOException {
    Json example = Json.parse(block.text());
    Path failing = folder.resolve("fail.py");
    Files.writeString(failing, programBefore(block));
    Start start =
        example.names().contains("failure")
            ? Start.of("run", folder.resolve("nothing.py").toString(), "--json")
            : Start.of("run", failing.toString(), "--json");

    Json real = start.run().json();

    assertThat(shape(real.value())).isEqualTo(shape(example.value()));
    assertThat(real.at("exitStatus")).isEqualTo(example.at("exitStatus"));
    if (example.names().contains("run")) {
      for (String same :
          List.of("outcome", "limitsHit", "run.stdout", "error.name", "error.file", "error.line")) {
        assertThat(real.at(same)).as(same).isEqualTo(example.at(same));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("javaBlocks")
  void everyPieceOfJavaCompiles(Block block, @TempDir Path folder) throws IOException {
    Path source = folder.resolve("Snippet.java");
    Files.writeString(
        source, block.text().contains("class ") ? block.text() : inAMethod(block.text()));
    java.io.ByteArrayOutputStream problems = new java.io.ByteArrayOutputStream();

    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                problems,
                "-cp",
                core().toString(),
                "-d",
                folder.toString(),
                source.toString());

    assertThat(status).as("%s: %s", block, problems).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pythonBlocks")
  void everyPieceOfPythonIsPython(Block block, @TempDir Path folder) throws IOException {
    Path source = folder.resolve("snippet.py");
    Files.writeString(source, "def snippet():\n" + block.text().indent(4));

    Ended ended = Start.of("run", source.toString()).run();

    assertThat(ended.status()).as("%s\n%s", block, ended).isZero();
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    Set<String> documents = Block.all().stream().map(Block::document).collect(Collectors.toSet());
    documents.addAll(
        List.of(
            "README.md", "ARCHITECTURE.md", "SPECIFICATION.md", "CONTRIBUTING.md", "SECURITY.md"));

    List<String> dead =
        documents.stream()
            .flatMap(document -> deadLinks(Block.CHECKOUT.resolve(document)))
            .toList();

    assertThat(dead).isEmpty();
  }

  @Test
  @Tag("quick")
  void everyOptionThatTheCommandLinesPageTellsIsThere() {
    Ended help = Start.of("run", "--help").run();
    String page = Product.read(Block.CHECKOUT.resolve("docs/cli.md"));
    Set<String> real =
        Pattern.compile("(?<![\\w-])--[a-z][a-z-]+")
            .matcher(help.stdout().text())
            .results()
            .map(match -> match.group())
            .collect(Collectors.toSet());

    List<String> toldButNotThere =
        Pattern.compile("`(--[a-z][a-z-]+)")
            .matcher(page)
            .results()
            .map(match -> match.group(1))
            .filter(option -> !real.contains(option) && !option.equals("--help"))
            .toList();

    assertThat(help.status()).isZero();
    assertThat(toldButNotThere).isEmpty();
  }

  private static Stream<String> deadLinks(Path document) {
    return LINK.matcher(Product.read(document))
        .results()
        .map(match -> match.group(1))
        .filter(target -> !Files.exists(document.resolveSibling(target)))
        .map(target -> document + " -> " + target);
  }

  /// The program that a document shows last before an example.
  private static String programBefore(Block block) {
    return ofKind("python")
        .filter(it -> it.document().equals(block.document()) && it.line() < block.line())
        .reduce((_, later) -> later)
        .map(Block::text)
        .orElse("print(1)\n");
  }

  private static String shape(@org.jspecify.annotations.Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case java.util.Map<?, ?> object ->
          object.entrySet().stream()
              .map(field -> field.getKey() + ":" + shapeOf(field))
              .collect(Collectors.joining(",", "{", "}"));
      case List<?> list ->
          list.stream().map(DocumentationTest::shape).distinct().toList().toString();
      case Long _, Double _ -> "number";
      default -> value.getClass().getSimpleName();
    };
  }

  /// Which guarantees there are is the host's matter; each says the same of itself.
  private static String shapeOf(java.util.Map.Entry<?, ?> field) {
    if (field.getKey().equals("guarantees")
        && field.getValue() instanceof java.util.Map<?, ?> all) {
      return all.values().stream().map(DocumentationTest::shape).distinct().toList().toString();
    }
    return shape(field.getValue());
  }

  private static String inAMethod(String statements) {
    return """
    import io.assay.*;
    import io.assay.language.*;
    import java.nio.file.*;
    import java.time.*;
    import java.util.*;

    class Snippet {
      void snippet(Path path, String code) throws Exception {
    %s
      }
    }
    """
        .formatted(statements);
  }

  private static Path core() {
    try {
      return Path.of(Assay.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }
}
