package io.assay.validate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Assay;
import io.assay.validate.Finding;
import io.assay.validate.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every document in the resources comes to what is written beside it, in a file of its name and
/// `.expected`: a line for each piece of code.
class DocumentationTest {
  private static final Path DOCUMENTS =
      Path.of("src/test/resources/io/assay/validate/docs").toAbsolutePath();

  @TempDir static Path state;

  private static Assay assay;

  @BeforeAll
  static void start() {
    assay = Assay.start(state, _ -> {});
  }

  @AfterAll
  static void stop() {
    assay.close();
  }

  static List<Path> documents() {
    return Stream.of("markdown", "asciidoc", "rst", "notebook")
        .flatMap(folder -> below(folder).stream())
        .toList();
  }

  static List<Path> languages() {
    return below("languages");
  }

  private static List<Path> below(String folder) {
    try (Stream<Path> all = Files.walk(DOCUMENTS.resolve(folder))) {
      return all.filter(path -> Files.isRegularFile(expected(path))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path expected(Path document) {
    return document.resolveSibling(document.getFileName() + ".expected");
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

  private static void check(Path document) throws Exception {
    List<SnippetReport> reports = new Documentation(assay).check(List.of(document));

    String told = reports.stream().map(DocumentationTest::told).collect(Collectors.joining());

    assertThat(told).isEqualTo(Files.readString(expected(document)));
  }

  private static String told(SnippetReport report) {
    String start = report.line() + " " + report.language() + ": ";
    return switch (report.result()) {
      case SnippetReport.NotRun(String reason) -> start + "not run: " + reason + "\n";
      case SnippetReport.Judged(Verdict.Undecided(String reason), _) ->
          start + "undecided: " + reason + "\n";
      case SnippetReport.Judged(Verdict.Accepted(var warnings), _) ->
          start + "right\n" + told(warnings);
      case SnippetReport.Judged(Verdict.Rejected(var findings), _) ->
          start + "wrong\n" + told(findings);
    };
  }

  private static String told(List<Finding> findings) {
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
