package io.assay.cli;

import io.assay.Limit;
import io.assay.Limits;
import io.assay.Outcome;
import io.assay.RunResult;
import io.assay.StepResult;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a person is told of how a run ended, beyond what the program printed itself: nothing where
/// it ended by itself and met no limit.
final class Account {
  private Account() {}

  static List<String> of(RunResult result, Limits limits) {
    List<String> lines = new ArrayList<>();
    result.compile().ifPresent(step -> of(step, "compiler", limits, lines));
    result.run().ifPresent(step -> of(step, "program", limits, lines));
    Optional<StepResult> compile = result.compile();
    if (result.run().isEmpty()
        && compile.isPresent()
        && compile.get().outcome().end() instanceof Outcome.Exited(int code)) {
      lines.add("it does not compile (the compiler ended with status %d)".formatted(code));
    }
    return lines;
  }

  private static void of(StepResult step, String who, Limits limits, List<String> lines) {
    Outcome outcome = step.outcome();
    Set<Limit> met = EnumSet.noneOf(Limit.class);
    met.addAll(outcome.limitsHit());
    Outcome.End end = outcome.end();
    if (end instanceof Outcome.Signalled signal) {
      lines.add("the %s was ended by signal %s".formatted(who, signal.told()));
    } else if (end instanceof Outcome.LimitReached(Limit limit)) {
      met.remove(limit);
      lines.add(reached(limit, limits, who.equals("compiler") ? " while compiling" : ""));
    } else if (end instanceof Outcome.Cancelled) {
      lines.add("the %s was cancelled".formatted(who));
    }
    for (Limit limit : met) {
      lines.add(reached(limit, limits, " by the " + who));
    }
  }

  private static String reached(Limit limit, Limits limits, String where) {
    return switch (limit) {
      case TIME -> text("time limit of", Amount.text(limits.wall()), where, "--timeout");
      case CPU ->
          text("processor time limit of", Amount.text(limits.cpuTime()), where, "--cpu-time");
      case MEMORY -> text("memory limit of", Amount.text(limits.memoryBytes()), where, "--memory");
      case PROCESSES ->
          text("limit of", limits.processes() + " processes and threads", where, "--processes");
      case DISK ->
          text(
              "disk limit of",
              Amount.text(limits.diskBytes()) + " in " + limits.diskFiles() + " files",
              where,
              "--disk or --disk-files");
      case OUTPUT -> text("output limit of", Amount.text(limits.outputBytes()), where, "--output");
      case FILES -> text("limit of", limits.openFiles() + " open files", where, "--open-files");
    };
  }

  private static String text(String what, String value, String where, String option) {
    return "%s %s reached%s; raise it with %s".formatted(what, value, where, option);
  }
}
