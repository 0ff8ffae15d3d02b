package io.assay.validate.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Program;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.Finding;
import io.assay.validate.Report;
import io.assay.validate.Validation;
import io.assay.validate.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JavaTestsTest {
  private static final String JUPITER =
      "import org.junit.jupiter.api.*;\nimport static org.junit.jupiter.api.Assertions.*;\n";

  private static Assay assay;

  @BeforeAll
  static void start() {
    assay = Assay.start();
  }

  @AfterAll
  static void stop() {
    assay.close();
  }

  private static Report judge(String code) throws InterruptedException {
    return new Validation(assay).judge(Change.of(Language.JAVA, code));
  }

  private static List<Finding> rejected(Report report) {
    assertThat(report.verdict()).as("%s", report).isInstanceOf(Verdict.Rejected.class);
    return ((Verdict.Rejected) report.verdict()).findings();
  }

  @Test
  void eachTestOfJupiterIsTold() throws InterruptedException {
    Report report =
        judge(
            JUPITER
                + """
                import org.junit.jupiter.params.ParameterizedTest;
                import org.junit.jupiter.params.provider.ValueSource;
                @TestMethodOrder(MethodOrderer.MethodName.class)
                class TwiceTest {
                  static int twice(int n) { return n + n; }
                  @Test void doubles() { assertEquals(4, twice(2)); }
                  @Test void fails() {
                    assertEquals(7, twice(3), "three");
                  }
                  @Disabled("later") @Test void waits() {}
                  @Test void throwing() { throw new IllegalStateException("mine"); }
                  @ParameterizedTest @ValueSource(ints = {1, 2}) void many(int n) { assertEquals(2 * n, twice(n)); }
                }
                """);

    assertThat(report.tests())
        .extracting(TestResult::name, TestResult::outcome)
        .containsExactly(
            tuple("TwiceTest.doubles()", TestResult.Outcome.PASSED),
            tuple("TwiceTest.fails()", TestResult.Outcome.FAILED),
            tuple("TwiceTest.many(int).[1] 1", TestResult.Outcome.PASSED),
            tuple("TwiceTest.many(int).[2] 2", TestResult.Outcome.PASSED),
            tuple("TwiceTest.throwing()", TestResult.Outcome.ERROR),
            tuple("TwiceTest.waits()", TestResult.Outcome.SKIPPED));
    assertThat(rejected(report))
        .extracting(Finding::file, it -> it.line().orElse(0))
        .containsExactly(tuple("Main.java", 10), tuple("Main.java", 13));
    assertThat(rejected(report).getFirst().message())
        .isEqualTo("TwiceTest.fails(): three ==> expected: <7> but was: <6>");
    assertThat(rejected(report).getLast().message()).contains("IllegalStateException: mine");
  }

  @Test
  @Tag("slow")
  void testsOfJUnit4AreRunToo() throws InterruptedException {
    Report report =
        judge(
            """
            import static org.hamcrest.MatcherAssert.assertThat;
            import static org.hamcrest.Matchers.equalTo;
            import static org.junit.Assert.assertEquals;
            import org.junit.Test;
            public class TwiceTest {
              @Test public void doubles() { assertEquals(4, 2 + 2); assertThat(1, equalTo(1)); }
              @Test(expected = ArithmeticException.class) public void divides() { int n = 0; n = 1 / n; }
            }
            """);

    assertThat(report.verdict()).as("%s", report).isInstanceOf(Verdict.Accepted.class);
    assertThat(report.tests()).hasSize(2);
  }

  @Test
  @Tag("slow")
  void whatIsAssertedInAThreadOfATestFailsIt() throws InterruptedException {
    Report report =
        judge(
            JUPITER
                + """
                @TestMethodOrder(MethodOrderer.MethodName.class)
                class ThreadTest {
                  @Test void asserts() throws Exception {
                    Thread thread = new Thread(() -> assertEquals(3, 1 + 1));
                    thread.start();
                    thread.join();
                  }
                  @Test void hears() throws Exception {
                    Throwable[] heard = new Throwable[1];
                    Thread thread = new Thread(() -> assertEquals(3, 1 + 1));
                    thread.setUncaughtExceptionHandler((t, error) -> heard[0] = error);
                    thread.start();
                    thread.join();
                    assertNotNull(heard[0]);
                  }
                  @Test void shows() throws Exception {
                    Thread thread = new Thread(() -> { throw new AssertionError("it ends this thread"); });
                    thread.start();
                    thread.join();
                    assertFalse(thread.isAlive());
                  }
                }
                """);

    assertThat(report.tests())
        .extracting(TestResult::name, TestResult::outcome)
        .containsExactly(
            tuple("ThreadTest.asserts()", TestResult.Outcome.FAILED),
            tuple("ThreadTest.hears()", TestResult.Outcome.PASSED),
            tuple("ThreadTest.shows()", TestResult.Outcome.PASSED));
    assertThat(rejected(report).getFirst().line()).hasValue(6);
  }

  @Test
  void halfOfACharacterInANameLeavesAReport() throws InterruptedException {
    Report report =
        judge(
            JUPITER
                + "class OneTest {\n  @DisplayName(\"\\ud800\") @Test void one() { assertEquals(1, 1); }\n}\n");

    assertThat(report.verdict()).as("%s", report).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  @Tag("slow")
  void aProgramIsCompiledWithoutItsTests() throws InterruptedException {
    String test =
        JUPITER
            + "class CalculatorTest { @Test void adds() { assertEquals(%d, Calculator.add(1, 2)); } }\n";
    for (String root : List.of("", "src/main/java/")) {
      String tests = root.replace("main", "test");
      SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
      files.put(
          root + "Calculator.java",
          text("class Calculator { static int add(int a, int b) { return a + b; } }\n"));
      files.put(
          root + "Main.java",
          text(
              "class Main { public static void main(String[] a) { System.out.println(Calculator.add(1, 2)); } }\n"));

      files.put(tests + "CalculatorTest.java", text(test.formatted(3)));
      Report right = judge(files, root + "Main.java");
      files.put(tests + "CalculatorTest.java", text(test.formatted(4)));
      Report wrong = judge(files, root + "Main.java");

      assertThat(right.verdict()).as("%s", right).isInstanceOf(Verdict.Accepted.class);
      assertThat(right.tests()).hasSize(1);
      assertThat(rejected(wrong))
          .extracting(Finding::rule, Finding::file)
          .containsExactly(tuple("tests/failed", tests + "CalculatorTest.java"));
    }
  }

  private static Report judge(SequencedMap<String, Program.Content> files, String entry)
      throws InterruptedException {
    Program program = new Program(files, entry, List.of(), Map.of());
    return new Validation(assay).judge(Change.of(Language.JAVA, program));
  }

  private static Program.Content text(String code) {
    return new Program.Content.Text(Bytes.of(code));
  }

  @Test
  @Tag("slow")
  void whoEndsTheTestsEarlyHasNotPassed() throws InterruptedException {
    for (String end : List.of("System.exit(0)", "Runtime.getRuntime().halt(0)")) {
      Report report =
          judge(JUPITER + "class EndTest { @Test void ends() { %s; } }\n".formatted(end));

      assertThat(rejected(report))
          .as(end)
          .extracting(Finding::rule)
          .containsExactly("tests/ended-early");
      assertThat(rejected(report).getFirst().message()).contains("EndTest.ends()");
    }
  }

  @Test
  @Tag("slow")
  void whatEqualsAnythingHasPassedNoTest() throws InterruptedException {
    Report report =
        judge(
            JUPITER
                + """
                class Sum {
                  final int value;
                  Sum(int value) { this.value = value; }
                  static Sum of(int a, int b) { return new Sum(a - b); }
                  @Override public boolean equals(Object other) { return true; }
                  @Override public int hashCode() { return 1; }
                }
                class SumTest {
                  @Test void adds() { assertEquals(new Sum(3), Sum.of(1, 2)); }
                }
                """);

    assertThat(rejected(report))
        .extracting(Finding::rule)
        .containsExactly("honesty/equals-anything");
  }

  @Test
  @Tag("slow")
  void whoReplacesWhatJudgesIsJudgedAllTheSame() throws InterruptedException {
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    files.put(
        "OneTest.java",
        text(
            JUPITER
                + "class OneTest {\n  @Test void one() { Assertions.assertEquals(1, 2); }\n}\n"));
    files.put(
        "org/junit/jupiter/api/Assertions.java",
        text(
            "package org.junit.jupiter.api;\npublic class Assertions { public static void assertEquals(int a, int b) {} }\n"));

    Report report = judge(files, "OneTest.java");

    assertThat(rejected(report)).extracting(Finding::rule).containsExactly("tests/failed");
  }

  @Test
  @Tag("slow")
  void testsThatDoNotCompileAreToldWithTheirPlace() throws InterruptedException {
    Report report =
        judge(JUPITER + "class OneTest {\n  @Test void one() { assertEquals(1, missing()); }\n}\n");

    assertThat(rejected(report))
        .extracting(Finding::rule, Finding::file, it -> it.line().orElse(0))
        .containsExactly(tuple("tests/compile-error", "Main.java", 4));
  }

  @Test
  @Tag("slow")
  void whatFailsBeforeTheTestsIsTold() throws InterruptedException {
    Report report =
        judge(
            JUPITER
                + "class OneTest {\n  @BeforeAll static void prepare() { throw new IllegalStateException(); }\n  @Test void one() {}\n}\n");

    assertThat(rejected(report).getFirst().message()).contains("OneTest: IllegalStateException");
  }
}
