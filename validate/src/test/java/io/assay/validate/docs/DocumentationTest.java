package io.assay.validate.docs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.Assay;
import io.assay.Limits;
import io.assay.SandboxException;
import io.assay.validate.Finding;
import io.assay.validate.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every document in the resources comes to what is written beside it, in a file of its name and
/// `.expected`: a line for each piece of code.
class DocumentationTest {
  private static final Path DOCUMENTS =
      Path.of("src/test/resources/io/assay/validate/docs").toAbsolutePath();

  private static Assay assay;

  @BeforeAll
  static void start() {
    assay = Assay.start();
  }

  @AfterAll
  static void stop() {
    assay.close();
  }

  private static Documentation documentation(boolean storedOutputs, boolean remembers) {
    return new Documentation(
        assay, Limits.DEFAULT, 2, storedOutputs, remembers, (_, _) -> Optional.empty());
  }

  static List<Path> documents() {
    return Stream.of("markdown", "asciidoc", "rst", "notebook", "sessions", "comments")
        .flatMap(folder -> below(folder).stream())
        .toList();
  }

  @Test
  void theOutputsThatNotebooksStoreAreComparedWhereThatIsAskedFor() throws Exception {
    Path notebook = DOCUMENTS.resolve("notebook/outputs.ipynb");

    String told = told(documentation(true, false).check(List.of(notebook)));

    assertThat(told).isEqualTo(Files.readString(beside(notebook, ".compared")));
  }

  @Test
  void whatHasNotChangedIsAnsweredFromBeforeWhereThatIsAskedFor(@TempDir Path folder)
      throws Exception {
    Path document = folder.resolve("three.md");
    String text =
        """
        ```python
        print(1 + 1)
        ```

        ```output
        2
        ```

        ```python
        print(undefined)
        ```

        ```python
        half = 1
        ```

        ```python continue
        print(half)
        ```
        """;
    Files.writeString(document, text);
    Documentation remembering = documentation(false, true);

    List<SnippetReport> first = remembering.check(List.of(document));
    List<SnippetReport> second = remembering.check(List.of(document));

    assertThat(first).noneMatch(DocumentationTest::isAsBefore).hasSize(4);
    assertThat(second).allMatch(DocumentationTest::isAsBefore);
    assertThat(told(second)).isEqualTo(told(first));
    Files.writeString(document, text.replace("half = 1", "half = 2"));
    assertThat(remembering.check(List.of(document)).stream().map(DocumentationTest::isAsBefore))
        .containsExactly(true, true, false, false);
    Files.writeString(document, text.replace("\n2\n", "\n3\n"));
    assertThat(told(remembering.check(List.of(document)))).isNotEqualTo(told(first));
    assertThat(new Documentation(assay).check(List.of(document)))
        .noneMatch(DocumentationTest::isAsBefore);
  }

  private static boolean isAsBefore(SnippetReport report) {
    return report.report().orElseThrow().asBefore();
  }

  static List<Path> languages() {
    return Stream.of("languages", "compiled").flatMap(folder -> below(folder).stream()).toList();
  }

