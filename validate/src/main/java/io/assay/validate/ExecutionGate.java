package io.assay.validate;

import io.assay.Limit;
import io.assay.Outcome;
import io.assay.RunResult;
import io.assay.StepResult;
import io.assay.Usage;
import io.assay.validate.errors.Analysis;
import io.assay.validate.errors.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Does it compile, run, and end by itself within the limits, with the status that is expected?
final class ExecutionGate implements Gate {
  @Override
  public String name() {
    return "execution";
  }

  @Override
  public Optional<String> idle(Examination examination) {
    if (examination.library()) {
      return Optional.of("only its tests are started");
    }
    boolean compiled =
        examination
            .ran()
            .filter(it -> it.run().isEmpty() && it.last().outcome().succeeded())
            .isPresent();
    return compiled ? Optional.of("nothing in it to start") : Optional.empty();
  }

  @Override
  public Verdict judge(Examination examination) throws InterruptedException {
    if (examination.library()) {
      // What there is to execute are its tests.
      return Verdict.accepted();
    }
    RunResult result = examination.run();
    StepResult last = result.last();
    if (result.run().isEmpty() && last.outcome().succeeded()) {
      return new Verdict.Accepted(
          examination.tests().isPresent()
              ? List.of()
              : List.of(
                  Finding.of(
                          "execution/nothing-run",
                          "it compiles, and there is nothing in it to start: nothing of it was executed")
                      .suggesting("bring tests, which say whether it is right")));
    }
    List<Finding> wrong =
        result.run().isEmpty()
            ? notCompiled(examination, last)
            : wrong(examination, last).stream().toList();
    if (!wrong.isEmpty()) {
      return new Verdict.Rejected(wrong);
    }
    List<Finding> warnings = new ArrayList<>(limitsMet(last.outcome()));
    examination
        .typeError()
        .map(error ->
            compilerSays("execution/type-error", "its types do not fit", error, examination))
        .ifPresent(errors ->
            errors.forEach(it ->
                warnings.add(
                    it.suggesting("it runs all the same; a tsconfig.json makes this an error"))));
    return new Verdict.Accepted(warnings);
  }

  private static List<Finding> notCompiled(Examination examination, StepResult compiler) {
    Change change = examination.change();
    return switch (compiler.outcome().end()) {
      case Outcome.LimitReached(Limit limit) ->
          List.of(
              Finding.of(
                      "execution/compiler-" + limit.word() + "-limit",
                      "the compiler met the " + limit.word() + " limit: " + amount(limit, change))
                  .suggesting(wayOut(limit, compiler.outcome()))
                  .in(Category.RESOURCES));
      case Outcome.Exited _, Outcome.Signalled _, Outcome.Cancelled _ ->
          compilerSays("execution/compile-error", "it does not compile", compiler, examination);
    };
  }

  /// What a compiler reported, where that is known, else `otherwise`.
  private static List<Finding> compilerSays(
      String rule, String otherwise, StepResult compiler, Examination examination) {
    List<Finding> findings = CompilerReport.findings(rule, compiler, examination);
    if (!findings.isEmpty()) {
      return findings;
    }
    Finding finding = Finding.of(rule, otherwise + lastWords(compiler));
    Optional<Analysis> analysis =
        Analysis.ofText(
            examination.change().language(),
            compiler.stderr().text(),
            examination.text(examination.change().program().entry()));
    return List.of(analysis.map(finding::explained).orElse(finding));
  }

  private static Optional<Finding> wrong(Examination examination, StepResult program)
      throws InterruptedException {
    Change change = examination.change();
    return switch (program.outcome().end()) {
      case Outcome.Exited(int code) ->
          code == expectedStatus(change)
              ? Optional.empty()
              : Optional.of(
                  reported(
                      code == 0 ? "execution/wrong-status" : "execution/runtime-error",
                      "it ended with status %d, and %d was expected"
                          .formatted(code, expectedStatus(change)),
                      program,
                      examination));
      case Outcome.Signalled signal -> {
        Finding finding =
            signalled(
                signal.signal(),
                reported(
                    "execution/signal",
                    "signal %s ended it".formatted(signal.told()),
                    program,
                    examination));
        yield Optional.of(
            finding.line().isPresent()
                ? finding
                : Crash.of(examination, signal)
                    .map(it -> finding.at(it.file(), it.line(), 0))
                    .orElse(finding));
      }
      case Outcome.LimitReached(Limit limit) ->
          Optional.of(
              Finding.of(
                      "execution/" + limit.word() + "-limit",
                      "it met the %s limit: %s%s"
                          .formatted(
                              limit.word(),
                              amount(limit, change),
                              before(limit, program.outcome(), change)))
                  .suggesting(wayOut(limit, program.outcome()))
                  .in(Category.RESOURCES));
      case Outcome.Cancelled _ ->
          Optional.of(Finding.of("execution/cancelled", "it was cancelled"));
    };
  }

