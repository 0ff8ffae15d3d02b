package io.assay.validate.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Program;
import io.assay.SandboxException;
import io.assay.language.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {
  @TempDir static Path state;
  private static Assay assay;

  @BeforeAll
  static void start() {
    assay = Assay.start(state, line -> {});
  }

  @AfterAll
  static void stop() {
    assay.close();
  }

  private static Program program(Map<String, String> files, String entry) {
    SequencedMap<String, Program.Content> contents = new LinkedHashMap<>();
    files.forEach((name, text) -> contents.put(name, new Program.Content.Text(Bytes.of(text))));
    return new Program(contents, entry, List.of(), Map.of());
  }

  private static String read(Language language, Program program) throws InterruptedException {
    try {
      return Reader.of(language).read(assay, program).toString();
    } catch (SandboxException e) {
      return e.blame().toString();
    }
  }

  /// Programs that are what none should be.
  private static List<Program> odd(String ending) {
    String entry = "main." + ending;
    List<Program> odd = new ArrayList<>();
    for (String text :
        List.of(
            "(".repeat(100_000),
            "[".repeat(2_000) + "]".repeat(2_000),
            "x = " + "-".repeat(50_000) + "1",
            "\0",
            "\uFEFF\u2028 '\\d' \\",
            "end\nend\n",
            "while True: pass\n",
            "process.exit(3); for (;;);\n",
            "import sys; sys.modules.clear(); sys.exit(3)\n",
            "Object.prototype.x = 1; globalThis.Array = null;\n",
            "a = 1;\n".repeat(100_000))) {
      odd.add(program(Map.of(entry, text), entry));
    }
    odd.add(program(Map.of("a\nend\nb." + ending, "(", "\tend\n", ""), "\tend\n"));
    odd.add(
        program(
            Map.of(
                entry,
                "",
                "package.json",
                "{\"__proto__\": {\"type\": \"module\"}, \"type\": {}}",
                "tsconfig.json",
                "{\"extends\": \"./tsconfig.json\"}",
                "os.py",
                "raise SystemExit(1)",
                "node_modules/a/package.json",
                "{\"main\": 7, \"exports\": []}"),
            entry));
    return odd;
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"python", "javascript", "typescript"})
  void whatWasReadBeforeChangesNothing(String name) throws InterruptedException {
    Language language = Language.named(name);
    String ending = language.extensions().getFirst();
    Program plain =
        program(
            Map.of(
                "main." + ending,
                name.equals("python")
                    ? "import os, own, absent\nprint(1\n"
                    : "import './own.js';\nimport 'absent';\nimport 'fs';\nlet = ;\n",
                "second." + ending,
                name.equals("python")
                    ? "import os.path, own, absent.part\n"
                    : "import './own.js';\nimport 'absent';\nimport 'fs';\n",
                "own.py",
                "",
                "own.js",
                ""),
            "main." + ending);
    String first = read(language, plain);
    assertThat(first).contains("absent", "STANDARD", "syntax/error");
    for (Program program : odd(ending)) {
      String alone = read(language, program);
      assertThat(read(language, plain)).isEqualTo(first);
      assertThat(read(language, program)).isEqualTo(alone);
    }
  }

  @Test
  void theFilesOfAProgramAreGoneWhenTheNextIsRead() throws InterruptedException {
    Program with = program(Map.of("main.py", "import own", "own.py", ""), "main.py");
    Program without = program(Map.of("main.py", "import own"), "main.py");
    assertThat(read(Language.PYTHON, with)).contains("OWN");
    assertThat(read(Language.PYTHON, without)).contains("MISSING");
    assertThat(read(Language.PYTHON, with)).contains("OWN");
  }
}
