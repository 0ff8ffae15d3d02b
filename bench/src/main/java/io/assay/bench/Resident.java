package io.assay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The resident engine of the command, as it starts by itself once a build has been used a few
/// times.
final class Resident implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);

  private final ProcessHandle engine;
  private final long bytesAtFirst;

  /// Uses the command until its engine is up.
  ///
  /// @param program the command
  /// @param state the folder where it keeps what outlives it
  /// @param file a program to run
  Resident(Starter starter, Path program, Path state, Path file)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    Optional<ProcessHandle> found = find(state);
    while (found.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("no resident engine within " + START + " below " + state);
      }
      starter.start(file.resolveSibling(""), command(program, file));
      Thread.sleep(Duration.ofMillis(500));
      found = find(state);
    }
    engine = found.get();
    starter.start(file.resolveSibling(""), command(program, file));
    bytesAtFirst = bytes();
  }

  static List<String> command(Path program, Path file) {
    return List.of(program.toString(), "run", String.valueOf(file.getFileName()));
  }

  ProcessHandle handle() {
    return engine;
  }

  /// Resident memory of its JVM once it had done one run.
  long bytesAtFirst() {
    return bytesAtFirst;
  }

  /// Resident memory of its JVM now.
  long bytes() {
    return Processes.resident(engine.pid());
  }

  /// `<state>/engine/<build>/<standing>/pid`, where an engine writes it once it is up.
  private static Optional<ProcessHandle> find(Path state) throws IOException {
    Path engines = state.resolve("engine");
    if (!Files.isDirectory(engines)) {
      return Optional.empty();
    }
    try (var pids = Files.find(engines, 3, (path, _) -> path.endsWith("pid"))) {
      for (Path pid : pids.toList()) {
        Optional<ProcessHandle> alive =
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .filter(ProcessHandle::isAlive);
        if (alive.isPresent() && Files.exists(pid.resolveSibling("socket"))) {
          return alive;
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    engine.destroy();
  }
}
