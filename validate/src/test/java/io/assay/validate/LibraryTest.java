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
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Programs in which there is nothing to start, without tests and with them.
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
  @Tag("slow")
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
  @Tag("slow")
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

  /// The tests of a package of Rust stand in its files.
  @ParameterizedTest
  @Tag("slow")
  @CsvSource({"+, Accepted", "-, Rejected"})
  void aPackageOfRustIsJudgedByTheTestsInItsFiles(String operator, String verdict)
      throws InterruptedException {
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    Map.of(
            "Cargo.toml",
            CARGO,
            "build.rs",
            "fn main() {}\n",
            "src/adder.rs",
            """
            pub fn add(a: i32, b: i32) -> i32 {
                a %s b
            }

            #[cfg(test)]
            mod tests {
                #[test]
                fn adds() {
                    assert_eq!(super::add(2, 3), 5);
                }
            }
            """
                .formatted(operator),
            "src/lib.rs",
            "pub mod adder;\n")
        .forEach((name, text) -> files.put(name, new Program.Content.Text(Bytes.of(text))));
    String entry = Language.RUST.entry(files).orElseThrow();

    Report report = judge(Change.of(Language.RUST, new Program(files, entry, List.of(), Map.of())));

    assertThat(report.verdict().getClass().getSimpleName()).isEqualTo(verdict);
    assertThat(report.tests()).hasSize(1);
  }

  @Test
  void whatIsToPrintSomethingIsNoLibrary() throws InterruptedException {
    Change prints =
        change("add.cpp", "int add(int a, int b) { return a + b; }")
            .expecting(new Expected.Stdout(new Match.Trimmed("3")));

    assertThat(judge(prints).verdict()).isInstanceOf(Verdict.Rejected.class);
  }

  @Test
  @Tag("slow")
  void aLibraryOfGoSaysThatItIsOneWhereItIsRun() throws InterruptedException {
    Change library = change("add.go", "// package main\n/* package main */ package lib\n");

    RunResult result = assay.run(Run.of(Language.GO, library.program()));

    assertThat(result.succeeded()).isFalse();
    assertThat(result.last().error().orElseThrow().message())
        .isEqualTo("package lib is a library: there is no func main to run");
  }

  private static Change tested(Language language, Map<String, String> texts) {
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    new TreeMap<>(texts)
        .forEach((name, text) -> files.put(name, new Program.Content.Text(Bytes.of(text))));
    String entry = Change.ofLibrary(language, files.keySet()).orElseThrow();
    return Change.of(language, new Program(files, entry, List.of(), Map.of())).asLibrary();
  }

  private static final String ADD = "def add(a, b):\n    return a + b\n";

  private static String testOf(String module) {
    return """
    from %s import add


    def test_add():
        assert add(1, 2) == 3
    """
        .formatted(module);
  }

  static Stream<Map<String, String>> aProjectOfPythonIsJudgedByItsTests() {
    return Stream.of(
        Map.of(
            "pyproject.toml",
            "[project]\nname = \"pkg\"\n",
            "src/pkg/__init__.py",
            "from .calc import add\n",
            "src/pkg/calc.py",
            ADD,
            "tests/test_calc.py",
            testOf("pkg.calc")),
        Map.of(
            "pyproject.toml",
            "[tool.pytest.ini_options]\npythonpath = [\"source\"]\n",
            "source/pkg/__init__.py",
            "",
            "source/pkg/calc.py",
            ADD,
            "tests/test_calc.py",
            testOf("pkg.calc")),
        Map.of("pkg/calc.py", ADD, "tests/test_calc.py", testOf("pkg.calc")),
        Map.of("calc.py", ADD, "mul.py", "raise ValueError\n", "test_calc.py", testOf("calc")));
  }

  @ParameterizedTest
  @MethodSource
  void aProjectOfPythonIsJudgedByItsTests(Map<String, String> files) throws InterruptedException {
    Map<String, String> wrong = new TreeMap<>(files);
    wrong.replaceAll((_, text) -> text.replace("a + b", "a - b"));

    Report right = judge(tested(Language.PYTHON, files));

    assertThat(right.verdict()).as("%s", right).isEqualTo(Verdict.accepted());
    assertThat(right.tests()).hasSize(1);
    assertThat(judge(tested(Language.PYTHON, wrong)).verdict())
        .isInstanceOfSatisfying(
            Verdict.Rejected.class,
            rejected ->
                assertThat(rejected.findings())
                    .extracting(Finding::rule)
                    .containsExactly("tests/failed"));
  }

  @Test
  void aFolderThatIsNoPackageHidesNoModule() throws InterruptedException {
    Map<String, String> files =
        Map.of(
            "json/data.txt",
            "",
            "a.py",
            "import json.decoder\n",
            "b.py",
            ADD,
            "test_b.py",
            testOf("b"));

    assertThat(judge(tested(Language.PYTHON, files)).verdict()).isEqualTo(Verdict.accepted());
  }

  @Test
  void aPackageOfJavaScriptIsJudgedByItsTests() throws InterruptedException {
    Map<String, String> files =
        Map.of(
            "package.json", "{\"name\": \"sums\", \"main\": \"lib/sums.js\"}",
            "lib/add.js", "exports.add = (a, b) => a + b;\n",
            "lib/sums.js", "module.exports = require('./add.js');\n",
            "test/sums.test.js",
                """
                const test = require('node:test');
                const assert = require('node:assert/strict');
                const { add } = require('../lib/sums.js');
                test('adds', () => {
                  assert.equal(add(1, 2), 3);
                });
                """);

    Report report = judge(tested(Language.JAVASCRIPT, files));

    assertThat(report.verdict()).isEqualTo(Verdict.accepted());
    assertThat(report.tests()).hasSize(1);
  }
}
