package io.assay.validate.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Limits;
import io.assay.Program;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.Finding;
import io.assay.validate.Judgement;
import io.assay.validate.Report;
import io.assay.validate.Validation;
import io.assay.validate.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class CppTestsTest {
  private static final String GOOGLE = "#include <gtest/gtest.h>\n";

  /// A header of these takes a compiler half of the time that there is on a machine that is idle.
  private static final Limits PATIENT = Limits.DEFAULT.withWall(Duration.ofMinutes(3));

  private static Assay assay;

  @BeforeAll
  static void start() {
    assay = Assay.start();
  }

  @AfterAll
  static void stop() {
    assay.close();
  }

  /// A test whose framework is not on this host is told as skipped.
  private static Report judge(String header, String code) throws InterruptedException {
    assumeTrue(
        Files.exists(Path.of("/usr/include", header)),
        "this host has no " + header + " to test with");
    return new Validation(assay).judge(Change.of(Language.CPP, code).withLimits(PATIENT));
  }

  private static Report google(String code) throws InterruptedException {
    return judge("gtest/gtest.h", GOOGLE + code);
  }

  private static Verdict verdict(Report report) {
    return report.judgements().stream()
        .filter(it -> it.gate().equals("tests"))
        .map(Judgement::verdict)
        .findFirst()
        .orElseThrow(() -> new AssertionError("never asked: " + report));
  }

  private static List<Finding> rejected(Report report) {
    assertThat(verdict(report)).as("%s", report).isInstanceOf(Verdict.Rejected.class);
    return ((Verdict.Rejected) verdict(report)).findings();
  }

  @Test
  void theProgramsTimeIsNotTheCompilers() throws InterruptedException {
    assumeTrue(
        Files.exists(Path.of("/usr/include/gtest/gtest.h")), "this host has no gtest to test with");
    Change change =
        Change.of(Language.CPP, GOOGLE + "TEST(One, Is) { EXPECT_EQ(1, 1); }\n")
            .withLimits(Limits.DEFAULT.withWall(Duration.ofSeconds(1)));

    Verdict verdict = verdict(new Validation(assay).judge(change));

    // A busy machine may not have compiled it even so.
    assertThat(verdict).isNotInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void eachTestOfGoogleTestIsTold() throws InterruptedException {
    Report report =
        google(
            """
            int twice(int n) { return n + n; }
            TEST(Twice, Doubles) { EXPECT_EQ(twice(2), 4); }
            TEST(Twice, Fails) {
              EXPECT_EQ(twice(3), 7) << "three";
              EXPECT_TRUE(false);
            }
            TEST(Twice, Waits) { GTEST_SKIP() << "later"; }
            TEST(Twice, Throws) { throw std::runtime_error("mine"); }
            """);

    assertThat(report.tests())
        .extracting(TestResult::name, TestResult::outcome)
        .containsExactly(
            tuple("Twice.Doubles", TestResult.Outcome.PASSED),
            tuple("Twice.Fails", TestResult.Outcome.FAILED),
            tuple("Twice.Waits", TestResult.Outcome.SKIPPED),
            tuple("Twice.Throws", TestResult.Outcome.FAILED));
    assertThat(rejected(report))
        .extracting(Finding::file, it -> it.line().orElse(0))
        .startsWith(tuple("main.cpp", 5));
    assertThat(rejected(report).getFirst().message()).contains("Twice.Fails").contains("three");
    assertThat(rejected(report).getLast().message()).contains("mine");
  }

  @Test
  void testsThatPassAreAcceptedWithAMainOfTheirOwnToo() throws InterruptedException {
    String test = "TEST(One, IsOne) { EXPECT_EQ(1, 1); }\n";
    String main =
        "int main(int n, char** v) { ::testing::InitGoogleTest(&n, v); return RUN_ALL_TESTS(); }\n";

    assertThat(google(test).verdict()).isInstanceOf(Verdict.Accepted.class);
    assertThat(google(test + main).verdict()).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void whoEndsTheTestsEarlyHasNotPassed() throws InterruptedException {
    for (String end : List.of("_exit(0)", "abort()")) {
      Report report =
          google(
              "#include <unistd.h>\n"
                  + "TEST(One, Ends) { %s; }\nTEST(One, Two) { EXPECT_EQ(1, 2); }\n"
                      .formatted(end));

      assertThat(rejected(report))
          .as(end)
          .extracting(Finding::rule)
          .containsExactly("tests/ended-early");
    }
  }

  /// That a signal ended the tests, and on which line.
  private static void assertCrashed(Report report, int signal, int line) {
    assertThat(rejected(report))
        .as("%s", report)
        .filteredOn(it -> it.rule().equals("tests/ended-early"))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.message()).startsWith("signal " + signal);
          assertThat(it.file()).isEqualTo("main.cpp");
          assertThat(it.line()).hasValue(line);
        });
  }

  /// The code of tests that a signal ends, the test on line 6.
  private static String crashing(String header, String test) {
    return """
    %s
    #include <vector>
    int value(const int* at) {
      return *at + 1;
    }
    %s
    """
        .formatted(header, test);
  }

  @Test
  void theLineOnWhichASignalEndedTheTestsIsTold() throws InterruptedException {
    String google = "#include <gtest/gtest.h>";
    String header = "gtest/gtest.h";

    assertCrashed(
        judge(header, crashing(google, "TEST(A, B) { EXPECT_EQ(value(nullptr), 1); }")), 11, 4);
    assertCrashed(
        judge(header, crashing(google, "TEST(A, B) {\n  EXPECT_EQ(1, 1);\n  abort();\n}")), 6, 8);
    String death = "TEST(A, B) { EXPECT_DEATH(abort(), \"\");\n  std::vector<int>().at(1); }";
    assertThat(rejected(judge(header, crashing(google, death))))
        .extracting(Finding::rule)
        .containsExactly("tests/failed");
  }

  @Test
  void theLineOnWhichASignalEndedTestsThatHearOfItIsTold() throws InterruptedException {
    String test = "TEST_CASE(\"a\") {\n  CHECK(1 == 1);\n  CHECK(value(nullptr) == 1);\n}";

    // So does Catch2, of which two compilations would take half a minute.
    assertCrashed(
        judge(
            "doctest/doctest.h",
            crashing(
                "#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN\n#include <doctest/doctest.h>", test)),
        11,
        5);
  }

  /// What a check is given by reference is read within the framework.
  @Test
  void aFrameworkThatTheProjectBringsIsNoPlaceOfItsOwn() throws Exception {
    Path header = Path.of("/usr/include/doctest/doctest.h");
    assumeTrue(Files.exists(header), "this host has no " + header + " to test with");
    String code =
        """
        #define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
        #include "doctest.h"
        int* volatile nothing = nullptr;
        const int& value() { return *nothing; }
        TEST_CASE("a") {
          CHECK(value() == 1);
        }
        """;
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    files.put("main.cpp", new Program.Content.Text(Bytes.of(code)));
    files.put("doctest.h", new Program.Content.Text(Bytes.of(Files.readString(header))));

    assertCrashed(
        new Validation(assay)
            .judge(
                Change.of(Language.CPP, new Program(files, "main.cpp", List.of(), Map.of()))
                    .withLimits(PATIENT)),
        11,
        6);
  }

  @Test
  void aMainThatRunsNoTestsHasNotPassed() throws InterruptedException {
    Report report = google("TEST(One, Two) { EXPECT_EQ(1, 2); }\nint main() { return 0; }\n");

    assertThat(rejected(report))
        .extracting(Finding::rule)
        .containsAnyOf("tests/ended-early", "tests/none-ran");
  }

  @Test
  void testsThatDoNotCompileAreToldWithTheirPlace() throws InterruptedException {
    Report report = google("int f(int n);\nTEST(One, Two) { EXPECT_EQ(f(1), 2); }\n");

    assertThat(rejected(report).getFirst().rule()).isEqualTo("tests/compile-error");
    assertThat(rejected(report).getFirst().message()).contains("undefined reference to `f(int)'");
  }

  @Test
  void eachTestOfCatch2IsTold() throws InterruptedException {
    String header = "catch2/catch.hpp";
    Report report =
        judge(
            header,
            """
            #define CATCH_CONFIG_MAIN
            #include <catch2/catch.hpp>
            TEST_CASE("one is one") { REQUIRE(1 == 1); }
            TEST_CASE("one is two") {
              REQUIRE(1 == 2);
            }
            """);

    assertThat(report.tests())
        .extracting(it -> it.name().contains("one is one"), TestResult::outcome)
        .containsExactly(
            tuple(true, TestResult.Outcome.PASSED), tuple(false, TestResult.Outcome.FAILED));
    assertThat(rejected(report).getFirst().line()).hasValue(5);
  }

  /// Since version 3 it is a library, and its `main` another.
  @Test
  void eachTestOfCatch2AsALibraryIsTold() throws InterruptedException {
    Report report =
        judge(
            "catch2/catch_test_macros.hpp",
            """
            #include <catch2/catch_test_macros.hpp>
            #include <stdexcept>
            TEST_CASE("one is one", "[numbers]") { REQUIRE(1 == 1); }
            TEST_CASE("one is two") {
              REQUIRE(1 == 2);
            }
            TEST_CASE("it waits") { SKIP("later"); }
            TEST_CASE("it throws") { throw std::runtime_error("mine"); }
            SCENARIO("in parts") {
              SECTION("a") { CHECK(true); }
              SECTION("b") { CHECK(true); }
            }
            """);

    assertThat(report.tests())
        .extracting(it -> it.name().replaceFirst("^.*global\\.", ""), TestResult::outcome)
        .containsExactly(
            tuple("one is one", TestResult.Outcome.PASSED),
            tuple("one is two", TestResult.Outcome.FAILED),
            tuple("it waits", TestResult.Outcome.SKIPPED),
            tuple("it throws", TestResult.Outcome.ERROR),
            tuple("Scenario: in parts", TestResult.Outcome.PASSED),
            tuple("Scenario: in parts/a", TestResult.Outcome.PASSED),
            tuple("Scenario: in parts/b", TestResult.Outcome.PASSED));
    assertThat(rejected(report).getFirst().line()).hasValue(5);
    assertThat(rejected(report).getLast().message()).contains("mine");
  }

  @Test
  void testsOfCatch2AsALibraryPassWithAMainOfTheirOwnToo() throws InterruptedException {
    String test = "TEST_CASE(\"one\") { CHECK(1 == 1); }\n";
    for (String code :
        List.of(
            "#include <catch2/catch_all.hpp>\n" + test,
            "#include <catch2/catch_session.hpp>\n#include <catch2/catch_test_macros.hpp>\n"
                + test
                + "int main(int n, char** v) { return Catch::Session().run(n, v); }\n")) {
      Report report = judge("catch2/catch_test_macros.hpp", code);
      assertThat(report.verdict()).as("%s", report).isInstanceOf(Verdict.Accepted.class);
      assertThat(report.tests()).hasSize(1);
    }
  }

  @Test
  void eachTestOfDoctestIsTold() throws InterruptedException {
    Report report =
        judge(
            "doctest/doctest.h",
            """
            #define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
            #include <doctest/doctest.h>
            TEST_CASE("one is one") { CHECK(1 == 1); }
            TEST_CASE("one is two") {
              CHECK(1 == 2);
            }
            """);

    assertThat(report.tests())
        .extracting(it -> it.name().contains("one is one"), TestResult::outcome)
        .containsExactly(
            tuple(true, TestResult.Outcome.PASSED), tuple(false, TestResult.Outcome.FAILED));
    assertThat(rejected(report).getFirst().line()).hasValue(5);
  }
}
