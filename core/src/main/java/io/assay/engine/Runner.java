package io.assay.engine;

import io.assay.Blame;
import io.assay.Bytes;
import io.assay.Command;
import io.assay.Execution;
import io.assay.Limit;
import io.assay.Limits;
import io.assay.Outcome;
import io.assay.Output;
import io.assay.Program;
import io.assay.Reason;
import io.assay.Run;
import io.assay.RunResult;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.SandboxSpec;
import io.assay.Sandboxes;
import io.assay.StepResult;
import io.assay.Template;
import io.assay.Usage;
import io.assay.Worker;
import io.assay.language.Language;
import io.assay.language.Language.Phase;
import io.assay.language.Made;
import io.assay.language.ProgramError;
import io.assay.language.Steps;
import io.assay.language.Toolchain;
import io.assay.language.Toolchains;
import io.assay.language.Trial;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Runs programs: finds the language's tools, opens a fresh sandbox, fills it, compiles, runs.
public final class Runner {
  /// What puts many files into one, in every sandbox of a host that has it.
  private static final Path TAR = Path.of("/bin/tar");

  /// What is executed when a template is made is not a program that somebody waits for. The default
  /// limits, enforced as this host can, with more time.
  private static final Limits TRIAL =
      new Limits(
          Limits.DEFAULT.cpus(),
          Limits.DEFAULT.memoryBytes(),
          Duration.ofMinutes(10),
          Duration.ofMinutes(20),
          Limits.DEFAULT.processes(),
          Limits.DEFAULT.diskBytes(),
          Limits.DEFAULT.diskFiles(),
          Limits.DEFAULT.outputBytes(),
          Limits.DEFAULT.openFiles(),
          Set.of());

  private final Sandboxes sandboxes;
  private final Toolchains toolchains;
  private final Optional<Artefacts> artefacts;

  /// Compilers that stay.
  private final Optional<Workers> compilers;

  /// A runner that compiles each time.
  public Runner(Sandboxes sandboxes, Toolchains toolchains) {
    this(sandboxes, toolchains, Optional.empty(), Optional.empty());
  }

  private Runner(
      Sandboxes sandboxes,
      Toolchains toolchains,
      Optional<Artefacts> artefacts,
      Optional<Workers> compilers) {
    this.sandboxes = sandboxes;
    this.toolchains = toolchains;
    this.artefacts = artefacts;
    this.compilers = compilers;
  }

  /// A runner that compiles the same files with the same template once.
  ///
  /// @param folder where it keeps what was made
  /// @param compilers where compilers stay from one program to the next; empty if none may
  public static Runner keeping(
      Sandboxes sandboxes, Toolchains toolchains, Path folder, Optional<Workers> compilers) {
    return new Runner(sandboxes, toolchains, Optional.of(new Artefacts(folder)), compilers);
  }

  /// Runs a program in a sandbox of its own.
  public RunResult run(Run run) throws InterruptedException {
    return take(run, true);
  }

  /// Compiles a program in a sandbox of its own.
  public RunResult compile(Run run) throws InterruptedException {
    return take(run, false);
  }

  private RunResult take(Run run, boolean further) throws InterruptedException {
    Toolchain toolchain = toolchains.get(run.language());
    Template template = combine(List.of(toolchain));
    Steps steps = run.language().steps(run.program(), toolchain, run.limits());
    if (!further && steps.compile().isEmpty()) {
      throw SandboxException.caller(
          "%s programs like '%s' are not compiled before they run"
              .formatted(run.language().name(), run.program().entry()));
    }
    Optional<Kept> kept = kept(run, steps, template);
    Program program = kept.map(Kept::program).orElse(run.program());
    // A compiler that is ready is for those who need one.
    boolean known = kept.flatMap(Kept::found).isPresent();
    SandboxSpec spec =
        new SandboxSpec(
            template, run.limits(), run.required(), known ? Optional.empty() : steps.ahead());
    String digest = "";
    try (Sandbox sandbox = sandboxes.open(spec)) {
      fill(sandbox, program);
      Optional<StepResult> compiled = Optional.empty();
      if (steps.compile().isPresent()) {
        compiled =
            Optional.of(
                kept.isPresent()
                    ? compileOnce(sandbox, steps, run, kept.get())
                    : compile(sandbox, steps.compile().get(), run));
      }
      Optional<StepResult> ran = Optional.empty();
      if (further && (compiled.isEmpty() || compiled.get().outcome().succeeded())) {
        try (Execution execution = sandbox.start(steps.run())) {
          // While the program starts.
          digest = template.digest();
          ran = Optional.of(follow(execution, run, Phase.RUN, run.stdin()));
        }
      }
      return new RunResult(
          run.language().name(),
          template.name(),
          digest.isEmpty() ? template.digest() : digest,
          compiled,
          ran);
    }
  }

