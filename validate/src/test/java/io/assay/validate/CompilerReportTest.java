package io.assay.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Assay;
import io.assay.language.Language;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompilerReportTest {
  private static Assay assay;

  @BeforeAll
  static void start() {
    assay = Assay.start();
  }

  @AfterAll
  static void stop() {
    assay.close();
  }

  private static List<String> told(Language language, String code) throws InterruptedException {
    Verdict verdict = new Validation(assay).judge(Change.of(language, code)).verdict();
    List<Finding> findings =
        switch (verdict) {
          case Verdict.Accepted(var warnings) -> warnings;
          case Verdict.Rejected(var wrong) -> wrong;
          case Verdict.Undecided _ -> List.of();
        };
    return findings.stream()
        .map(it -> it.rule() + " " + it.line().orElse(0) + ":" + it.column().orElse(0))
        .toList();
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      textBlock =
          """
          java | class Main {↵  int f() { return "x"; }↵  int g() { return "y"; }↵  public static void main(String[] a) {}↵} | 2:20 3:20
          go | package main↵func f() int { return "x" }↵func g() int { return "y" }↵func main() { f(); g() } | 2:23 3:23
          rust | fn f() -> i32 { "x" }↵fn g() -> i32 { "y" }↵fn main() { f(); g(); } | 1:17 2:17
          cpp | int f() { return "x"; }↵int g() { return "y"; }↵int main() {} | 1:18 2:18
          """)
  void everyErrorOfTheCompilerIsTold(String language, String code, String places)
      throws InterruptedException {
    assertThat(told(Language.named(language), code.replace('↵', '\n')))
        .extracting(it -> it.substring(it.indexOf(' ') + 1))
        .containsExactly(places.split(" "));
  }

  @Tag("slow")
  @Test
  void everyTypeThatDoesNotFitIsAWarning() throws InterruptedException {
    assertThat(
            told(
                Language.TYPESCRIPT,
                "const a: number = 'x';\nconst b: number = 'y';\nconsole.log(a, b);\n"))
        .containsExactly("execution/type-error 1:7", "execution/type-error 2:7");
  }

  @Test
  @Tag("slow")
  void anErrorOfJavasParserHasItsColumn() throws InterruptedException {
    assertThat(
            told(
                Language.JAVA,
                "class Main {\n  void f() { int x = ; }\n  void g() { int y = ; }\n}\n"))
        .containsExactly("syntax/error 2:22", "syntax/error 3:22");
  }
}
