package io.assay.acceptance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.acceptance.Product.Ended;
import io.assay.acceptance.Product.Start;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("quick")
class EngineTest {
  @TempDir static Path shared;
  @TempDir Path folder;

  private static Resident resident;

  @BeforeAll
  static void start() throws Exception {
    resident = new Resident(shared);
    resident.start("10m");
  }

  @AfterAll
  static void stop() throws Exception {
    resident.end();
  }

  static List<Start> commands() {
    return List.of(
        Start.of("run", "main.py", "--env", "NAME=ü", "--", "-x", "ü€").withStdin("in"),
        Start.of("run", "-", "--language", "python").withStdin("print(6 * 7)"),
        Start.of("run", "-", "--language", "python")
            .withStdin("import os; os.kill(os.getpid(), 11)"),
        Start.of("run", "-", "--language", "python").withStdin("raise SystemExit(3)"),
        Start.of("run", "-", "--language", "python", "--timeout", "300ms")
            .withStdin("while True: pass"),
        Start.of("run", "-", "--language", "python", "--output", "1000")
            .withStdin("while True: print('y' * 99)"),
        Start.of("run", "absent.py"),
        Start.of("run", "src", "--entry", "src/two.py"),
        Start.of("run", "src"),
        Start.of("run", "--jsno", "main.py"),
        Start.of("run", "main.py", "--memory", "lots", "--json"),
        Start.of("run", "main.py", "-l", "cobol"),
        Start.of("run", "--help"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void whatTheEngineDoesIsWhatIsDoneWithoutIt(Start start) throws Exception {
    Files.writeString(
        folder.resolve("main.py"),
        "import os, sys\nprint(sys.argv, os.environ.get('NAME'), sys.stdin.read())\nprint(1, file=sys.stderr)");
    Files.createDirectory(folder.resolve("src"));
    Files.writeString(folder.resolve("src/one.py"), "print('one')");
    Files.writeString(folder.resolve("src/two.py"), "print('two')");

    Ended alone = resident.alone(start, folder);
    Ended called = resident.call(start, folder);

    assertThat(called.status()).isEqualTo(alone.status());
    assertThat(called.stdout().text()).isEqualTo(alone.stdout().text());
    assertThat(called.stderr()).isEqualTo(alone.stderr());
  }

  @Test
  void aDocumentSaysTheSame() {
    Start start = Start.of("run", "-", "--language", "python", "--json").withStdin("print(1/0)");

    Ended alone = resident.alone(start, folder);
    Ended called = resident.call(start, folder);

    assertThat(called.json().names()).isEqualTo(alone.json().names());
    assertThat(called.json().at("error")).isEqualTo(alone.json().at("error"));
    assertThat(called.json().at("template")).isEqualTo(alone.json().at("template"));
    assertThat(called.json().at("guarantees")).isEqualTo(alone.json().at("guarantees"));
  }
}
