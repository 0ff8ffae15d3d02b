package io.assay.validate.honesty;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.validate.reading.Spelling;
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
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026/11/30 22:32:45 FAIL two",
        "2026-11-30 22:32:45,123 ERROR: FAIL two",
        "SEVERE: FAIL two"
      })
  void aLogPutsWordsBeforeWhatIsTold(String line) {
    assertThat(in(Spelling.PYTHON, CHECK, line + "\n")).isPresent();
  }

  @Test
  void whatElseTheProgramSaysThatInIsTold() {
    String marks = CHECK + "\n\ndef mark(points):\n    return \"FAIL\"\n";
    assertThat(in(Spelling.PYTHON, marks, "FAIL two\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FAILED: 0",
        "0 FAILED",
        "FAIL as expected",
        "Expected: 5, Got: 5",
        "Expected: 5, Got: 5 -> PASS",
        "expected [1, 2] but got [1, 2]",
        "Test login fails with a bad password: PASS",
        "Test 2 passed: login failed",
        "\u2713 check fails on a wrong order",
        "Expected error was raised: division by zero",
        "Expected an error, got one"
      })
  void thatNothingFailedIsNoFailure(String line) {
    String code =
        "def check(what):\n    print(f\"{what}\")\n    print(f\"FAIL FAILED fails Expected {what} but got\")\n";
    assertThat(in(Spelling.PYTHON, code, line + "\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FAIL: 0 != 5",
        "Expected: 5, Got: 51",
        "Expected: 5, Got: 5.5",
        "2 passed, 1 FAILED",
        "expected 3 but got -3"
      })
  void whatFailedIsTold(String line) {
    String code =
        "def check(what):\n    print(f\"FAIL: {what}\")\n    print(f\"Expected: {what}, Got: {what}\")\n"
            + "    print(f\"expected {what} but got {what}\")\n    print(f\"{what} passed, {what} FAILED\")\n";
    assertThat(in(Spelling.PYTHON, code, line + "\n")).isPresent();
  }

  @Test
  void whatIsCheckedMayBeNamedFirst() {
    String check =
        "def check(name, got, expected):\n    if got != expected:\n"
            + "        print(f\"{name}: expected {expected} got {got}\")\n";
    String parser =
        "def expect(token, kind):\n    if token != kind:\n"
            + "        print(f\"line {token}: expected {kind} got {token}\")\n\n\nexpect(next(all), 1)\n";
    String quiz = check + "\n\ncheck('2 + 2', input(), '4')\nprint('correct')\n";
    String marks =
        "for name, given, expected in answers:\n    if given != expected:\n"
            + "        print(f\"{name}: expected {expected} got {given}\")\n    else:\n        print('correct')\n";

    assertThat(
            in(
                Spelling.PYTHON,
                check + "\n\ncheck('add', add(4, 5), 9)\n",
                "add: expected 9 got -1\n"))
        .isPresent();
    assertThat(
            in(
                Spelling.PYTHON,
                check + "\n\ncheck('add', add(4, 5), 9)\n",
                "add: expected 9 got 9\n"))
        .isEmpty();
    assertThat(in(Spelling.PYTHON, quiz, "2 + 2: expected 4 got 5\n")).isEmpty();
    assertThat(in(Spelling.PYTHON, marks, "Ada: expected 4 got 5\n")).isEmpty();
    assertThat(in(Spelling.PYTHON, parser, "line 3: expected ) got (\n")).isEmpty();
  }

  /// What happens in a program's own world is not what comes of its checks.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "try:\n    int('x')\nexcept ValueError as e:\n    print(f'FAIL: {e}')\nprint('ok')\n",
        "for w in words:\n    print('\u2705' if w == w[::-1] else 'FAIL:', w)\n",
        "def withdraw(n):\n    if balance == 0:\n        print('FAIL:', n)\n    else:\n        print('ok')\n",
        "def check(n):\n    raise ValueError(f'FAIL: {n}')\n"
      })
  void whatFailsElsewhereIsNoCheck(String code) {
    assertThat(in(Spelling.PYTHON, code, "FAIL: x\n")).isEmpty();
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
