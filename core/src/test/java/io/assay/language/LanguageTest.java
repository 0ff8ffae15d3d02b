package io.assay.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.Blame;
import io.assay.Bytes;
import io.assay.Program;
import io.assay.Program.Content;
import io.assay.SandboxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LanguageTest {
  @Test
  void aLanguageIsFoundByItsNameAliasOrEnding() {
    assertThat(Language.named("python")).isSameAs(Language.PYTHON);
    assertThat(Language.named("PY")).isSameAs(Language.PYTHON);
    assertThat(Language.named("c++")).isSameAs(Language.CPP);
    assertThat(Language.named("node")).isSameAs(Language.JAVASCRIPT);
    assertThat(Language.ofFileName("src/app.MTS")).isSameAs(Language.TYPESCRIPT);
  }

  @Test
  void anUnknownLanguageIsAnsweredWithTheKnownOnesAndANearMiss() {
    assertThatThrownBy(() -> Language.named("pyhton"))
        .isInstanceOfSatisfying(
            SandboxException.class, it -> assertThat(it.blame()).isEqualTo(Blame.CALLER))
        .hasMessageContaining("did you mean 'python'?")
        .hasMessageContaining("known: python, javascript, typescript, go, rust, java, cpp");
    assertThatThrownBy(() -> Language.named("cobol")).hasMessageNotContaining("did you mean");
    assertThatThrownBy(() -> Language.ofFileName("notes.txt")).hasMessageContaining(".py");
    assertThatThrownBy(() -> Language.ofFileName("Makefile")).hasMessageContaining("'Makefile'");
  }

  @Test
  void noTwoLanguagesShareAName() {
    assertThat(
            Language.ALL.stream()
                .flatMap(language ->
                    java.util.stream.Stream.of(
                            java.util.List.of(language.name()),
                            language.aliases(),
                            language.extensions())
                        .flatMap(java.util.Collection::stream)
                        .distinct()))
        .doesNotHaveDuplicates();
  }

  @Test
  void theCustomaryFileStartsAProgram() {
    assertThat(Language.PYTHON.entry(files("util.py", "main.py"))).contains("main.py");
    assertThat(Language.PYTHON.entry(files("util.py", "__main__.py"))).contains("__main__.py");
    assertThat(Language.GO.entry(files("go.mod", "cmd/tool/main.go", "lib.go")))
        .contains("cmd/tool/main.go");
    assertThat(Language.RUST.entry(files("Cargo.toml", "src/lib.rs", "src/main.rs")))
        .contains("src/main.rs");
    assertThat(Language.CPP.entry(files("a.cpp", "src/main.cpp"))).contains("src/main.cpp");
    assertThat(Language.TYPESCRIPT.entry(files("types.d.ts", "job.ts"))).contains("job.ts");
  }

  @Test
  void theOnlyFileOfALanguageStartsAProgram() {
    assertThat(Language.PYTHON.entry(files("README.md", "job.py", "data.csv"))).contains("job.py");
    assertThat(Language.PYTHON.entry(files("a.py", "b.py"))).isEmpty();
    assertThat(Language.PYTHON.entry(files("a.js"))).isEmpty();
  }

  @Test
  void testsOfCppAreToldByTheirNames() {
    assertThat(
            List.of(
                "test.cpp",
                "tests.cpp",
                "calc/test.cc",
                "tests/any.cpp",
                "test_calc.cpp",
                "calc_test.cpp",
                "calc_unittest.cc",
                "unit_tests.cpp",
                "calc-test.cpp",
                "calc.test.cpp",
                "CalcTest.cpp",
                "CalcTests.cpp",
                "TestCalc.cpp"))
        .allMatch(Language.CPP::isTest);
    assertThat(
            List.of(
                "main.cpp",
                "contest.cpp",
                "latest.cc",
                "testing.cpp",
                "Tester.cpp",
                "test.d/a.cpp"))
        .noneMatch(Language.CPP::isTest);
    assertThat(Language.CPP.entry(files("CMakeLists.txt", "calc.cpp", "test.cpp")))
        .contains("calc.cpp");
  }

  @Test
  void packageJsonNamesTheFileThatStartsAProgram() {
    SequencedMap<String, Content> files = files("index.js", "lib/start.js");
    files.put("package.json", content("{\"name\": \"x\", \"main\": \"./lib/start\"}"));

    assertThat(Language.JAVASCRIPT.entry(files)).contains("lib/start.js");

    files.put("package.json", content("{\"main\": \"gone.js\"}"));

    assertThat(Language.JAVASCRIPT.entry(files)).contains("index.js");
  }

  @Test
  void theOnlyJavaFileWithAMainStartsAProgram() {
    SequencedMap<String, Content> files = files("a/Model.java");
    files.put(
        "a/Shop.java",
        content("package a; public class Shop { public static void main(String[] args) {} }"));

    assertThat(Language.JAVA.entry(files)).contains("a/Shop.java");

    files.put(
        "a/Other.java",
        content("package a; class Other { public static void main(String[] args) {} }"));

    assertThat(Language.JAVA.entry(files)).isEmpty();
  }

  @Test
  void theOnlyFileWithAMainStartsAProgram() {
    SequencedMap<String, Content> cpp = files("shape.cpp", "circle.cpp", "circle_test.cpp");
    assertThat(Language.CPP.entry(cpp)).isEmpty();
    cpp.put("draw.cpp", content("#include <cstdio>\n\nint main(int argc, char **argv) {}\n"));
    cpp.put("circle_test.cpp", content("int main() {}\n"));
    assertThat(Language.CPP.entry(cpp)).contains("draw.cpp");

    SequencedMap<String, Content> go = files("go.mod", "shop/cart.go", "shop/cart_test.go");
    go.put("serve.go", content("package main\n\nfunc main() {}\n"));
    assertThat(Language.GO.entry(go)).contains("serve.go");
    go.put("again.go", content("package main\n\nfunc main() {}\n"));
    assertThat(Language.GO.entry(go)).isEmpty();

    SequencedMap<String, Content> rust = files("src/lib.rs", "src/util.rs");
    rust.put("src/bin/tool.rs", content("// A tool.\npub async fn main() {}\n"));
    assertThat(Language.RUST.entry(rust)).contains("src/bin/tool.rs");
  }

  @Test
  @Timeout(10)
  void hostileTextIsSearchedForAMainInTimeOfItsLength() {
    for (Language language : List.of(Language.CPP, Language.GO, Language.RUST, Language.JAVA)) {
      String ending = "." + language.extensions().getFirst();
      for (String piece : List.of("\n", " \n", "main ", "fn ", "// main(\n")) {
        SequencedMap<String, Content> files = files("b" + ending, "c/c" + ending);
        files.put("a" + ending, content(piece.repeat(200_000)));
        assertThat(language.entry(files)).as(language.name()).isEmpty();
      }
    }
  }

  @Test
  void aFileStandsForAPackageThatStartsNothing() {
    assertThat(Language.RUST.entry(files("src/a.rs", "src/lib.rs", "tests/all.rs")))
        .contains("src/lib.rs");
    assertThat(Language.GO.entry(files("go.mod", "a.go", "b.go", "a_test.go"))).contains("a.go");
    assertThat(Language.GO.entry(files("go.mod", "a.go", "b/b.go"))).isEmpty();
  }

  @Test
  void whatCargoRunsBesideAPackageDoesNotStartIt() {
    Content main = content("fn main() {}\n");
    SequencedMap<String, Content> files = files("Cargo.toml", "src/lib.rs", "src/cli.rs");
    for (String beside : List.of("build.rs", "examples/show.rs", "benches/speed.rs")) {
      files.put(beside, main);
    }
    assertThat(Language.RUST.entry(files)).contains("src/lib.rs");
    files.put("src/bin/one.rs", main);
    assertThat(Language.RUST.entry(files)).contains("src/bin/one.rs");
    files.put("src/bin/two.rs", main);
    assertThat(Language.RUST.entry(files)).isEmpty();

    SequencedMap<String, Content> loose = files("a.rs");
    loose.put("build.rs", main);
    assertThat(Language.RUST.entry(loose)).contains("build.rs");
  }

  private static SequencedMap<String, Content> files(String... names) {
    SequencedMap<String, Content> files = new LinkedHashMap<>();
    for (String name : names) {
      files.put(name, content(""));
    }
    return files;
  }

  private static Content content(String text) {
    return new Program.Content.Text(Bytes.of(text));
  }
}
