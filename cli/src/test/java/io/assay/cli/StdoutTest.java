package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.cli.Command.Ended;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is not told is no success, whatever the command had come to.
@Timeout(600)
class StdoutTest {
  @TempDir Path folder;

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "validate main.py --format json --gates syntax",
        "validate main.py --gates syntax",
        "docs page.md --format json",
        "docs page.md",
        "run main.py --json",
        "run main.py",
        "run nothing.py --json",
        "explain log",
        "advisories",
        "languages --json",
        "--help",
        "run --help",
        "--version"
      })
  void whatStdoutDoesNotTakeIsSaidOnceAndIsNoSuccess(String words) throws Exception {
    Ended ended = Command.ended(command(words).redirectOutput(new File("/dev/full")));

    assertThat(ended.stderr())
        .isEqualTo("assay: cannot write to stdout: No space left on device\n");
    assertThat(ended.status()).isEqualTo(Exit.HOST);
  }

  @Test
  @Tag("slow")
  void aLongReportThatCannotBeWrittenIsNoBug() throws Exception {
    Path full = Files.createSymbolicLink(folder.resolve("report"), Path.of("/dev/full"));
    StringBuilder page = new StringBuilder();
    for (int at = 0; at < 200; at++) {
      page.append("```unknown\nx\n```\n\n");
    }
    Files.writeString(folder.resolve("long.md"), page);

    Ended stdout =
        Command.ended(command("docs long.md -f json").redirectOutput(new File("/dev/full")));
    Ended file = Command.ended(command("docs long.md --report json=" + full));

    assertThat(stdout.stderr()).endsWith("stdout: No space left on device\n").hasLineCount(1);
    assertThat(stdout.status()).isEqualTo(Exit.HOST);
    assertThat(file.stderr()).contains("cannot write '" + full + "'").hasLineCount(1);
    assertThat(file.status()).isEqualTo(Exit.USAGE);
  }

  @Test
  void aReaderThatLeavesADocumentIsNotSpokenOf() throws Exception {
    Process process = command("run", "--help").start();
    process.getInputStream().close();

    assertThat(process.waitFor()).isEqualTo(Exit.READER_LEFT);
    assertThat(process.getErrorStream().readAllBytes()).isEmpty();
  }

  private ProcessBuilder command(String words) throws IOException {
    return command(words.split(" "));
  }

  private ProcessBuilder command(String... words) throws IOException {
    Files.writeString(folder.resolve("main.py"), "print(1)\n");
    Files.writeString(folder.resolve("page.md"), "```python\nprint(1)\n```\n");
    Files.writeString(folder.resolve("log"), "NameError: name 'x' is not defined\n");
    return Command.of(words).directory(folder.toFile()).redirectInput(new File("/dev/null"));
  }
}
