package io.assay.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Program;
import io.assay.Run;
import io.assay.RunResult;
import io.assay.language.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Programs in which there is nothing to start, and that bring no tests.
class LibraryTest {
  private static final String CARGO =
      "[package]\nname = \"lib\"\nversion = \"0.1.0\"\nedition = \"2021\"\n";

  private static Assay assay;

  @BeforeAll
  static void start() {
    assay = Assay.start();
  }

  @AfterAll
  static void stop() {
    assay.close();
  }

  private static Change change(String file, String code) {
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    files.put(file, new Program.Content.Text(Bytes.of(code)));
    if (file.equals("src/lib.rs")) {
      files.put("Cargo.toml", new Program.Content.Text(Bytes.of(CARGO)));
      files.put("examples/show.rs", new Program.Content.Text(Bytes.of("fn main() {}")));
    }
    return Change.of(Language.ofFileName(file), new Program(files, file, List.of(), Map.of()));
  }

  private static Report judge(Change change) throws InterruptedException {
    return new Validation(assay).judge(change);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          lib.rs     | /// fn main() {}↵pub fn add(a: i32, b: i32) -> i32 { a + b }
          src/lib.rs | pub fn add(a: i32, b: i32) -> i32 { a + b }
          Adder.java | public class Adder { static int add(int a, int b) { return a + b; } }
          add.cpp    | // called by main()↵int add(int a, int b) { return a + b; }
          add.go     | package lib; func Add(a, b int) int { return a + b }
          add.py     | def add(a, b): return a + b
          """)
  void aLibraryWithoutTestsIsAcceptedAsCompiled(String file, String code)
      throws InterruptedException {
    Verdict verdict = judge(change(file, code.replace('↵', '\n'))).verdict();

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Accepted.class,
            accepted ->
                assertThat(accepted.warnings())
                    .extracting(Finding::rule)
                    .isEqualTo(
                        file.endsWith(".py") ? List.of() : List.of("execution/nothing-run")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          lib.rs     | pub fn add(a: i32) -> i32 { "x" } | E0308
          src/lib.rs | pub fn add(a: i32) -> i32 { "x" } | E0308
          Adder.java | public class Adder { static int add(int a) { return "x"; } } | incompatible types
          add.cpp    | int add(int a) { return "x"; } | invalid conversion
          add.cpp    | int sub(int); int add(int a) { return sub(a); } | main
          add.go     | package lib; func Add(a int) int { return "x" } | cannot use
          """)
  void aLibraryThatDoesNotCompileIsRejectedForThat(String file, String code, String why)
      throws InterruptedException {
    Verdict verdict = judge(change(file, code)).verdict();

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Rejected.class,
            rejected ->
                assertThat(rejected.findings().getFirst())
                    .extracting(Finding::message)
                    .asString()
                    .contains(why));
  }

  @ParameterizedTest
  @CsvSource({
    "main.rs, mod inner { fn main() {} }",
    "main.cpp, void run() {} namespace a { int main() { return 0; } }",
    "Main.java, class Main { static void main(int it) {} }"
  })
  void aProgramWhoseStartIsNotFoundIsNoLibrary(String file, String code)
      throws InterruptedException {
    assertThat(judge(change(file, code)).verdict()).isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void whatIsToPrintSomethingIsNoLibrary() throws InterruptedException {
    Change prints =
        change("add.cpp", "int add(int a, int b) { return a + b; }")
            .expecting(new Expected.Stdout(new Match.Trimmed("3")));

    assertThat(judge(prints).verdict()).isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  void aLibraryOfGoSaysThatItIsOneWhereItIsRun() throws InterruptedException {
    Change library = change("add.go", "// package main\n/* package main */ package lib\n");

    RunResult result = assay.run(Run.of(Language.GO, library.program()));

    assertThat(result.succeeded()).isFalse();
    assertThat(result.last().error().orElseThrow().message())
        .isEqualTo("package lib is a library: there is no func main to run");
  }
}
