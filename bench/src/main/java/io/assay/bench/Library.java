package io.assay.bench;

import io.assay.Assay;
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
import io.assay.StepResult;
import io.assay.Template;
import io.assay.language.Language;
import io.assay.language.Steps;
import io.assay.language.Toolchain;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Runs files by the library in this JVM.
final class Library {
  private final Assay assay;

  Library(Assay assay) {
    this.assay = assay;
  }

  /// As everybody does it: what is ready is used, what was compiled before among it.
  Sample run(Language language, Path file) throws IOException, InterruptedException {
    return run(language, file, program(file));
  }

  /// The way that this is.
  Way way(Language language) {
    return new Way("library", file -> run(language, file), true);
  }

  /// The same with a text that was never compiled before.
  Sample runNew(Language language, Path file) throws IOException, InterruptedException {
    String text = Files.readString(file) + "\n// " + System.nanoTime() + "\n";
    return run(language, file, Program.of(String.valueOf(file.getFileName()), text));
  }

  /// The same with a text that lies nowhere.
  Sample run(Language language, String name, String text) throws InterruptedException {
    return run(language, Path.of(name), Program.of(name, text));
  }

  /// Whether the same text is compiled once.
  boolean keepsWhatIsMade(Language language, Toolchain toolchain) {
    Program any = Program.of(language.fileName(""), "");
    return language.steps(any, toolchain, Limits.DEFAULT).artefact().isPresent();
  }

  private Sample run(Language language, Path file, Program program) throws InterruptedException {
    long begin = System.nanoTime();
    RunResult result = assay.run(Run.of(language, program));
    long wall = System.nanoTime() - begin;
    StepResult last = result.last();
    if (!result.succeeded()) {
      throw failed(file, last.outcome(), last.stdout().text() + last.stderr().text());
    }
    return new Sample(wall, 0, last.outcome().usage().peakMemoryBytes(), result.stdout());
  }

  /// The same in a sandbox in which nothing was started ahead.
  Sample runCold(Language language, Toolchain toolchain, Path file)
      throws IOException, InterruptedException {
    Program program = program(file);
    byte[] content = Files.readAllBytes(file);
    long begin = System.nanoTime();
    Template template = assay.template(List.of(language));
    Steps steps = language.steps(program, toolchain, Limits.DEFAULT);
    SandboxSpec spec = new SandboxSpec(template, Limits.DEFAULT, Set.of());
    long peak = 0;
    String stdout = "";
    try (Sandbox sandbox = assay.sandboxes().open(spec)) {
      sandbox.write(program.entry(), false, new ByteArrayInputStream(content));
      if (steps.compile().isPresent()) {
        peak = execute(sandbox, steps.compile().get(), file).peakBytes();
      }
      Sample ran = execute(sandbox, steps.run(), file);
      peak = Math.max(peak, ran.peakBytes());
      stdout = ran.stdout();
    }
    return new Sample(System.nanoTime() - begin, 0, peak, stdout);
  }

  private static Sample execute(Sandbox sandbox, Command command, Path file)
      throws InterruptedException {
    try (Execution execution = sandbox.start(command)) {
      execution.stdin().close();
      ByteArrayOutputStream stdout = new ByteArrayOutputStream();
      ByteArrayOutputStream stderr = new ByteArrayOutputStream();
      for (Output output = execution.next(); output != null; output = execution.next()) {
        switch (output.stream()) {
          case STDOUT -> output.bytes().writeTo(stdout);
          case STDERR -> output.bytes().writeTo(stderr);
        }
      }
      Outcome outcome = execution.outcome();
      if (!outcome.succeeded() || outcome.warm()) {
        throw failed(file, outcome, stderr.toString(StandardCharsets.UTF_8));
      }
      return new Sample(
          0, 0, outcome.usage().peakMemoryBytes(), stdout.toString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Program program(Path file) throws IOException {
    return Program.of(String.valueOf(file.getFileName()), Files.readString(file));
  }

  private static IllegalStateException failed(Path file, Outcome outcome, String said) {
    return new IllegalStateException("%s ended by %s: %s".formatted(file, outcome, said));
  }
}
