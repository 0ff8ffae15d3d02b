package io.assay.validate;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Outcome;
import io.assay.Program;
import io.assay.Run;
import io.assay.RunResult;
import io.assay.SandboxException;
import io.assay.StepResult;
import io.assay.language.Discovery;
import io.assay.language.Toolchain;
import io.assay.validate.honesty.Trick;
import io.assay.validate.reading.Desk;
import io.assay.validate.reading.Reader;
import io.assay.validate.reading.Reading;
import io.assay.validate.security.Secrets;
import io.assay.validate.tests.TestResult;
import io.assay.validate.tests.TestRun;
import io.assay.validate.tests.Tests;
import java.io.ByteArrayInputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One change while it is before the gates: what several of them need is made once, when the first
/// asks for it.
public final class Examination {
  private final Assay assay;
  private final Change change;
  private final Map<String, String> sources;
  private final Optional<Tests> tests;
  private final boolean toRun;
  private @Nullable Reading reading;
  private @Nullable SandboxException unreadable;
  private Program executed;
  private @Nullable RunResult run;
  private @Nullable StepResult typeError;
  private @Nullable TestRun tested;

  /// The files of which lines were shown, without their secrets.
  private final Map<String, String> shown = new HashMap<>();

  /// @param toRun whether a gate will ask how it ran, unless one before it rejects
  Examination(Assay assay, Change change, boolean toRun) {
    this.toRun = toRun;
    this.assay = assay;
    this.change = change;
    this.executed = change.program();
    this.sources =
        Collections.unmodifiableMap(
            Reader.sources(Reader.of(change.language()), change.program()).stream()
                .collect(Collectors.toMap(file -> file, change::text)));
    this.tests = Tests.of(change, sources);
  }

  /// What is under judgement.
  public Change change() {
    return change;
  }

  /// Where what is executed is executed.
  public Assay assay() {
    return assay;
  }

  /// The program as its language's own parser reads it; nothing of it has been executed.
  public Reading reading() throws InterruptedException {
    Reading known = reading;
    if (known == null) {
      if (unreadable != null) {
        throw unreadable;
      }
      Reader reader = Reader.of(change.language());
      try {
        known =
            reader.compilerSuffices() && compiles()
                ? new Reading(List.of(), List.of())
                : reader.read(assay, change.program());
      } catch (SandboxException e) {
        // What could not be read will not be readable for the next gate.
        unreadable = e;
        throw e;
      }
      reading = known;
    }
    return known;
  }

  /// Whether its compiler, which would be asked later, has nothing against the program. One of
  /// several files is not asked about: not all of them need to be compiled.
  private boolean compiles() throws InterruptedException {
    Program program = change.program();
    if (!toRun
        || run != null
        || library()
        || program.files().size() > 1
        || !(assay.discover(change.language()) instanceof Discovery.Found(Toolchain tools))
        || change.language().steps(program, tools, change.limits()).compile().isEmpty()) {
      return false;
    }
    RunResult compiled = assay.compile(asRun(program));
    if (!compiled.last().outcome().succeeded()) {
      run = orLibrary(compiled);
      return false;
    }
    return true;
  }

  /// How the program, as it is, ran in a sandbox of its own.
  public RunResult run() throws InterruptedException {
    RunResult known = run;
    if (known == null) {
      known = run(change.program());
      if (known.run().isEmpty()
          && TypeErasure.applies(change.language(), change.program(), known.last())) {
        Program untyped = TypeErasure.of(change.program());
        RunResult erased = run(untyped);
        if (erased.run().isPresent()
            || erased.last().outcome().end() instanceof Outcome.LimitReached) {
          typeError = known.last();
          executed = untyped;
          known = erased;
        }
      }
      known = orLibrary(known);
      run = known;
    }
    return known;
  }

  /// How it compiled, if there is nothing in it to start, and nothing is expected of starting it;
  /// else `tried`.
  private RunResult orLibrary(RunResult tried) throws InterruptedException {
    Program program = change.program();
    boolean toStart =
        !change.expected().isEmpty() || change.stdin().size() > 0 || !program.arguments().isEmpty();
    if (toStart
        || tried.succeeded()
        || !(assay.discover(change.language()) instanceof Discovery.Found(Toolchain tools))) {
      return tried;
    }
    Optional<Command> library =
        change.language().library(program, tools, change.limits(), tried.last());
    if (library.isEmpty()) {
      return tried;
    }
    try (Desk desk = Desk.of(assay, change.language(), program, change.limits())) {
      return new RunResult(
          tried.language(),
          tried.template(),
          tried.digest(),
          Optional.of(desk.compile(library.get())),
          Optional.empty());
    }
  }

  /// The program that [#run] ran: the change's, unless its types had to be taken away.
  public Program executed() {
    return executed;
  }

  /// What the compiler said of types that do not fit, where the program ran in spite of it.
  Optional<StepResult> typeError() {
    return Optional.ofNullable(typeError);
  }

  /// The tests that the change brings; nothing of them has been executed.
  public Optional<Tests> tests() {
    return tests;
  }

  /// What came of running the tests that there are.
  TestRun tested() throws InterruptedException {
    TestRun known = tested;
    if (known == null) {
      known = tests.orElseThrow().run(assay, change);
      tested = known;
    }
    return known;
  }

  /// What came of each test, if they were run.
  List<TestResult> testResults() {
    return tested instanceof TestRun.Ran ran
        ? Stream.concat(ran.results().stream(), ran.examples().stream().filter(it -> !it.wrong()))
            .toList()
        : List.of();
  }

  /// By what else than by being right tests passed, if they were run and that was looked for.
  List<Trick> testTricks() {
    return tested instanceof TestRun.Ran ran ? ran.tricks() : List.of();
  }

  /// Whether it is nothing that could be started but its tests.
  boolean library() {
    return tests.map(it -> change.library() || it.library()).orElse(false);
  }

  /// The files of the program in its language, by path.
  public Map<String, String> sources() {
    return sources;
  }

  /// Runs another program with this one's input and limits, in a sandbox of its own.
  public RunResult run(Program program) throws InterruptedException {
    return assay.run(asRun(program));
  }

  private Run asRun(Program program) {
    return Run.of(change.language(), program)
        .withLimits(change.limits())
        .withStdin(new ByteArrayInputStream(change.stdin().toArray()));
  }

  /// The text of a file of the program, as [Change#text] has it.
  public String text(String file) {
    return change.text(file);
  }

  /// A line of a file as it may be shown, from 1; empty where there is none.
  String line(String file, int number) {
    // All of the file: what is hidden may go on over lines.
    return shown
        .computeIfAbsent(file, it -> Secrets.hidden(text(it)))
        .lines()
        .skip(number - 1L)
        .findFirst()
        .orElse("");
  }

  Optional<RunResult> ran() {
    return Optional.ofNullable(run);
  }
}
