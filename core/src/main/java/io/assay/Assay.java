package io.assay;

import io.assay.engine.LocalSandboxes;
import io.assay.engine.Runner;
import io.assay.engine.ToolTrial;
import io.assay.engine.Warmed;
import io.assay.engine.Workers;
import io.assay.isolation.Doctor;
import io.assay.isolation.Facts;
import io.assay.language.Discovery;
import io.assay.language.Host;
import io.assay.language.Language;
import io.assay.language.Toolchains;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Assay on this machine: the way in, and the place where the parts are put together.
///
/// ```java
/// RunResult result = Assay.run(Language.PYTHON, "print(1)");
/// ```
///
/// or, to keep the engine for many runs and to say more:
///
/// ```java
/// try (Assay assay = Assay.start()) {
///   RunResult result = assay.run(Run.of(Language.GO, Program.of("main.go", code)));
/// }
/// ```
public final class Assay implements AutoCloseable {
  private final LocalSandboxes local;
  private final Sandboxes sandboxes;
  private final Workers workers;

  /// Compilers that stay.
  private final Optional<Workers> compilers;

  private final Toolchains toolchains;
  private final Runner runner;
  private final Path state;

  /// Whether the sandboxes end with this.
  private final boolean owner;

  private Assay(
      LocalSandboxes local,
      Sandboxes sandboxes,
      Workers workers,
      Optional<Workers> compilers,
      Toolchains toolchains,
      Path state,
      boolean owner) {
    this.local = local;
    this.sandboxes = sandboxes;
    this.workers = workers;
    this.compilers = compilers;
    this.toolchains = toolchains;
    this.state = state;
    this.runner = Runner.keeping(sandboxes, toolchains, state.resolve("artefacts"), compilers);
    this.owner = owner;
  }

  /// Starts an engine that keeps its state in the usual folder: `$ASSAY_HOME`, else
  /// `$XDG_STATE_HOME/assay`, else `~/.local/state/assay`.
  public static Assay start() {
    return start(state(), line -> {});
  }

  /// Starts an engine.
  ///
  /// @param state the folder where it keeps what outlives it
  /// @param progress is told, a line each, what takes long
  public static Assay start(Path state, Consumer<String> progress) {
    LocalSandboxes sandboxes = LocalSandboxes.start(state);
    Host host = new Host(System.getenv(), state, progress);
    Sandboxes warmed = new Warmed(sandboxes);
    return new Assay(
        sandboxes,
        warmed,
        new Workers(warmed),
        Optional.empty(),
        new Toolchains(host),
        state,
        true);
  }

  /// The same engine for somebody else, by whose environment tools are looked for. Closing it
  /// leaves the engine as it is.
  ///
  /// @param environment their variables
  /// @param progress is told, a line each, what takes long for them
  public Assay sharedWith(Map<String, String> environment, Consumer<String> progress) {
    return new Assay(
        local,
        sandboxes,
        workers,
        compilers,
        toolchains.sharedWith(environment, progress),
        state,
        false);
  }

  /// The same engine for the programs of one owner, such as the pieces of code in one repository:
  /// their compilers may stay from one to the next, where they execute nothing of them. Each still
  /// runs in a sandbox that nobody has used. Closing it ends those compilers, and nothing else.
  public Assay forOneOwner() {
    return new Assay(
        local, sandboxes, workers, Optional.of(new Workers(sandboxes)), toolchains, state, false);
  }

  /// The same engine for programs that run in the template that `recipe` describes, which is made
  /// now, if it was not before. Closing it closes this one.
  ///
  /// @throws SandboxException if it cannot be made
  public Assay with(Recipe recipe) throws InterruptedException {
    return new Assay(
        local, sandboxes, workers, compilers, toolchains.with(recipe, runner::trial), state, false);
  }

  /// Runs `code` in a fresh sandbox with the default limits, on an engine that this JVM keeps until
  /// its end.
  ///
  /// @throws SandboxException if it could not be run; a program that fails is a result
  public static RunResult run(Language language, String code) throws InterruptedException {
    return Shared.ASSAY.run(Run.of(language, Program.of(language.fileName(code), code)));
  }

