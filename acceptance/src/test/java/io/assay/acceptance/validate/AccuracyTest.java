package io.assay.acceptance.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Limits;
import io.assay.Program;
import io.assay.language.Discovery;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.Finding;
import io.assay.validate.Report;
import io.assay.validate.Validation;
import io.assay.validate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every program under `acceptance/validate/LANGUAGE` gets the verdict of the folder it lies in:
/// `good` is accepted, `bad` rejected, `cheat` rejected by the honesty gate, all gates being asked.
/// A folder in there is a program of several files, which is judged by its tests.
@Execution(ExecutionMode.CONCURRENT)
class AccuracyTest {
  private static Assay assay;

  @BeforeAll
  static void start() {
    assay = Assay.start();
  }

  @AfterAll
  static void stop() {
    assay.close();
  }

  static Stream<Path> interpreted() throws IOException {
    return programs(List.of("python", "javascript"));
  }

  static Stream<Path> compiled() throws IOException {
    return programs(List.of("typescript", "go", "rust", "java", "cpp"));
  }

  private static Stream<Path> programs(List<String> languages) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String language : languages) {
      try (Stream<Path> all = Files.walk(Path.of("validate", language), 2)) {
        all.filter(it -> it.getNameCount() == 4).sorted().forEach(found::add);
      }
    }
    return found.stream();
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource
  void interpreted(Path program) throws IOException, InterruptedException {
    judge(program);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource
  void compiled(Path program) throws IOException, InterruptedException {
    judge(program);
  }

  private static void judge(Path program) throws IOException, InterruptedException {
    Language language = Language.named(program.getName(1).toString());
    if (assay.discover(language) instanceof Discovery.Missing(String what, String _)) {
      abort("%s is not installed for this user: %s".formatted(language.name(), what));
    }
    Change change =
        Files.isDirectory(program)
            ? tested(language, program)
            : Change.of(language, Files.readString(program));
    Report report = new Validation(assay).judge(change);
    switch (program.getName(program.getNameCount() - 2).toString()) {
      case "good" ->
          assertThat(report.verdict()).as("%s", report).isInstanceOf(Verdict.Accepted.class);
      case "bad" ->
          assertThat(report.verdict()).as("%s", report).isInstanceOf(Verdict.Rejected.class);
      case "cheat" ->
          assertThat(report.verdict())
              .as("%s", report)
              .isInstanceOfSatisfying(
                  Verdict.Rejected.class,
                  rejected ->
                      assertThat(rejected.findings())
                          .extracting(Finding::rule)
                          .allMatch(rule -> rule.startsWith("honesty/")));
      default -> throw new AssertionError("no label: " + program);
    }
  }

  /// What a folder's tests are to judge.
  private static Change tested(Language language, Path folder) throws IOException {
    SequencedMap<String, Program.Content> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            folder.relativize(file).toString(),
            new Program.Content.Text(Bytes.of(Files.readString(file))));
      }
    }
    String entry = Change.ofLibrary(language, files.keySet()).orElseThrow();
    return new Change(
        language,
        new Program(files, entry, List.of(), Map.of()),
        Bytes.of(""),
        Limits.DEFAULT,
        List.of(),
        Optional.empty(),
        true);
  }
}
