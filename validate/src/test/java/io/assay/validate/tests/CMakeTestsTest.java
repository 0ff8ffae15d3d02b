package io.assay.validate.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Program;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.Finding;
import io.assay.validate.Report;
import io.assay.validate.Validation;
import io.assay.validate.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class CMakeTestsTest {
  private static final String PROJECT =
      """
      cmake_minimum_required(VERSION 3.16)
      project(calc CXX)
      add_library(calc src/calc.cpp)
      target_include_directories(calc PUBLIC src)
      enable_testing()
      add_executable(calc_test tests/calc_test.cpp)
      target_link_libraries(calc_test calc)
      add_test(NAME adds COMMAND calc_test 1 2 3)
      """;

  private static Report judge(String project, String calc) throws InterruptedException {
    assumeTrue(Files.exists(Path.of("/usr/bin/cmake")), "this host has no cmake to test with");
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    files.put("CMakeLists.txt", text(project));
    files.put("src/calc.h", text("int add(int a, int b);\n"));
    files.put("src/calc.cpp", text("#include \"calc.h\"\n" + calc + "\n"));
    files.put("src/main.cpp", text("#include \"calc.h\"\nint main() { return add(0, 0); }\n"));
    files.put(
        "tests/calc_test.cpp",
        text(
            """
            #include "calc.h"
            #include <cstdio>
            #include <cstdlib>
            int main(int, char** v) {
              if (add(std::atoi(v[1]), std::atoi(v[2])) == std::atoi(v[3])) return 0;
              std::puts("it adds otherwise");
              return 1;
            }
            """));
    Program program = new Program(files, "src/main.cpp", List.of(), Map.of());
    try (Assay assay = Assay.start()) {
      return new Validation(assay).judge(Change.of(Language.CPP, program));
    }
  }

  private static Program.Content text(String content) {
    return new Program.Content.Text(Bytes.of(content));
  }

  private static List<Finding> rejected(Report report) {
    assertThat(report.verdict()).as("%s", report).isInstanceOf(Verdict.Rejected.class);
    return ((Verdict.Rejected) report.verdict()).findings();
  }

  @Test
  void eachTestOfAProjectIsTold() throws InterruptedException {
    Report report =
        judge(
            PROJECT
                + "add_test(NAME wrong COMMAND calc_test 1 2 4)\n"
                + "set_tests_properties(wrong PROPERTIES LABELS unit)\n",
            "int add(int a, int b) { return a + b; }");

    assertThat(report.tests())
        .extracting(TestResult::name, TestResult::outcome)
        .containsExactly(
            tuple("adds", TestResult.Outcome.PASSED), tuple("wrong", TestResult.Outcome.FAILED));
    assertThat(rejected(report).getFirst().message())
        .contains("wrong")
        .contains("it adds otherwise");
  }

  @Test
  void testsThatPassAreAcceptedAndWhatDoesNotCompileIsToldWithItsPlace()
      throws InterruptedException {
    Report right = judge(PROJECT, "int add(int a, int b) { return a + b; }");
    Report broken = judge(PROJECT, "int add(int a, int b) { return a + c; }");

    assertThat(right.verdict()).as("%s", right).isInstanceOf(Verdict.Accepted.class);
    assertThat(rejected(broken))
        .extracting(Finding::file, it -> it.line().orElse(0))
        .contains(tuple("src/calc.cpp", 2));
  }

  @Test
  void aProjectThatIsWrongIsToldAndWhatItLacksIsNoVerdict() throws InterruptedException {
    String calc = "int add(int a, int b) { return a + b; }";

    Report wrong = judge(PROJECT + "add_executable(more more.cpp)\n", calc);
    Report lacking = judge(PROJECT + "find_package(Surely REQUIRED)\n", calc);

    assertThat(rejected(wrong).getFirst().rule()).isEqualTo("tests/compile-error");
    assertThat(rejected(wrong).getFirst().file()).isEqualTo("CMakeLists.txt");
    assertThat(lacking.verdict())
        .isInstanceOfSatisfying(
            Verdict.Undecided.class, it -> assertThat(it.reason()).contains("Surely"));
  }
}