  /// Runs a program of Python that is executed when a template is made.
  public Trial.Tried trial(Toolchain toolchain, Program program, List<String> kept)
      throws InterruptedException {
    Steps steps = Language.PYTHON.steps(program, toolchain, TRIAL);
    try (Sandbox sandbox =
        sandboxes.open(new SandboxSpec(combine(List.of(toolchain)), TRIAL, Set.of()))) {
      fill(sandbox, program);
      StepResult told;
      try (Execution execution = sandbox.start(steps.run())) {
        told = listen(execution, InputStream.nullInputStream(), _ -> {});
      }
      Map<String, Bytes> files = new TreeMap<>();
      if (told.outcome().succeeded()) {
        for (String name : kept) {
          read(sandbox, name, TRIAL.diskBytes()).ifPresent(content -> files.put(name, content));
        }
      }
      return new Trial.Tried(
          failure(told.outcome()), told.stdout().text(), told.stderr().text(), files);
    }
  }

  private static String failure(Outcome outcome) {
    return switch (outcome.end()) {
      case Outcome.Exited(int code) -> code == 0 ? "" : "ended with status " + code;
      case Outcome.Signalled(int signal) -> "was ended by signal " + signal;
      case Outcome.LimitReached(Limit limit) -> "met its limit of " + limit.word();
      case Outcome.Cancelled _ -> "was cancelled";
    };
  }

  /// The template with the tools of `languages`.
  public Template template(Iterable<Language> languages) throws InterruptedException {
    List<Toolchain> all = new ArrayList<>();
    for (Language language : languages) {
      all.add(toolchains.get(language));
    }
    return combine(all);
  }

  private static Template combine(List<Toolchain> toolchains) {
    List<Path> binds = new ArrayList<>();
    List<Path> masks = new ArrayList<>();
    List<Template.Overlay> overlays = new ArrayList<>();
    List<String> path = new ArrayList<>();
    Map<String, String> environment = new TreeMap<>();
    SortedMap<String, String> identity = new TreeMap<>();
    List<String> names = new ArrayList<>();
    for (Toolchain toolchain : toolchains) {
      names.add(
          toolchain
              .identity()
              .getOrDefault("template", toolchain.language() + "-" + toolchain.version()));
      binds.addAll(toolchain.binds());
      masks.addAll(toolchain.masks());
      overlays.addAll(toolchain.overlays());
      path.addAll(toolchain.path());
      environment.putAll(toolchain.environment());
      toolchain
          .identity()
          .forEach((key, value) -> identity.put(toolchain.language() + "." + key, value));
    }
    path.add(LocalSandbox.SYSTEM_PATH);
    environment.put("PATH", String.join(":", path));
    return new Template(
        String.join("+", names), binds, List.of(), masks, overlays, environment, identity);
  }

  private static void fill(Sandbox sandbox, Program program) throws InterruptedException {
    fill(sandbox, "", program);
  }

  /// Writes a program's files.
  ///
  /// @param before what each path begins with
  static void fill(Sandbox sandbox, String before, Program program) throws InterruptedException {
    for (var file : program.files().entrySet()) {
      if (file.getValue() instanceof Program.Content.HostFile(Path path, boolean executable)) {
        try (InputStream content = Files.newInputStream(path)) {
          sandbox.write(before + file.getKey(), executable, content);
        } catch (IOException e) {
          throw SandboxException.caller("cannot read '" + path + "': " + Reason.of(e));
        }
      } else if (file.getValue() instanceof Program.Content.Text(Bytes bytes)) {
        sandbox.write(before + file.getKey(), false, new ByteArrayInputStream(bytes.toArray()));
      }
    }
  }

  /// A program whose like may have been compiled before.
  ///
  /// @param program every file in memory
  /// @param key what is made of it is kept under this
  /// @param found what is made of it, if it need not be compiled here
  private record Kept(Program program, String key, Optional<Found> found) {}

