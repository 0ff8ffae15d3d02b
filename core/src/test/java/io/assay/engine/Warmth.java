package io.assay.engine;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Command;
import io.assay.Execution;
import io.assay.Limits;
import io.assay.Outcome;
import io.assay.Output;
import io.assay.Program;
import io.assay.Run;
import io.assay.RunResult;
import io.assay.Sandbox;
import io.assay.SandboxSpec;
import io.assay.Template;
import io.assay.language.Discovery;
import io.assay.language.Host;
import io.assay.language.Language;
import io.assay.language.Steps;
import io.assay.language.Toolchain;
import io.assay.language.Toolchains;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// One engine, and two ways to run in it: in sandboxes opened ahead, and in cold ones.
record Warmth(Warmed warmed, Runner coldly, Runner warmly, Toolchains toolchains)
    implements AutoCloseable {
  private static final byte[] INPUT = "line\nanswer\nrest\nof it".getBytes(StandardCharsets.UTF_8);

  static Warmth start(Path state) {
    LocalSandboxes local = LocalSandboxes.start(state);
    Warmed warmed = new Warmed(local, () -> true, Warmed.IDLE);
    Toolchains toolchains = new Toolchains(new Host(System.getenv(), Assay.state(), line -> {}));
    return new Warmth(
        warmed, new Runner(local, toolchains), new Runner(warmed, toolchains), toolchains);
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

  Toolchain toolchain(Language language) throws InterruptedException {
    return ((Discovery.Found) toolchains.find(language)).toolchain();
  }

  /// `toolchain` as it is where there are none of `tools`.
  static Toolchain without(Toolchain toolchain, String... tools) {
    Map<String, String> left = new HashMap<>(toolchain.tools());
    left.keySet().removeAll(List.of(tools));
    return new Toolchain(
        toolchain.language(),
        toolchain.version(),
        left,
        toolchain.binds(),
        toolchain.masks(),
        toolchain.overlays(),
        toolchain.path(),
        toolchain.environment(),
        toolchain.identity());
  }

  /// How `program` is compiled and run by `toolchain`, in a sandbox with nothing started ahead.
  List<Seen> direct(Language language, Program program, Toolchain toolchain) throws Exception {
    Steps steps = language.steps(program, toolchain, Limits.DEFAULT);
    return direct(language, program, List.of(steps.compile().orElseThrow(), steps.run()));
  }

  /// What `result` tells of each step.
  static List<Seen> seen(RunResult result) {
    return Stream.concat(result.compile().stream(), result.run().stream())
        .map(it -> new Seen(it.outcome().end(), it.stdout().text(), it.stderr().text()))
        .toList();
  }

  /// How one command ended, and what it printed.
  record Seen(Outcome.End end, String stdout, String stderr) {}

  /// Does `commands` in one sandbox with `program` in it, up to the first that fails.
  List<Seen> direct(Language language, Program program, List<Command> commands) throws Exception {
    Template template = coldly.template(List.of(language));
    List<Seen> all = new ArrayList<>();
    try (Sandbox sandbox = warmed.open(new SandboxSpec(template, Limits.DEFAULT, Set.of()))) {
      for (var file : program.files().entrySet()) {
        try (InputStream content =
            switch (file.getValue()) {
              case Program.Content.Text(Bytes bytes) -> new ByteArrayInputStream(bytes.toArray());
              case Program.Content.HostFile(Path path, boolean _) -> Files.newInputStream(path);
            }) {
          sandbox.write(file.getKey(), false, content);
        }
      }
      for (Command command : commands) {
        if (all.isEmpty() || all.getLast().end().equals(new Outcome.Exited(0))) {
          all.add(done(sandbox, command));
        }
      }
    }
    return all;
  }

  private static Seen done(Sandbox sandbox, Command command) throws Exception {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    try (Execution execution = sandbox.start(command)) {
      try (OutputStream stdin = execution.stdin()) {
        stdin.write(INPUT);
      } catch (IOException e) {
        // A compiler reads nothing, and may have ended.
        System.getLogger(Warmth.class.getName()).log(System.Logger.Level.DEBUG, "stdin", e);
      }
      for (Output output = execution.next(); output != null; output = execution.next()) {
        (output.stream() == Output.Stream.STDOUT ? stdout : stderr)
            .writeBytes(output.bytes().toArray());
      }
      return new Seen(
          execution.outcome().end(),
          stdout.toString(StandardCharsets.UTF_8),
          stderr.toString(StandardCharsets.UTF_8));
    }
  }

  private static Run fed(Run run) {
    return run.withStdin(new ByteArrayInputStream(INPUT));
  }

  @Override
  public void close() {
    warmed.close();
  }
}
