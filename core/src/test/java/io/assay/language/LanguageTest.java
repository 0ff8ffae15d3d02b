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