  /// What is made of a program elsewhere.
  private sealed interface Found {
    /// It was made before.
    record Before(Artefacts.Artefact artefact) implements Found {}

    /// A compiler that stays has made it now.
    record Now(Workers.Product product, Duration wall) implements Found {}
  }

  private Optional<Kept> kept(Run run, Steps steps, Template template) throws InterruptedException {
    if (artefacts.isEmpty()
        || steps.artefact().filter(it -> !it.folder() || Files.isExecutable(TAR)).isEmpty()) {
      return Optional.empty();
    }
    Optional<Program> loaded = run.program().inMemory(Artefacts.LARGEST_PROGRAM);
    if (loaded.isEmpty()) {
      return Optional.empty();
    }
    Program program = loaded.get();
    String key = Artefacts.key(program, template, steps.compile().orElseThrow());
    Optional<Found> found = artefacts.get().find(key).map(Found.Before::new);
    return Optional.of(
        new Kept(
            program,
            key,
            found.isPresent() ? found : madeByOneThatStays(run, program, steps, template)));
  }

  /// What a compiler that stays makes. It is not kept: what one program might do to the compiler
  /// goes no further than the other programs of its owner.
  private Optional<Found> madeByOneThatStays(
      Run run, Program program, Steps steps, Template template) throws InterruptedException {
    if (compilers.isEmpty() || steps.stays().isEmpty() || !run.required().isEmpty()) {
      return Optional.empty();
    }
    long begin = System.nanoTime();
    Worker compiler =
        new Worker(
            "a compiler of " + run.language().name(),
            template,
            new TreeMap<>(),
            steps.stays().get());
    return compilers
        .get()
        .make(compiler, program, steps.compile().orElseThrow().arguments())
        .map(product -> new Found.Now(product, Duration.ofNanos(System.nanoTime() - begin)));
  }

  /// Puts in place what was made elsewhere; else compiles, and keeps what is made.
  private StepResult compileOnce(Sandbox sandbox, Steps steps, Run run, Kept kept)
      throws InterruptedException {
    Made made = steps.artefact().orElseThrow();
    switch (kept.found().orElse(null)) {
      case Found.Before(Artefacts.Artefact artefact)
          when put(sandbox, made, artefact.content()) -> {
        hear(run, Output.Stream.STDOUT, artefact.stdout());
        hear(run, Output.Stream.STDERR, artefact.stderr());
        Usage none = new Usage(Duration.ZERO, Duration.ZERO, 0, 0);
        return new StepResult(
            compiled(sandbox, none, false),
            artefact.stdout(),
            artefact.stderr(),
            false,
            Optional.empty(),
            true);
      }
      case Found.Now(Workers.Product product, Duration wall) -> {
        for (var file : product.files().entrySet()) {
          sandbox.write(file.getKey(), false, new ByteArrayInputStream(file.getValue().toArray()));
        }
        Usage usage = new Usage(product.cpu(), wall, 0, 0);
        return new StepResult(
            compiled(sandbox, usage, true), Bytes.of(""), Bytes.of(""), false, Optional.empty());
      }
      case Found.Before _ -> {}
      case null -> {}
    }
    StepResult compiled = compile(sandbox, steps.compile().orElseThrow(), run);
    if (compiled.outcome().succeeded() && !compiled.truncated()) {
      content(sandbox, made)
          .ifPresent(content ->
              artefacts
                  .orElseThrow()
                  .keep(
                      kept.key(),
                      new Artefacts.Artefact(compiled.stdout(), compiled.stderr(), content)));
    }
    return compiled;
  }

  /// How a compiler ended that did its work elsewhere.
  private static Outcome compiled(Sandbox sandbox, Usage usage, boolean warm) {
    return new Outcome(new Outcome.Exited(0), usage, Set.of(), sandbox.isolation(), warm);
  }

  /// Whether it could be put in place.
  private static boolean put(Sandbox sandbox, Made made, Bytes content)
      throws InterruptedException {
    if (!made.folder()) {
      sandbox.write(made.path(), true, new ByteArrayInputStream(content.toArray()));
      return true;
    }
    Command unpack = Command.of(TAR.toString(), "-xf", "-", "-C", made.path());
    return ask(sandbox, unpack, new ByteArrayInputStream(content.toArray())).isPresent();
  }

