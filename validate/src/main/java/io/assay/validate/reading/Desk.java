package io.assay.validate.reading;

import io.assay.Assay;
import io.assay.Blame;
import io.assay.Bytes;
import io.assay.Command;
import io.assay.Execution;
import io.assay.Limit;
import io.assay.Limits;
import io.assay.Outcome;
import io.assay.Output;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.SandboxSpec;
import io.assay.StepResult;
import io.assay.language.Discovery;
import io.assay.language.Language;
import io.assay.language.Steps;
import io.assay.language.Toolchain;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A sandbox in which a program lies to be read, with the tools of its language.
///
/// @param sandbox where the program's files lie in the home
/// @param toolchain the tools
/// @param limits the most that each command in it may consume
public record Desk(Sandbox sandbox, Toolchain toolchain, Limits limits) implements AutoCloseable {
  private static final long LONGEST = 4 << 20;

  static Desk of(Assay assay, Language language, Program program) throws InterruptedException {
    return of(assay, language, program, Limits.DEFAULT);
  }

  /// A desk with a program on it.
  ///
  /// @param limits the most that each command on it may consume
  /// @throws SandboxException blaming the host if the language's tools are not there
  public static Desk of(Assay assay, Language language, Program program, Limits limits)
      throws InterruptedException {
    return of(assay, language, program, limits, List.of());
  }

  /// The same, where the language's interpreter may be waiting for the first command.
  ///
  /// @param begins what that begins with: options, and the file of ours that is executed
  public static Desk of(
      Assay assay, Language language, Program program, Limits limits, List<String> begins)
      throws InterruptedException {
    Toolchain toolchain = toolchain(assay, language);
    Steps steps = language.steps(program, toolchain, limits);
    SandboxSpec spec =
        new SandboxSpec(
            assay.template(List.of(language)),
            limits,
            Set.of(),
            // A compiler that is ready; what waits to run the program is not what is asked here.
            steps.compile().isPresent()
                ? steps.ahead()
                : begins.isEmpty()
                    ? Optional.empty()
                    : steps.ahead().map(it -> it.beginning(begins)));
    Desk desk = new Desk(assay.sandboxes().open(spec), toolchain, limits);
    try {
      for (var file : program.files().entrySet()) {
        desk.put(file.getKey(), file.getValue());
      }
      return desk;
    } catch (InterruptedException | RuntimeException e) {
      desk.close();
      throw e;
    }
  }

  /// The tools of a language.
  ///
  /// @throws SandboxException blaming the host if they are not there
  static Toolchain toolchain(Assay assay, Language language) throws InterruptedException {
    return switch (assay.discover(language)) {
      case Discovery.Found(Toolchain found) -> found;
      case Discovery.Missing(String what, String remedy) ->
          throw SandboxException.host(
              "cannot read " + language.name() + ": " + what + ". To get it: " + remedy, null);
    };
  }

  /// The path of a tool of the language.
  public String tool(String role) {
    return toolchain.tool(role);
  }

  /// The command that would compile the program, with one more option behind all others: what
  /// stands first may not be the compiler's.
  Command compileStep(Program program, String option) {
    Command step =
        Language.named(toolchain.language())
            .steps(program, toolchain, Limits.DEFAULT)
            .compile()
            .orElseThrow();
    List<String> arguments = new ArrayList<>(step.arguments());
    arguments.add(option);
    return new Command(step.program(), arguments, step.environment(), step.directory());
  }

  /// The command that runs the program, which has been compiled where its language has that.
  ///
  /// @throws SandboxException blaming us if it does not compile
  public Command ready(Program program) throws InterruptedException {
    Optional<StepResult> failed = doesNotCompile(program, List.of());
    if (failed.isPresent()) {
      throw SandboxException.us(
          "what has been compiled before did not compile again: "
              + failed.get().outcome().end()
              + " "
              + failed.get().stderr().text(),
          null);
    }
    return run(program);
  }

  /// Compiles the program where its language has that.
  ///
  /// @param options of the compiler, behind all others
  /// @return how that ended, if it failed
  public Optional<StepResult> doesNotCompile(Program program, List<String> options)
      throws InterruptedException {
    Optional<Command> compile = steps(program).compile();
    if (compile.isEmpty()) {
      return Optional.empty();
    }
    Command step = compile.get();
    List<String> arguments = new ArrayList<>(step.arguments());
    arguments.addAll(options);
    StepResult compiled =
        compile(new Command(step.program(), arguments, step.environment(), step.directory()));
    return compiled.outcome().end() instanceof Outcome.Exited(int code) && code == 0
        ? Optional.empty()
        : Optional.of(compiled);
  }

  /// The command that runs the program once it is compiled.
  public Command run(Program program) {
    return steps(program).run();
  }

  private Steps steps(Program program) {
    return Language.named(toolchain.language()).steps(program, toolchain, limits);
  }

  /// Writes a file, as [Sandbox#write] does.
  public void put(String path, Program.Content content) throws InterruptedException {
    switch (content) {
      case Program.Content.Text(Bytes bytes) ->
          sandbox.write(path, false, new ByteArrayInputStream(bytes.toArray()));
      case Program.Content.HostFile(Path file, boolean executable) -> {
        try (InputStream in = Files.newInputStream(file)) {
          sandbox.write(path, executable, in);
        } catch (IOException e) {
          throw SandboxException.caller("cannot read '" + file + "': " + e);
        }
      }
    }
  }

  /// What a tool says.
  public StepResult ask(Command command) throws InterruptedException {
    return ask(command, Bytes.of(""));
  }

  /// What a compiler says, in the time that it has when a program is run.
  public StepResult compile(Command command) throws InterruptedException {
    return follow(
        sandbox.start(command, limits.compilerWall(), limits.compilerCpuTime()), Bytes.of(""));
  }

  /// What a command prints and how it ends.
  ///
  /// @param stdin what it is given to read
  public StepResult ask(Command command, Bytes stdin) throws InterruptedException {
    return follow(sandbox.start(command), stdin);
  }

  private static StepResult follow(Execution started, Bytes stdin) throws InterruptedException {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    try (Execution execution = started) {
      Thread feeder = Thread.ofVirtual().name("stdin").start(() -> feed(stdin, execution));
      for (Output output = execution.next(); output != null; output = execution.next()) {
        switch (output.stream()) {
          case STDOUT -> stdout.writeBytes(output.bytes().toArray());
          case STDERR -> stderr.writeBytes(output.bytes().toArray());
        }
      }
      feeder.interrupt();
      Outcome outcome = execution.outcome();
      return new StepResult(
          outcome,
          Bytes.copyOf(stdout.toByteArray()),
          Bytes.copyOf(stderr.toByteArray()),
          outcome.limitsHit().contains(Limit.OUTPUT),
          Optional.empty());
    }
  }

  /// The text of a file of at most 4 MiB; empty if there is none that can be read.
  public String textOf(String path) throws InterruptedException {
    return content(path).orElse("");
  }

  /// The same, where it counts whether there is one.
  public Optional<String> content(String path) throws InterruptedException {
    try {
      return Optional.of(sandbox.read(path, LONGEST).text());
    } catch (SandboxException e) {
      if (e.blame() != Blame.CALLER) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static void feed(Bytes stdin, Execution execution) {
    try (OutputStream to = execution.stdin()) {
      stdin.writeTo(to);
    } catch (IOException e) {
      // It ended before it had read everything.
      System.getLogger(Desk.class.getName()).log(System.Logger.Level.DEBUG, "writing stdin", e);
    }
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
