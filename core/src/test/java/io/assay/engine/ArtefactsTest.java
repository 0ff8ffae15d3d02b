package io.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Command;
import io.assay.Program;
import io.assay.Run;
import io.assay.RunResult;
import io.assay.Template;
import io.assay.language.Host;
import io.assay.language.Language;
import io.assay.language.Toolchains;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtefactsTest {
  private static final Map<String, String> PROGRAMS =
      Map.of(
          "cpp",
          """
          #include <cstdio>
          #include <unistd.h>
          int main() {
            std::puts("mine");
            if (unlink("/build/program") == 0) {
              if (FILE* f = std::fopen("/build/program", "w")) {
                std::fputs("#!/bin/sh\\necho poisoned\\n", f);
                std::fclose(f);
              }
            }
          }
          """,
          "go",
          """
          package main
          import ("fmt"; "os")
          func main() {
            fmt.Println("mine")
            os.Remove("/build/program")
            os.WriteFile("/build/program", []byte("#!/bin/sh\\necho poisoned\\n"), 0o755)
          }
          """,
          "rust",
          """
          fn main() {
              let unused = 1;
              println!("mine");
              let _ = std::fs::remove_file("/build/program");
              let _ = std::fs::write("/build/program", "#!/bin/sh\\necho poisoned\\n");
          }
          """,
          "java",
          """
          import java.nio.file.*;
          public class Main {
            public static void main(String[] args) throws Exception {
              new Other().tell();
              for (String name : new String[] {"Main.class", "Other.class"}) {
                Files.writeString(Path.of("/build", name), "poisoned");
              }
            }
          }
          class Other { void tell() { System.out.println("mine"); } }
          """,
          "typescript",
          """
          import * as fs from "node:fs";
          const told: string = "mine";
          console.log(told);
          fs.writeFileSync(process.argv[1], "console.log('poisoned')");
          """);

  private static LocalSandboxes local;
  private static Toolchains toolchains;

  @TempDir Path folder;
  private Runner runner;

  @BeforeAll
  static void startEngine() {
    local = LocalSandboxes.start(Assay.state());
    toolchains = new Toolchains(new Host(System.getenv(), Assay.state(), line -> {}));
  }

  @AfterAll
  static void stopEngine() {
    local.close();
  }

  @BeforeEach
  void startEmpty() {
    runner = Runner.keeping(local, toolchains, folder.resolve("artefacts"), Optional.empty());
  }

  private RunResult run(String language, String code) throws InterruptedException {
    Language known = Language.named(language);
    return runner.run(Run.of(known, Program.of(known.fileName(code), code)));
  }

  private List<Path> kept() throws IOException {
    Path artefacts = folder.resolve("artefacts");
    if (!Files.exists(artefacts)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(artefacts)) {
      return all.toList();
    }
  }

  /// What a program does to its own copy is its own affair.
  @ParameterizedTest
  @ValueSource(strings = {"cpp", "go", "rust", "java", "typescript"})
  @Tag("slow")
  void theSameIsCompiledOnceAndNoRunChangesWhatIsKept(String language) throws Exception {
    String code = PROGRAMS.getOrDefault(language, "");

    RunResult first = run(language, code);
    RunResult second = run(language, code);
    RunResult third = run(language, code);

    assertThat(first.stdout()).as("%s", first).isEqualTo("mine\n");
    assertThat(first.compile().orElseThrow().cached()).isFalse();
    for (RunResult again : List.of(second, third)) {
      assertThat(again.stdout()).as("%s", again).isEqualTo("mine\n");
      assertThat(again.compile().orElseThrow().cached()).isTrue();
      // What the compiler warned of is told again.
      assertThat(again.compile().orElseThrow().stderr())
          .isEqualTo(first.compile().orElseThrow().stderr());
    }
  }

  @Test
  void whatIsNotTheSameIsCompiled() throws Exception {
    String code = "#include <cstdio>\nint main() { std::puts(\"%s\"); }\n";

    assertThat(run("cpp", code.formatted("one")).stdout()).isEqualTo("one\n");
    RunResult other = run("cpp", code.formatted("two"));

    assertThat(other.stdout()).isEqualTo("two\n");
    assertThat(other.compile().orElseThrow().cached()).isFalse();
  }

  @Test
  @Tag("slow")
  void whatDoesNotCompileAndWhatAsksForTheTimeIsNotKept() throws Exception {
    assertThat(run("cpp", "int main() { return nothing; }\n").run()).isEmpty();
    assertThat(run("cpp", "#include <cstdio>\nint main() { std::puts(__TIME__); }\n").run())
        .isPresent();
    // A compiler may execute what it finds under that name.
    Program processed =
        program(
            "Main.java",
            "public class Main { public static void main(String[] a) {} }",
            "META-INF/services/javax.annotation.processing.Processor",
            "");
    assertThat(runner.run(Run.of(Language.JAVA, processed)).run()).isPresent();

    assertThat(kept()).isEmpty();
  }

  @Test
  void whatIsDamagedIsCompiledAgain() throws Exception {
    String code = "#include <cstdio>\nint main() { std::puts(\"whole\"); }\n";
    run("cpp", code);

    for (int length : new int[] {-1, 0, 5, 100}) {
      Path file = kept().getFirst();
      byte[] bytes = Files.readAllBytes(file);
      if (length < 0) {
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      } else {
        Files.write(file, Arrays.copyOf(bytes, length));
      }

      RunResult again = run("cpp", code);

      assertThat(again.compile().orElseThrow().cached()).isFalse();
      assertThat(again.stdout()).isEqualTo("whole\n");
      assertThat(run("cpp", code).compile().orElseThrow().cached()).isTrue();
    }
  }

  @Test
  @Tag("slow")
  void whatCannotBeKeptIsCompiledAllTheSame() throws Exception {
    Files.writeString(folder.resolve("artefacts"), "in the way");

    assertThat(run("cpp", "int main() {}\n").succeeded()).isTrue();
  }

  /// No two programs, templates or commands have one key, wherever the limits of their parts are.
  @Test
  void aKeyIsOfEverythingThatMatters() {
    Command command = new Command("/bin/cc", List.of("a", "b"), Map.of("A", "1"), "/home/user");
    List<String> keys = new ArrayList<>();
    for (Command each :
        List.of(
            command,
            new Command("/bin/cc", List.of("ab"), Map.of("A", "1"), "/home/user"),
            new Command("/bin/cc", List.of("a", "b", "A", "1"), Map.of(), "/home/user"),
            new Command("/bin/cc", List.of("a", "b"), Map.of("A", "2"), "/home/user"),
            new Command("/bin/cc", List.of("a", "b"), Map.of("A", "1"), "/home/user/x"),
            new Command("/bin/cd", List.of("a", "b"), Map.of("A", "1"), "/home/user"))) {
      keys.add(Artefacts.key(program("a.c", "x", "b.c", "y"), template("1"), each));
    }
    keys.add(Artefacts.key(program("a.c", "x", "b.c", "z"), template("1"), command));
    keys.add(Artefacts.key(program("a.c", "xb.c", "b.d", "y"), template("1"), command));
    keys.add(Artefacts.key(program("a.c", "x", "b.d", "y"), template("1"), command));
    keys.add(Artefacts.key(program("a.c", "x", "b.c", "y"), template("2"), command));

    assertThat(keys).doesNotHaveDuplicates();
  }

  @Test
  void theLongestUnusedMakesRoom() throws Exception {
    Artefacts artefacts = new Artefacts(folder.resolve("few"), 10_000);
    Artefacts.Artefact one =
        new Artefacts.Artefact(Bytes.of(""), Bytes.of(""), Bytes.copyOf(new byte[3_000]));
    for (String key : List.of("a", "b", "c")) {
      artefacts.keep(key, one);
      Thread.sleep(20);
    }
    assertThat(artefacts.find("a")).contains(one);

    artefacts.keep("d", one);

    assertThat(artefacts.find("b")).isEmpty();
    assertThat(artefacts.find("a")).contains(one);
    assertThat(artefacts.find("d")).contains(one);
  }

  private static Program program(String... files) {
    SequencedMap<String, Program.Content> contents = new LinkedHashMap<>();
    for (int i = 0; i < files.length; i += 2) {
      contents.put(files[i], new Program.Content.Text(Bytes.of(files[i + 1])));
    }
    return new Program(contents, files[0], List.of(), Map.of());
  }

  private static Template template(String identity) {
    return new Template(
        "c",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        new TreeMap<>(Map.of("version", identity)));
  }
}