  /// Runs a program in a fresh sandbox.
  ///
  /// @throws SandboxException if it could not be run; a program that fails is a result
  public RunResult run(Run run) throws InterruptedException {
    return runner.run(run);
  }

  /// Compiles a program in a fresh sandbox and runs none of it: a result with no `run`.
  ///
  /// @throws SandboxException if it could not be compiled, blaming the caller if nothing compiles
  ///   programs of its language; one with errors in it is a result
  public RunResult compile(Run run) throws InterruptedException {
    return runner.compile(run);
  }

  /// What a worker says of a program, its last line left out. The worker may have looked at others
  /// before.
  ///
  /// @throws SandboxException blaming the host if none gets through the program
  public String ask(Worker worker, Program program) throws InterruptedException {
    return workers.ask(worker, program);
  }

  /// The sandboxes themselves, for what is more than one run.
  public Sandboxes sandboxes() {
    return sandboxes;
  }

  /// The template with the tools of `languages`.
  ///
  /// @throws SandboxException if one of them is not installed
  public Template template(List<Language> languages) throws InterruptedException {
    return runner.template(languages);
  }

  /// What looking for a language's tools found.
  public Discovery discover(Language language) throws InterruptedException {
    return toolchains.find(language);
  }

  /// What looking for the tools of every language found, in the order of [Language#ALL].
  public SequencedMap<Language, Discovery> discover() throws InterruptedException {
    return toolchains.all((_, _) -> {});
  }

  /// The same, without starting an engine.
  ///
  /// @param environment the variables by which they are looked for
  /// @param progress is told, a line each, what takes long
  /// @param hear is told what was found of each language, as it is found, by several threads
  public static SequencedMap<Language, Discovery> discover(
      Map<String, String> environment,
      Consumer<String> progress,
      BiConsumer<Language, Discovery> hear)
      throws InterruptedException {
    return new Toolchains(new Host(environment, state(environment), progress)).all(hear);
  }

  /// The folder where it keeps what outlives it.
  public Path stateFolder() {
    return state;
  }

  /// Tries every guarantee and every language's tools on this host.
  ///
  /// @param state the folder where an engine keeps what outlives it
  /// @param progress is told, a line each, what takes long
  /// @param hear is told what each trial came to, as it comes
  public static void doctor(Path state, Consumer<String> progress, Consumer<Diagnosis> hear)
      throws InterruptedException {
    Facts facts = Facts.gather(state);
    Toolchains toolchains = new Toolchains(new Host(System.getenv(), state, progress));
    ToolTrial tools = new ToolTrial(toolchains, hear);
    try (LocalSandboxes sandboxes = LocalSandboxes.start(state)) {
      new Doctor(facts, sandboxes, sandboxes.isolation(), hear).examine();
      tools.examine(new Runner(sandboxes, toolchains), sandboxes);
    } catch (SandboxException e) {
      hear.accept(Doctor.unable(facts, e));
      tools.look();
    }
  }

  /// What this host enforces for a sandbox.
  public Isolation isolation() {
    return local.isolation().isolation();
  }

  /// The folder for what outlives an engine.
  public static Path state() {
    return state(System.getenv());
  }

  private static Path state(Map<String, String> environment) {
    String own = environment.getOrDefault("ASSAY_HOME", "");
    if (!own.isEmpty()) {
      return Path.of(own).toAbsolutePath();
    }
    String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
    if (xdg.startsWith("/")) {
      return Path.of(xdg, "assay");
    }
    String home = environment.getOrDefault("HOME", "");
    Path person = Path.of(home.startsWith("/") ? home : System.getProperty("user.home", ""));
    if (!person.isAbsolute()) {
      throw SandboxException.host(
          "there is no home folder to keep state in: set ASSAY_HOME to a folder that can be written",
          null);
    }
    return person.resolve(".local/state/assay");
  }

  @Override
  public void close() {
    compilers.ifPresent(Workers::close);
    if (owner) {
      workers.close();
      sandboxes.close();
    }
  }

  /// The engine of the sentence `Assay.run(…)`; its cell ends when this JVM does.
  private static final class Shared {
    static final Assay ASSAY = Assay.start();
  }
}
