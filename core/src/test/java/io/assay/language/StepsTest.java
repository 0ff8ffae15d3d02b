package io.assay.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Bytes;
import io.assay.Command;
import io.assay.Limits;
import io.assay.Program;
import io.assay.Program.Content;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StepsTest {
  @Test
  void aScriptIsRunByItsNameWithTheProgramsArguments() {
    Program program = Program.of("-odd.py", "").withArguments(List.of("--version", "a b"));

    Steps steps = Language.PYTHON.steps(program, toolchain("3.12.0", "python"), Limits.DEFAULT);

    assertThat(steps.compile()).isEmpty();
    assertThat(steps.run().arguments()).containsExactly("./-odd.py", "--version", "a b");
    assertThat(steps.run().directory()).isEqualTo("/home/user");
  }

  @Test
  void onlyTheProgramSeesItsEnvironment() {
    Program program = Program.of("main.cpp", "").withEnvironment(Map.of("KEY", "value"));

    Steps steps = Language.CPP.steps(program, toolchain("12", "c++"), Limits.DEFAULT);

    assertThat(steps.run().environment()).containsEntry("KEY", "value");
    assertThat(compile(steps).environment()).doesNotContainKey("KEY");
  }

  @Test
  void everyTranslationUnitIsCompiled() {
    Program program =
        program("main.cpp", "main.cpp", "a.h", "lib/b.cc", "include/c.hpp", "notes.txt");

    Steps steps = Language.CPP.steps(program, toolchain("12", "c++"), Limits.DEFAULT);

    assertThat(compile(steps).arguments())
        .contains("main.cpp", "lib/b.cc", "-Iinclude", "-std=c++20")
        .doesNotContain("a.h", "notes.txt");
  }

  @Test
  void theFilesBesideAGoFileAreItsPackageUnlessAModuleSaysMore() {
    Toolchain go = toolchain("1.22", "go");

    Steps loose =
        Language.GO.steps(
            program("main.go", "main.go", "util.go", "util_test.go", "sub/x.go"),
            go,
            Limits.DEFAULT);
    Steps module =
        Language.GO.steps(
            program("app/cmd/x/main.go", "app/go.mod", "app/cmd/x/main.go"), go, Limits.DEFAULT);

    assertThat(compile(loose).arguments())
        .containsExactly(
            "build", "-o", "/build/program", "-ldflags=-s -w", "./main.go", "./util.go");
    assertThat(compile(module).arguments())
        .containsExactly("build", "-o", "/build/program", "-ldflags=-s -w", "./cmd/x");
    assertThat(compile(module).directory()).isEqualTo("/home/user/app");
  }

  @Test
  void aRustFileIsCompiledInTheNewestEditionItsCompilerKnows() {
    Program program = program("main.rs", "lib.rs", "main.rs");

    assertThat(
            compile(
                    Language.RUST.steps(
                        program, toolchain("1.95.0", "rustc", "linker"), Limits.DEFAULT))
                .arguments())
        .satisfies(words ->
            assertThat(words.get(1)).containsSubsequence("--edition 2024", "--edition 2021"))
        .endsWith("./main.rs");
    assertThat(
            compile(
                    Language.RUST.steps(
                        program, toolchain("1.70.0", "rustc", "linker"), Limits.DEFAULT))
                .arguments())
        .containsSubsequence("--edition", "2021");
  }

  @Test
  void aPackageIsBuiltByCargoAndItsBinaryRun() {
    SequencedMap<String, Content> files = new LinkedHashMap<>();
    files.put(
        "Cargo.toml",
        text(
            "[package]\nname = \"my-app\"\n[dependencies]\nname = \"no\"\n[[bin]]\nname = 'tool'\npath = \"src/t.rs\"\n"));
    files.put("src/main.rs", text(""));
    files.put("src/t.rs", text(""));
    files.put("src/bin/other.rs", text(""));
    Toolchain rust = toolchain("1.95.0", "rustc", "cargo", "linker");

    assertThat(ranRust(files, "src/main.rs", rust)).isEqualTo("/build/target/debug/my-app");
    assertThat(ranRust(files, "src/t.rs", rust)).isEqualTo("/build/target/debug/tool");
    assertThat(ranRust(files, "src/bin/other.rs", rust)).isEqualTo("/build/target/debug/other");
  }

  @Test
  void aJavaProgramIsCompiledAsAWholeAndStartedByItsMainClass() {
    SequencedMap<String, Content> files = new LinkedHashMap<>();
    files.put(
        "shop/Shop.java",
        text(
            "package shop; class A {} public class Shop { public static void main(String[] a) {} }"));
    files.put("shop/Till.java", text("package shop; class Till {}"));
    files.put("src/test/java/ShopTest.java", text("class ShopTest {}"));

    Steps steps =
        Language.JAVA.steps(
            new Program(files, "shop/Shop.java", List.of("x"), Map.of()),
            toolchain("25.0.1", "java", "javac"),
            Limits.DEFAULT);

    assertThat(compile(steps).arguments())
        .contains("./shop/Shop.java", "./shop/Till.java")
        .doesNotContain("./src/test/java/ShopTest.java");
    assertThat(steps.run().arguments()).endsWith("-cp", "/build:/home/user", "shop.Shop", "x");
  }

  @Test
  void aJavaFileWithAnotherNameThanItsPublicClassIsLaunchedFromItsSource() {
    Steps steps =
        Language.JAVA.steps(
            Program.of(
                "snippet.java", "public class Shop { public static void main(String[] a) {} }"),
            toolchain("25.0.1", "java", "javac"),
            Limits.DEFAULT);

    assertThat(steps.compile()).isEmpty();
    assertThat(steps.run().arguments()).endsWith("./snippet.java");
  }

  @Test
  void aCompactSourceFileIsStartedByItsFilesName() {
    Program program = Program.of("hello.java", "void main() { IO.println(1); }");

    assertThat(
            Language.JAVA
                .steps(program, toolchain("25", "java", "javac"), Limits.DEFAULT)
                .run()
                .arguments())
        .endsWith("hello");
  }

  @Test
  void theJvmIsToldTheLimitsThatItCannotSee() {
    Program program =
        Program.of("Main.java", "class Main { public static void main(String[] a) {} }");
    Limits limits = Limits.DEFAULT.withCpus(1).withMemoryBytes(512L << 20);

    assertThat(
            Language.JAVA
                .steps(program, toolchain("21", "java", "javac"), limits)
                .run()
                .arguments())
        .contains("-Xmx256m", "-XX:ActiveProcessorCount=1", "-XX:+UseSerialGC");
  }

  @Test
  void typeScriptRunsWhatItsEndingBecomes() {
    Toolchain typescript = toolchain("5.9.3", "node", "compiler");

    assertThat(
            Language.TYPESCRIPT
                .steps(Program.of("a/main.ts", ""), typescript, Limits.DEFAULT)
                .run()
                .arguments())
        .containsExactly("--enable-source-maps", "/build/a/main.js");
    assertThat(
            Language.TYPESCRIPT
                .steps(Program.of("main.mts", ""), typescript, Limits.DEFAULT)
                .run()
                .arguments())
        .endsWith("/build/main.mjs");
  }

  private static String ranRust(SequencedMap<String, Content> files, String entry, Toolchain rust) {
    return Language.RUST
        .steps(new Program(files, entry, List.of(), Map.of()), rust, Limits.DEFAULT)
        .run()
        .program();
  }

  private static Command compile(Steps steps) {
    return steps.compile().orElseThrow();
  }

  private static Program program(String entry, String... names) {
    SequencedMap<String, Content> files = new LinkedHashMap<>();
    for (String name : names) {
      files.put(name, text(""));
    }
    return new Program(files, entry, List.of(), Map.of());
  }

  private static Content text(String text) {
    return new Content.Text(Bytes.of(text));
  }

  private static Toolchain toolchain(String version, String... roles) {
    Map<String, String> tools = new TreeMap<>();
    for (String role : roles) {
      tools.put(role, "/usr/bin/" + role);
    }
    return new Toolchain(
        "x", version, tools, List.of(), List.of(), List.of(), List.of(), Map.of(), new TreeMap<>());
  }
}
