package io.assay.validate.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Program;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.Expected;
import io.assay.validate.Finding;
import io.assay.validate.Gate;
import io.assay.validate.Judgement;
import io.assay.validate.Match;
import io.assay.validate.Report;
import io.assay.validate.Validation;
import io.assay.validate.Verdict;
import io.assay.validate.errors.Category;
import io.assay.validate.tests.TestResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationCacheTest {
  private static Assay assay;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    assay = Assay.start();
  }

  @AfterAll
  static void stop() {
    assay.close();
  }

  private Report judge(Change change) throws InterruptedException {
    return judge(new Validation(assay), change);
  }

  private Report judge(Validation validation, Change change) throws InterruptedException {
    return new ValidationCache(validation, folder).judge(change);
  }

  private static Change python(String code) {
    return Change.of(Language.PYTHON, code);
  }

  @Test
  void whatWasJudgedIsNotJudgedAgain() throws Exception {
    for (String code :
        List.of(
            "print(1)\n",
            "print(\n",
            "import jsn\n",
            "total = 1\nprint(totla)\n",
            "def f():\n    \"\"\"\n    >>> f()\n    2\n    \"\"\"\n    return 1\n")) {
      Report first = judge(python(code));
      Report second = judge(python(code));

      assertThat(first.asBefore()).isFalse();
      assertThat(second.asBefore()).as(code).isTrue();
      assertThat(second.judgements()).isEqualTo(first.judgements());
      assertThat(second.notAsked()).isEqualTo(first.notAsked());
      assertThat(second.tests()).isEqualTo(first.tests());
    }
  }

  @Test
  void whatIsNotTheSameIsJudged() throws Exception {
    Change change = python("print(1)\n");
    judge(change);
    Program program = change.program();
    List<Gate> two = Validation.GATES.subList(0, 2);

    assertThat(
            Stream.of(
                python("print(2)\n"),
                change.withStdin(Bytes.of("x")),
                change.withLimits(change.limits().withWall(Duration.ofSeconds(7))),
                change.expecting(new Expected.Stdout(new Match.Trimmed("1"))),
                change.expecting(new Expected.Exit(0)),
                change.withProgram(program.withArguments(List.of("a"))),
                change.withProgram(
                    new Program(program.files(), program.entry(), List.of(), Map.of("A", "b")))))
        .noneMatch(it -> {
          try {
            return judge(it).asBefore();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    assertThat(judge(new Validation(assay, two, false), change).asBefore()).isFalse();
    assertThat(judge(new Validation(assay, Validation.GATES, true), change).asBefore()).isFalse();
    assertThat(judge(change).asBefore()).isTrue();
  }

  @Test
  void whatReadsTheSameAndIsNotIsJudged() throws Exception {
    Program program = python("print('A')\n").program();
    Change one = python("print('A')\n");
    Change two = one.withProgram(program.withEnvironment(Map.of("A", "b", "C", "d")));
    Change joined = one.withProgram(program.withEnvironment(Map.of("A", "b, C=d")));
    Expected exactly = new Expected.Stdout(new Match.Matching(Pattern.compile("a")));
    Expected anyCase =
        new Expected.Stdout(new Match.Matching(Pattern.compile("a", Pattern.CASE_INSENSITIVE)));

    assertThat(judge(two).asBefore()).isFalse();
    assertThat(judge(joined).asBefore()).isFalse();
    assertThat(judge(one.expecting(anyCase)).verdict()).isEqualTo(Verdict.accepted());
    assertThat(judge(one.expecting(exactly)).verdict()).isInstanceOf(Verdict.Rejected.class);
    assertThat(judge(two).asBefore()).isTrue();
  }

  @Test
  void filesOfTheHostCountByWhatIsInThem(@TempDir Path host) throws Exception {
    Path data = Files.writeString(host.resolve("data.txt"), "1");
    var files = new LinkedHashMap<>(python("print(open('data.txt').read())\n").program().files());
    files.put("data.txt", new Program.Content.HostFile(data, false));
    Change change =
        Change.of(
            Language.PYTHON, new Program(files, files.firstEntry().getKey(), List.of(), Map.of()));

    assertThat(judge(change).asBefore()).isFalse();
    assertThat(judge(change).asBefore()).isTrue();
    Files.writeString(data, "2");
    assertThat(judge(change).asBefore()).isFalse();
  }

  @Test
  void whatMayComeDifferentlyIsNotKept() throws Exception {
    Change slow =
        python("while True: pass\n")
            .withLimits(python("").limits().withWall(Duration.ofMillis(300)));
    Change large =
        Change.of(Language.RUST, "fn main() {}\n")
            .withLimits(python("").limits().withMemoryBytes(16 << 20));
    Change undecided =
        python("try:\n    pass\nexcept: pass\n")
            .expecting(new Expected.Stdout(new Match.Trimmed("")));

    assertThat(judge(slow).verdict()).isInstanceOf(Verdict.Rejected.class);
    assertThat(judge(slow).asBefore()).isFalse();
    assertThat(judge(large).verdict())
        .isInstanceOfSatisfying(
            Verdict.Rejected.class,
            it ->
                assertThat(it.findings())
                    .extracting(Finding::rule)
                    .containsExactly("execution/compiler-memory-limit"));
    assertThat(judge(large).asBefore()).isFalse();
    assertThat(judge(undecided).verdict()).isInstanceOf(Verdict.Accepted.class);
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void whatIsDamagedIsJudgedAgain() throws Exception {
    Change change = python("print(1)\n");
    judge(change);
    Path file;
    try (Stream<Path> all = Files.list(folder)) {
      file = all.findFirst().orElseThrow();
    }
    String text = Files.readString(file);
    for (String damaged :
        List.of(
            "",
            text.substring(0, text.length() / 2),
            text.replace("accepted", "rejected"),
            text + "x",
            text.replace("gate\t", "gat\t"))) {
      Files.writeString(file, damaged);

      Report again = judge(change);

      assertThat(again.asBefore()).as(damaged).isFalse();
      assertThat(again.verdict()).isEqualTo(Verdict.accepted());
      assertThat(judge(change).asBefore()).isTrue();
    }
  }

  @Test
  void aReportIsReadAsItWasWritten() {
    String odd = "tab\t, line\nand\r\\n \\ \\\\t é 🐍";
    Finding finding =
        new Finding(
            odd,
            odd,
            OptionalInt.of(3),
            OptionalInt.empty(),
            odd,
            odd,
            odd,
            Optional.of(Category.IMPORT));
    Report report =
        new Report(
            odd,
            odd,
            List.of(
                new Judgement(odd, Verdict.rejected(finding, finding), Duration.ofNanos(5)),
                new Judgement("b", new Verdict.Undecided(odd), Duration.ZERO),
                new Judgement("c", Verdict.accepted(), Duration.ZERO)),
            List.of(odd, ""),
            Optional.empty(),
            List.of(new TestResult(odd, TestResult.Outcome.ERROR, odd, 0, odd)));

    assertThat(ReportText.read(ReportText.of(report))).hasValue(report);
    assertThat(
            Stream.of(
                "", "\n", "end\n", "x\nend\n", "report\ta\nend\n", "report\ta\tb\ngate\nend\n"))
        .allMatch(text -> ReportText.read(text).isEmpty());
  }
}
