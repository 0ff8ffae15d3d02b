package io.assay.validate.honesty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfessionTest {
  private static final String CHECK =
      """
      def check(what, holds):
          print("PASS" if holds else "FAIL", what)
      """;

  @Test
  void aCheckThatFailsIsTold() {
    assertThat(in(Spelling.PYTHON, CHECK, "PASS one\nFAIL two\n"))
        .hasValueSatisfying(trick -> {
          assertThat(trick.line()).isEqualTo(2);
          assertThat(trick.detail()).isEqualTo("FAIL two");
        });
  }

  @Test
  void whatElseTheProgramSaysThatInIsTold() {
    String marks = CHECK + "\n\ndef mark(points):\n    return \"FAIL\"\n";
    assertThat(in(Spelling.PYTHON, marks, "FAIL two\n")).isEmpty();
  }

  @Test
  void thatNothingFailedIsNoFailure() {
    assertThat(in(Spelling.PYTHON, CHECK, "FAILED: 0\n0 FAILED\nFAIL as expected\n")).isEmpty();
  }

  @Test
  void whoCallsAFrameworkLooksAtWhatItReturns() {
    String code = "import unittest\nunittest.main(exit=False)\n";
    assertThat(in(Spelling.PYTHON, code, "Ran 2 tests in 0.001s\n\nFAILED (failures=1)\n"))
        .hasValueSatisfying(trick -> assertThat(trick.detail()).isEqualTo("FAILED (failures=1)"));
    assertThat(in(Spelling.PYTHON, "print(1)\n", "FAILED (failures=1)\n")).isEmpty();
  }

  static Stream<Arguments> endless() {
    String deep = "{".repeat(50_000);
    String many = "def check():\n" + "    print(\"FAIL %s\")\n".repeat(10_000);
    return Stream.of(
        Arguments.of("a line without end", CHECK, "FAIL " + "fail".repeat(250_000)),
        Arguments.of("a line of zeros", CHECK, "FAIL " + "0 a ".repeat(250_000)),
        Arguments.of("a text without end", "print('FAIL " + deep + "')\n", "FAIL"),
        Arguments.of("texts without end", many, "FAIL x\n".repeat(20_000)),
        Arguments.of("lines without end", many, "a\n".repeat(200_000) + "FAIL x\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endless")
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void noProgramIsReadForEver(String what, String code, String printed) {
    for (Spelling spelling : List.of(Spelling.PYTHON, Spelling.CPP)) {
      assertThat(in(spelling, code, printed)).as(what).isNotNull();
    }
  }

  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void noProgramsChecksAreReadForEver() {
    String idle = "function assert(holds) { if (!holds) { return; } }\n".repeat(10_000);
    assertThat(Blindness.in(Spelling.JAVASCRIPT, "main.js", idle)).isEmpty();
    assertThat(Blindness.in(Spelling.JAVASCRIPT, "main.js", idle + "assert(1 === 2);\n"))
        .isNotEmpty();
  }

  private static Optional<Trick> in(Spelling spelling, String code, String printed) {
    return Confession.in(spelling, printed, Map.of("main", code));
  }
}
