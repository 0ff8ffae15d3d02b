package io.assay.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Assay;
import io.assay.Limits;
import io.assay.language.Language;
import io.assay.validate.report.Conclusion;
import io.assay.validate.report.Format;
import io.assay.validate.report.HumanFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a finding tells of a program that ended in a way that was not expected.
class EvidenceTest {
  private static Assay assay;

  @BeforeAll
  static void start() {
    assay = Assay.start();
  }

  @AfterAll
  static void stop() {
    assay.close();
  }

  private static Report judge(Language language, String code) throws InterruptedException {
    return new Validation(assay).judge(Change.of(language, code));
  }

  private static String message(Language language, String code) throws InterruptedException {
    return ((Verdict.Rejected) judge(language, code).verdict()).findings().getFirst().message();
  }

  @Test
  void aStatusThatWasNotExpectedComesWithTheEndOfStderrInEveryFormat()
      throws InterruptedException, IOException {
    Report report =
        judge(
            Language.PYTHON,
            """
            import sys
            print("cannot find config.yaml: \\x1b[31mset CONFIG", file=sys.stderr)
            sys.exit(2)
            """);

    for (Format format :
        Stream.concat(Format.ALL.stream(), Stream.of(new HumanFormat(false))).toList()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      format.write(new Conclusion("0", 1, List.of(report), List.of()), out);
      assertThat(out.toString(StandardCharsets.UTF_8))
          .as(format.name())
          .contains("it ended with status 2, and 0 was expected")
          .contains("the end of stderr:")
          .contains("cannot find config.yaml: ")
          .contains("[31mset CONFIG")
          .doesNotContain("\u001b", "u001b");
    }
  }

  @Test
  void itIsNeverALongText() throws InterruptedException {
    assertThat(
            message(
                Language.PYTHON,
                "import sys\nfor i in range(9999): print(i, 'x' * 200)\nsys.exit(3)"))
        .startsWith("it ended with status 3, and 0 was expected\nthe end of stdout:\n…")
        .contains("9998 x")
        .hasSizeLessThan(1200);
    assertThat(
            message(
                    Language.PYTHON,
                    "import sys\nfor i in range(99): print(i, file=sys.stderr)\nsys.exit(3)")
                .lines())
        .hasSize(12)
        .endsWith("98");
  }

  @Test
  void aSignalHasItsName() throws InterruptedException {
    assertThat(
            message(
                Language.CPP,
                "#include <cstdio>\nint main() { std::fputs(\"on my way\\n\", stderr); int *p = nullptr; *(volatile int *)p = 1; }"))
        .isEqualTo("signal 11 (SIGSEGV) ended it\nthe end of stderr:\non my way");
  }

  private static Finding limited(String code, Limits limits) throws InterruptedException {
    Change change = Change.of(Language.PYTHON, code).withLimits(limits);
    return ((Verdict.Rejected) new Validation(assay).judge(change).verdict()).findings().getFirst();
  }

  @Tag("slow")
  @Test
  void whoCalculatedIsNotSaidToHaveWaited() throws InterruptedException {
    Limits second = Limits.DEFAULT.withWall(Duration.ofMillis(1500));

    Finding waited = limited("import time\ntime.sleep(9)", second);
    // Half of a processor, as a busy host gives it.
    Finding calculated =
        limited("while True: pass", second.withCpus(0.3).withWall(Duration.ofSeconds(3)));

    assertThat(waited.message()).isEqualTo("it met the time limit: 1.5 s");
    assertThat(waited.suggestion()).startsWith("it was waiting until the end");
    assertThat(calculated.suggestion()).doesNotContain("it was waiting").contains("loop");
  }

  @Test
  void aLimitThatWasMetBeforeTheTimeRanOutIsNamed() throws InterruptedException {
    Finding bomb =
        limited(
            """
            import os
            while True:
                try:
                    os.fork()
                except OSError:
                    pass
            """,
            Limits.DEFAULT.withWall(Duration.ofSeconds(2)).withProcesses(16));

    assertThat(bomb.message())
        .isEqualTo(
            "it met the time limit: 2 s; before that it met the processes limit (16 processes and threads)");
    assertThat(bomb.suggestion()).startsWith("start fewer processes");
  }
}