  private static List<Path> below(String folder) {
    try (Stream<Path> all = Files.walk(DOCUMENTS.resolve(folder))) {
      return all.filter(path -> Files.isRegularFile(expected(path))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path expected(Path document) {
    return beside(document, ".expected");
  }

  private static Path beside(Path document, String ending) {
    return document.resolveSibling(document.getFileName() + ending);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyPieceOfCodeComesToWhatIsExpected(Path document) throws Exception {
    check(document);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("languages")
  void fragmentsOfEveryLanguageBecomePrograms(Path document) throws Exception {
    check(document);
  }

  @Test
  @Tag("slow")
  void aDeclarationInJavaMayBeAsLongAsItLikes(@TempDir Path folder) throws Exception {
    int times = 50_000;
    Path document = folder.resolve("long.md");
    Files.writeString(
        document,
        Stream.of(
                "public ".repeat(times) + "class A {}",
                "@A ".repeat(times) + "class B {}",
                "@a" + ".a".repeat(times) + " class C {}",
                "int" + " ".repeat(times) + "x",
                "int" + "[]".repeat(times) + " y;",
                "A<> a=> " + "a=> ".repeat(times),
                "void f() throws " + "a ".repeat(times))
            .map("```java no_run\n%s\n```\n"::formatted)
            .collect(Collectors.joining("\n")));

    List<SnippetReport> reports = new Documentation(assay).check(List.of(document));

    assertThat(reports).hasSize(7).allMatch(it -> it.report().isPresent());
  }

  @Test
  void aDocumentIsReadInTimeAsItsLength(@TempDir Path folder) throws Exception {
    int times = 1 << 20;
    List<Path> documents = new ArrayList<>();
    for (String text :
        List.of(
            "<pre><code></code></pre>",
            "<pre><code></code></pre>\n",
            "<pre",
            "<!-- assay: --> ",
            "<!--\nassay: --> -- > ",
            "<div><pre lang=x><!--",
            "<pre lang=brush: ></pre>",
            "<pre><code class=lang-x>&lt;<span <span ></code>",
            "{% highlight a ",
            "{% highlight a %}\n",
            "<<< @",
            "@snippet{",
            "```{code-cell} a\n---\n:a:\n```\n")) {
      Path document = folder.resolve(documents.size() + ".md");
      Files.writeString(document, "\n" + text.repeat(times / text.length()));
      documents.add(document);
    }

    assertThat(new Documentation(assay).check(documents))
        .noneMatch(report -> report.report().isPresent());
  }

  static List<Path> corrected() {
    return Stream.of("first.md", "first.adoc", "first.rst", "sessions.md")
        .map(name -> DOCUMENTS.resolve("corrected").resolve(name))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("corrected")
  void whatIsPrintedIsWrittenWhereSomethingElseIsShown(Path document, @TempDir Path folder)
      throws Exception {
    Path copy = Files.copy(document, folder.resolve(document.getFileName()));

    String told = told(new Documentation(assay).correct(List.of(copy)));
    new Documentation(assay).correct(List.of(copy));

    assertThat(Files.readString(copy)).isEqualTo(Files.readString(beside(document, ".corrected")));
    assertThat(told).isEqualTo(Files.readString(expected(document)));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(copy);
    }
  }

  @Test
  void theEndsOfLinesAndThePermissionsOfADocumentStayWhatTheyAre(@TempDir Path folder)
      throws Exception {
    Path document = folder.resolve("page.md");
    Path link = Files.createSymbolicLink(folder.resolve("link.md"), document);
    Files.writeString(
        document, "\uFEFF# é\r\n\r\n```python\r\nprint(1)\r\n```\r\n\r\n```\r\n2\r\n```");
    Files.setPosixFilePermissions(document, PosixFilePermissions.fromString("rw-r-x---"));

    new Documentation(assay).correct(List.of(link));

    assertThat(Files.readString(document))
        .isEqualTo("\uFEFF# é\r\n\r\n```python\r\nprint(1)\r\n```\r\n\r\n```\r\n1\r\n```");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(document)))
        .isEqualTo("rw-r-x---");
    assertThat(link).isSymbolicLink();
  }

  @Test
  void aDocumentThatIsNotUtf8IsNotWritten(@TempDir Path folder) throws Exception {
    Path document = folder.resolve("page.md");
    byte[] latin = "é\n\n```python\nprint(1)\n```\n\n```\n2\n```\n".getBytes(ISO_8859_1);
    Files.write(document, latin);

    assertThatThrownBy(() -> new Documentation(assay).correct(List.of(document)))
        .isInstanceOf(SandboxException.class)
        .hasMessage("'%s' is not written: it is no UTF-8", document);
    assertThat(document).hasBinaryContent(latin);
  }

  @Test
  void whatLinksLeadToElsewhereIsNotLaidBeside(@TempDir Path folder) throws Exception {
    Path examples = Files.createDirectories(folder.resolve("repository/examples"));
    Files.writeString(folder.resolve("private.txt"), "a secret");
    Files.writeString(examples.resolve("of-it.txt"), "its own");
    Files.createDirectory(examples.resolve(".hidden"));
    Files.writeString(examples.resolve(".hidden/key"), "a key");
    Files.createSymbolicLink(examples.resolve("own"), Path.of("of-it.txt"));
    Files.createSymbolicLink(examples.resolve("out"), folder.resolve("private.txt"));
    Files.createSymbolicLink(examples.resolve("up"), Path.of("../../private.txt"));
    Files.createSymbolicLink(examples.resolve("key"), Path.of(".hidden/key"));
    Files.createSymbolicLink(examples.resolve("nothing"), Path.of("absent"));
    Files.writeString(
        examples.resolve("show.py"),
        """
        import os
        assert sorted(os.listdir('.')) == ['main.py', 'of-it.txt', 'own'], os.listdir('.')
        """);
    assertThat(told(new Documentation(assay).check(List.of(examples.resolve("show.py")))))
        .endsWith(": right\n");
  }

  @Test
  void aFileThatIsCalledAsAnEndingIsNoDocumentAndNoNeighbour(@TempDir Path folder)
      throws Exception {
    Path module = Files.writeString(folder.resolve("MODULE.PY"), "");
    for (String name : List.of("py", "go", "h", "md")) {
      Files.writeString(folder.resolve(name), "");
    }

    assertThat(Documentation.documents(List.of(folder))).containsExactly(module);
    assertThat(new Neighbours().below(folder, 1, List.of("py"))).containsOnlyKeys("MODULE.PY");
  }

  @Test
  void whereOneSnippetCannotBeTriedForAFaultOfOursNoneIsPassedOver(@TempDir Path folder)
      throws Exception {
    Path document = folder.resolve("page.md");
    Files.writeString(
        document, "```python template=x\nprint(1)\n```\n\n```python\nprint(2)\n```\n");
    AssertionError fault = new AssertionError("a fault");
    Documentation faulty =
        new Documentation(
            assay,
            Limits.DEFAULT,
            1,
            false,
            false,
            (_, _) -> {
              throw fault;
            });

    assertThatThrownBy(() -> faulty.check(List.of(document))).hasRootCause(fault);
  }

  /// A line of a private key, which is one only by those around it.
  private static final String LINE =
      "q7Xv2LmR9tKd4WzB8nHs3YcF6pJg5TaE1uVo0iNyq7Xv2LmR9tKd4WzB8nHs3YcF";

  private static final String BEGINS = "-----BEGIN PRIVATE " + "KEY-----";

  /// A line of it is shown and not printed, one is printed and not shown, and one is the last word
  /// of what fails.
  @Test
  void noReportShowsALineOfASecret(@TempDir Path folder) throws Exception {
    String other = new StringBuilder(LINE).reverse().toString();
    String last = new StringBuilder(other).reverse().replace(0, 1, "z").toString();
    Path document =
        Files.writeString(
            folder.resolve("page.md"),
            """
            ```python
            print('''%1$s
            %2$s
            %3$s''')
            ```

            ```
            %1$s
            %2$s
            %2$s
            ```

            ```pycon
            >>> 1
            1
            ```

            ```python continue
            raise ValueError('''%1$s
            %2$s
            %4$s''')
            ```
            """
                .formatted(BEGINS, LINE, other, last));

    String told = new Documentation(assay).check(List.of(document)).toString();

    assertThat(told)
        .contains("docs/output", "where '", "it fails: ", "security/secret")
        .doesNotContain(LINE.substring(8), other.substring(8), last.substring(8));
  }

  /// A line is part of a key by one that stands outside of the piece of code.
  @Test
  void whatWasShownBeforeItWasASecretIsNotAnsweredFromBefore(@TempDir Path folder)
      throws Exception {
    Documentation remembering = documentation(false, true);
    Path document = folder.resolve("page.md");
    String text = "%s\n```\n>>> " + LINE + "\n```\n";
    Files.writeString(document, text.formatted("A name:\n"));
    assertThat(remembering.check(List.of(document)).toString()).contains("source=>>> " + LINE);

    Files.writeString(document, text.formatted(BEGINS + "\n"));

    assertThat(remembering.check(List.of(document)).toString())
        .doesNotContain("source=>>> " + LINE);
  }

  @Test
  void whatCannotBeReadAsADocumentIsWarnedOfAllTheSame(@TempDir Path folder) throws Exception {
    String text = "{\"cells\": [{]}\n" + BEGINS + "\n" + LINE + "\n";
    Path notebook = Files.writeString(folder.resolve("broken.ipynb"), text);

    assertThat(told(new Documentation(assay).check(List.of(notebook))))
        .startsWith("1 : warned\n  3:1 security/secret: a private key stands here in clear")
        .contains("1 : undecided: it is no notebook");
  }

  @Test
  void aFileOfCodeIsADocumentWhereItShowsCode(@TempDir Path folder) throws Exception {
    String code = "KEY = '''\n" + BEGINS + "\n" + LINE + "\n'''\n";
    Path plain = Files.writeString(folder.resolve("plain.py"), code);
    Path shows =
        Files.writeString(folder.resolve("shows.py"), "\"\"\"It\n\n>>> 1\n1\n\"\"\"\n" + code);

    assertThat(new Documentation(assay).check(List.of(plain))).isEmpty();
    assertThat(told(new Documentation(assay).check(List.of(shows))))
        .startsWith("1 : warned\n  8:1 security/secret: a private key");
  }

  private static void check(Path document) throws Exception {
    String told = told(new Documentation(assay).check(List.of(document)));

    assertThat(told).isEqualTo(Files.readString(expected(document)));
  }

  private static String told(List<SnippetReport> reports) {
    return reports.stream().map(DocumentationTest::line).collect(Collectors.joining());
  }

  private static String line(SnippetReport report) {
    String start = report.line() + " " + report.language() + ": ";
    return switch (report.result()) {
      case SnippetReport.NotRun(String reason) -> start + "not run: " + reason + "\n";
      case SnippetReport.Warned(var warnings, _) -> start + "warned\n" + findings(warnings);
      case SnippetReport.Judged(Verdict.Undecided(String reason), _, _) ->
          start + "undecided: " + reason + "\n";
      case SnippetReport.Judged(Verdict.Accepted(var warnings), _, _) ->
          start + "right\n" + findings(warnings);
      case SnippetReport.Judged(Verdict.Rejected(var findings), _, _) ->
          start + "wrong\n" + findings(findings);
    };
  }

  private static String findings(List<Finding> findings) {
    return findings.stream()
        .map(finding ->
            "  %d%s %s: %s%n"
                .formatted(
                    finding.line().orElse(0),
                    finding.column().isPresent() ? ":" + finding.column().getAsInt() : "",
                    finding.rule(),
                    finding.message()))
        .collect(Collectors.joining());
  }
}
