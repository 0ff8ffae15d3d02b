package io.assay.engine;

import io.assay.Run;
import io.assay.RunResult;
import io.assay.language.Host;
import io.assay.language.Toolchains;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// One engine, and two ways to run in it: in sandboxes opened ahead, and in cold ones.
record Warmth(Warmed warmed, Runner coldly, Runner warmly) implements AutoCloseable {
  private static final byte[] INPUT = "line\nanswer\nrest\nof it".getBytes(StandardCharsets.UTF_8);

  static Warmth start(Path state) {
    LocalSandboxes local = LocalSandboxes.start(state);
    Warmed warmed = new Warmed(local);
    Toolchains toolchains = new Toolchains(new Host(System.getenv(), state, line -> {}));
    return new Warmth(warmed, new Runner(local, toolchains), new Runner(warmed, toolchains));
  }

  /// The names of the files in `folder`.
  static Stream<String> programs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  RunResult cold(Run run) throws InterruptedException {
    return coldly.run(fed(run));
  }

  /// Runs until the last step was done by what had been started ahead.
  RunResult warm(Run run) throws InterruptedException {
    return until(run, result -> result.last().outcome().warm());
  }

  /// Runs where something may have been started ahead, until the result is as wanted.
  RunResult until(Run run, Predicate<RunResult> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < deadline) {
      RunResult result = warmly.run(fed(run));
      if (wanted.test(result)) {
        return result;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no run was warm");
  }

  private static Run fed(Run run) {
    return run.withStdin(new ByteArrayInputStream(INPUT));
  }

  @Override
  public void close() {
    warmed.close();
  }
}