  /// What a compiler made; empty if it is not there, or too large to be kept.
  private static Optional<Bytes> content(Sandbox sandbox, Made made) throws InterruptedException {
    if (made.folder()) {
      Command pack = Command.of(TAR.toString(), "-cf", "-", "-C", made.path(), ".");
      return ask(sandbox, pack, InputStream.nullInputStream());
    }
    return read(sandbox, made.path(), Artefacts.LARGEST);
  }

  /// A file of the sandbox; empty if it is not there, or larger than `most` bytes.
  private static Optional<Bytes> read(Sandbox sandbox, String path, long most)
      throws InterruptedException {
    try {
      return Optional.of(sandbox.read(path, most));
    } catch (SandboxException e) {
      if (e.blame() != Blame.CALLER) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /// What a tool prints, if it does all that it was told to.
  private static Optional<Bytes> ask(Sandbox sandbox, Command tool, InputStream stdin)
      throws InterruptedException {
    try (Execution execution =
        sandbox.start(tool, Limits.DEFAULT.wall(), Limits.DEFAULT.cpuTime())) {
      StepResult told = listen(execution, stdin, _ -> {});
      return told.outcome().succeeded() && told.outcome().limitsHit().isEmpty()
          ? Optional.of(told.stdout())
          : Optional.empty();
    }
  }

  private static void hear(Run run, Output.Stream stream, Bytes bytes) {
    if (bytes.size() > 0) {
      run.audience().hear(Phase.COMPILE, new Output(stream, bytes));
    }
  }

  /// Compiles. The caller's time limits are meant for the program: a compiler has at least the
  /// default ones.
  private static StepResult compile(Sandbox sandbox, Command command, Run run)
      throws InterruptedException {
    Limits limits = run.limits();
    try (Execution execution =
        sandbox.start(command, limits.compilerWall(), limits.compilerCpuTime())) {
      return follow(execution, run, Phase.COMPILE, InputStream.nullInputStream());
    }
  }

  private static StepResult follow(Execution execution, Run run, Phase phase, InputStream stdin)
      throws InterruptedException {
    StepResult told = listen(execution, stdin, output -> run.audience().hear(phase, output));
    return new StepResult(
        told.outcome(),
        told.stdout(),
        told.stderr(),
        told.truncated(),
        told.outcome().succeeded() ? Optional.empty() : error(run.language(), phase, told));
  }

  /// What is reported of a step that failed. Where nothing is, its status may tell what its last
  /// words were.
  private static Optional<ProgramError> error(Language language, Phase phase, StepResult told) {
    String stdout = told.stdout().text();
    String stderr = told.stderr().text();
    return language
        .error(phase, stdout, stderr)
        .or(() ->
            phase == Phase.RUN && told.outcome().end() instanceof Outcome.Exited(int code)
                ? language.error(phase, stdout, stderr.stripTrailing() + "\nexit status " + code)
                : Optional.empty());
  }

  /// What a command prints and how it ends, whatever that means.
  private static StepResult listen(
      Execution execution, InputStream stdin, Consumer<Output> audience)
      throws InterruptedException {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    Thread feeder = Thread.ofVirtual().name("stdin").start(() -> feed(stdin, execution.stdin()));
    try {
      for (Output output = execution.next(); output != null; output = execution.next()) {
        byte[] bytes = output.bytes().toArray();
        switch (output.stream()) {
          case STDOUT -> stdout.writeBytes(bytes);
          case STDERR -> stderr.writeBytes(bytes);
        }
        audience.accept(output);
      }
    } finally {
      feeder.interrupt();
    }
    Outcome outcome = execution.outcome();
    return new StepResult(
        outcome,
        Bytes.copyOf(stdout.toByteArray()),
        Bytes.copyOf(stderr.toByteArray()),
        outcome.limitsHit().contains(Limit.OUTPUT),
        Optional.empty());
  }

  private static void feed(InputStream from, OutputStream to) {
    try (to) {
      from.transferTo(to);
    } catch (IOException e) {
      // The program ended first, or the caller's stream broke, which ends the input like its end
      // does.
      System.getLogger(Runner.class.getName()).log(System.Logger.Level.DEBUG, "reading stdin", e);
    }
  }
}