  /// The other limits that it met before the one that ended it.
  private static String before(Limit last, Outcome outcome, Change change) {
    String others =
        outcome.limitsHit().stream()
            .filter(limit -> limit != last)
            .map(limit -> "the %s limit (%s)".formatted(limit.word(), amount(limit, change)))
            .collect(Collectors.joining(", "));
    return others.isEmpty() ? "" : "; before that it met " + others;
  }

  /// What to try: a limit that a program met before its time ran out tells more than the time.
  private static String wayOut(Limit last, Outcome outcome) {
    Limit limit =
        outcome.limitsHit().stream()
            .filter(it -> last == Limit.TIME && it != last)
            .findFirst()
            .orElse(last);
    Usage usage = outcome.usage();
    return switch (limit) {
      case TIME -> timeRanOut(usage);
      case CPU -> "look for a loop that does not end, or for too much work";
      case MEMORY ->
          "it held %s at most: hold less at once, and look for what grows without end"
              .formatted(Quantity.of(usage.peakMemoryBytes()));
      case PROCESSES -> "start fewer processes and threads at once, and wait for those that end";
      case DISK -> "write less, and delete what is not needed any more";
      case OUTPUT -> "look for a loop that prints without end";
      case FILES -> "close files and connections when done with them";
    };
  }

  /// Whether it calculated or waited. On a busy host a program gets little of a processor that it
  /// asks for all the time: only who asked for nearly nothing has waited.
  private static String timeRanOut(Usage usage) {
    String waiting = "look for input, a lock, a sleep or a server that it waits for";
    if (usage.cpu().compareTo(usage.wall().dividedBy(2)) > 0) {
      return "it was calculating until the end: look for a loop that does not end";
    }
    return usage.cpu().compareTo(usage.wall().dividedBy(20)) < 0
        ? "it was waiting until the end: " + waiting
        : "it had a processor for %s of %s: look for a loop that does not end\nor %s"
            .formatted(Quantity.of(usage.cpu()), Quantity.of(usage.wall()), waiting);
  }

  /// What signals that programs bring on themselves tell of.
  private static Finding signalled(int signal, Finding finding) {
    if (finding.category().isPresent()) {
      return finding;
    }
    return switch (signal) {
      case 4 -> finding.suggesting("it reached a place that it never should").in(Category.MEMORY);
      case 6 -> finding.suggesting("it gave up by itself").in(Category.ASSERTION);
      case 7, 11 ->
          finding
              .suggesting(
                  "it used memory that is not there: look for null pointers, indices beyond the end, and recursion that does not end")
              .in(Category.MEMORY);
      case 8 ->
          finding.suggesting("look for a division of whole numbers by 0").in(Category.ARITHMETIC);
      default -> finding.in(Category.UNKNOWN);
    };
  }

  /// The status that the change is expected to end with.
  static int expectedStatus(Change change) {
    return change.expected().stream()
        .filter(Expected.Exit.class::isInstance)
        .map(expected -> ((Expected.Exit) expected).status())
        .findFirst()
        .orElse(0);
  }

  /// What the language reported, where it did, else `otherwise` with the last that was written.
  private static Finding reported(
      String rule, String otherwise, StepResult step, Examination examination) {
    return step.error()
        .map(error -> CompilerReport.finding(rule, error, examination))
        .orElseGet(() -> Finding.of(rule, otherwise + lastWords(step)));
  }

  /// The last lines on stderr, or on stdout if there are none, below a line that says so.
  private static String lastWords(StepResult step) {
    String stderr = Preview.ofEnd(step.stderr().text());
    String stdout = stderr.isEmpty() ? Preview.ofEnd(step.stdout().text()) : "";
    return stderr.isEmpty() && stdout.isEmpty()
        ? ""
        : "\nthe end of %s:\n%s".formatted(stderr.isEmpty() ? "stdout" : "stderr", stderr + stdout);
  }

  private static List<Finding> limitsMet(Outcome outcome) {
    List<Finding> met = new ArrayList<>();
    for (Limit limit : outcome.limitsHit()) {
      met.add(
          Finding.of(
              "execution/" + limit.word() + "-limit",
              "it met the " + limit.word() + " limit and went on"));
    }
    return met;
  }

  private static String amount(Limit limit, Change change) {
    var limits = change.limits();
    return switch (limit) {
      case TIME -> Quantity.of(limits.wall());
      case CPU -> Quantity.of(limits.cpuTime()) + " of processor time";
      case MEMORY -> Quantity.of(limits.memoryBytes());
      case PROCESSES -> limits.processes() + " processes and threads";
      case DISK -> Quantity.of(limits.diskBytes()) + " in " + limits.diskFiles() + " files";
      case OUTPUT -> Quantity.of(limits.outputBytes());
      case FILES -> limits.openFiles() + " open files";
    };
  }
}
