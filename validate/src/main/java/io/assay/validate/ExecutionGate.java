package io.assay.validate;

import io.assay.Limit;
import io.assay.Outcome;
import io.assay.RunResult;
import io.assay.StepResult;
import io.assay.language.ProgramError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Does it compile, run, and end by itself within the limits, with the status that is expected?
final class ExecutionGate implements Gate {
  @Override
  public String name() {
    return "execution";
  }

  @Override
  public Verdict judge(Examination examination) throws InterruptedException {
    Change change = examination.change();
    RunResult result = examination.run();
    StepResult last = result.last();
    Optional<Finding> wrong =
        result.run().isEmpty() ? Optional.of(notCompiled(change, last)) : wrong(change, last);
    return wrong.isPresent()
        ? Verdict.rejected(wrong.get())
        : new Verdict.Accepted(limitsMet(last.outcome()));
  }

  private static Finding notCompiled(Change change, StepResult compiler) {
    return switch (compiler.outcome().end()) {
      case Outcome.LimitReached(Limit limit) ->
          Finding.of(
              "execution/compiler-" + limit.word(),
              "the compiler met the " + limit.word() + " limit: " + amount(limit, change));
      case Outcome.Exited _, Outcome.Signalled _, Outcome.Cancelled _ ->
          reported("execution/compile-error", "it does not compile", compiler);
    };
  }

  private static Optional<Finding> wrong(Change change, StepResult program) {
    return switch (program.outcome().end()) {
      case Outcome.Exited(int code) ->
          code == expectedStatus(change)
              ? Optional.empty()
              : Optional.of(
                  reported(
                      code == 0 ? "execution/wrong-status" : "execution/runtime-error",
                      "it ended with status %d, and %d was expected"
                          .formatted(code, expectedStatus(change)),
                      program));
      case Outcome.Signalled(int signal) ->
          Optional.of(
              reported("execution/signal", "signal %d ended it".formatted(signal), program));
      case Outcome.LimitReached(Limit limit) ->
          Optional.of(
              Finding.of(
                  "execution/" + limit.word() + "-limit",
                  "it met the " + limit.word() + " limit: " + amount(limit, change)));
      case Outcome.Cancelled _ ->
          Optional.of(Finding.of("execution/cancelled", "it was cancelled"));
    };
  }

  private static int expectedStatus(Change change) {
    return change.expected().stream()
        .filter(Expected.Exit.class::isInstance)
        .map(expected -> ((Expected.Exit) expected).status())
        .findFirst()
        .orElse(0);
  }

  /// What the language reported, where it did, else `otherwise`.
  private static Finding reported(String rule, String otherwise, StepResult step) {
    if (step.error().isEmpty()) {
      return Finding.of(rule, otherwise);
    }
    ProgramError error = step.error().get();
    String message =
        error.message().isEmpty() ? error.name() : error.name() + ": " + error.message();
    return Finding.of(rule, message).at(error.file(), error.line(), error.column());
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
      case TIME -> limits.wall().toMillis() + " ms";
      case CPU -> limits.cpuTime().toMillis() + " ms of processor time";
      case MEMORY -> limits.memoryBytes() + " bytes";
      case PROCESSES -> limits.processes() + " processes and threads";
      case DISK -> limits.diskBytes() + " bytes in " + limits.diskFiles() + " files";
      case OUTPUT -> limits.outputBytes() + " bytes";
      case FILES -> limits.openFiles() + " open files";
    };
  }
}
