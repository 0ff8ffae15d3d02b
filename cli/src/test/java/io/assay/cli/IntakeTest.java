package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whoever waits for what does not come can be told to stop.
@Timeout(600)
class IntakeTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "explain, INT",
    "explain, TERM",
    "explain fifo, INT",
    "run - -l python, INT",
    "run fifo -l python, INT",
    "validate - -l python, HUP",
    "validate fifo -l python, TERM",
    "batch -, INT",
    "batch fifo, INT",
    "mcp, INT"
  })
  void aSignalEndsTheWaitingForInputAtOnce(String words, String signal) throws Exception {
    assertThat(new ProcessBuilder("mkfifo", folder + "/fifo").start().waitFor()).isZero();

    endsAtOnce(words, signal);
  }

  @Test
  void aSignalEndsTheWaitingForSomebodyWhoWritesNothing() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", folder + "/fifo").start().waitFor()).isZero();
    Process writer =
        new ProcessBuilder("sh", "-c", "exec sleep 60 >fifo").directory(folder.toFile()).start();
    try {
      endsAtOnce("explain fifo", "INT");
    } finally {
      writer.destroy();
    }
  }

  private void endsAtOnce(String words, String signal) throws Exception {
    Process process = Command.of(words.split(" ")).directory(folder.toFile()).start();
    // That it reads cannot be seen from outside: it starts within this time.
    assertThat(process.waitFor(3, TimeUnit.SECONDS)).isFalse();

    String pid = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();

    assertThat(process.waitFor(8, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(Exit.CANCELLED);
    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("cancelled");
  }
}
