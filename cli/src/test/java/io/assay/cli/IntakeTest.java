package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whoever waits for what does not come can be told to stop.
@Timeout(600)
class IntakeTest {
  /// That one reads cannot be seen from outside: all of them start within this time.
  private static final Duration START = Duration.ofSeconds(15);

  private static final List<String> WAITING =
      List.of(
          "INT explain",
          "TERM explain",
          "INT explain first",
          "INT explain kept",
          "INT run - -l python",
          "INT run second -l python",
          "HUP validate - -l python",
          "TERM validate third -l python",
          "INT batch -",
          "INT batch fourth",
          "INT mcp");

  @TempDir Path folder;

  @Tag("slow")
  @Test
  void aSignalEndsTheWaitingForInputAtOnce() throws Exception {
    // One each: who stops waiting to open one lets others who wait for it go on.
    for (String fifo : List.of("first", "second", "third", "fourth", "kept")) {
      assertThat(new ProcessBuilder("mkfifo", folder + "/" + fifo).start().waitFor()).isZero();
    }
    // Somebody who writes nothing.
    Process writer =
        new ProcessBuilder("sh", "-c", "exec sleep 600 >kept").directory(folder.toFile()).start();
    Map<String, Process> started = new LinkedHashMap<>();
    try {
      for (String words : WAITING) {
        String[] command = words.substring(words.indexOf(' ') + 1).split(" ");
        started.put(words, Command.of(command).directory(folder.toFile()).start());
      }
      Thread.sleep(START);
      assertThat(started.values()).allMatch(Process::isAlive);
      for (Map.Entry<String, Process> each : started.entrySet()) {
        endsAtOnce(each.getKey(), each.getValue());
      }
    } finally {
      started.values().forEach(Process::destroyForcibly);
      writer.destroy();
    }
  }

  private static void endsAtOnce(String words, Process process) throws Exception {
    String signal = "-" + words.substring(0, words.indexOf(' '));
    String pid = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", signal, pid).start().waitFor()).isZero();

    assertThat(process.waitFor(8, TimeUnit.SECONDS)).as(words).isTrue();
    assertThat(process.exitValue()).as(words).isEqualTo(Exit.CANCELLED);
    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .as(words)
        .contains("cancelled");
  }
}
