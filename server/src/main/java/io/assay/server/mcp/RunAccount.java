package io.assay.server.mcp;

import io.assay.Limit;
import io.assay.Limits;
import io.assay.Outcome;
import io.assay.RunResult;
import io.assay.StepResult;
import io.assay.language.ProgramError;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How a run went, as an assistant is told.
final class RunAccount {
  private RunAccount() {}

  static Answer of(RunResult result, Limits limits) {
    StepResult step = result.last();
    boolean compiled = result.run().isPresent();
    String stdout = Excerpt.of(step.stdout().text());
    String stderr = Excerpt.of(step.stderr().text());
    Map<String, Object> structured = new LinkedHashMap<>();
    structured.put("ok", result.succeeded());
    structured.put("language", result.language());
    structured.put("step", compiled ? "run" : "compile");
    structured.put("outcome", outcome(step.outcome().end()));
    structured.put("stdout", stdout);
    structured.put("stderr", stderr);
    structured.put("truncated", step.truncated());
    structured.put("limits_hit", limitsHit(result).stream().map(Limit::word).toList());
    step.error().ifPresent(error -> structured.put("error", error(error)));
    structured.put("wall_seconds", seconds(step));
    structured.put("peak_memory_bytes", step.outcome().usage().peakMemoryBytes());
    String text = text(result, limits, stdout, stderr);
    Answer.Whole whole = new Answer.Whole(text, step.stdout().text(), step.stderr().text());
    return new Answer(text, structured, Optional.of(whole));
  }

  private static String text(RunResult result, Limits limits, String stdout, String stderr) {
    StepResult step = result.last();
    StringBuilder text = new StringBuilder(result.run().isEmpty() ? "does not compile: " : "");
    text.append(ending(step.outcome().end(), limits));
    text.append(" after %.2f s".formatted(seconds(step)));
    Set<Limit> met = limitsHit(result);
    if (step.outcome().end() instanceof Outcome.LimitReached(Limit limit)) {
      met.remove(limit);
    }
    met.forEach(limit -> text.append("; it met the limit of ").append(bound(limit, limits)));
    step.error()
        .ifPresent(error -> {
          text.append('\n').append(error.name());
          text.append(error.message().isEmpty() ? "" : ": " + Excerpt.of(error.message()));
          if (!error.file().isEmpty()) {
            text.append(" (").append(error.file());
            error.line().ifPresent(line -> text.append(':').append(line));
            text.append(')');
          }
        });
    section(text, "stdout", stdout);
    section(text, "stderr", stderr);
    if (stdout.isEmpty() && stderr.isEmpty()) {
      text.append("\nit printed nothing");
    }
    return text.toString();
  }

  private static void section(StringBuilder text, String name, String content) {
    if (!content.isEmpty()) {
      text.append("\n--- ").append(name).append('\n').append(content.stripTrailing());
    }
  }

  /// How it ended, in words.
  static String ending(Outcome.End end, Limits limits) {
    return switch (end) {
      case Outcome.Exited(int code) -> code == 0 ? "ok, exit status 0" : "exit status " + code;
      case Outcome.Signalled signal -> "killed by signal " + signal.told();
      case Outcome.LimitReached(Limit limit) -> "ended at its limit of " + bound(limit, limits);
      case Outcome.Cancelled _ -> "cancelled";
    };
  }

  /// How it ended, for programs.
  static Map<String, Object> outcome(Outcome.End end) {
    return switch (end) {
      case Outcome.Exited(int code) -> Map.of("kind", "exited", "status", code);
      case Outcome.Signalled(int signal) -> Map.of("kind", "signalled", "signal", signal);
      case Outcome.LimitReached(Limit limit) ->
          Map.of("kind", "limit-reached", "limit", limit.word());
      case Outcome.Cancelled _ -> Map.of("kind", "cancelled");
    };
  }

  private static String bound(Limit limit, Limits limits) {
    return switch (limit) {
      case TIME -> limits.wall().toMillis() / 1000.0 + " s (timeout_seconds)";
      case CPU -> limits.cpuTime().toMillis() / 1000.0 + " s of processor time";
      case MEMORY -> limits.memoryBytes() / (1 << 20) + " MB of memory (memory_mb)";
      case PROCESSES -> limits.processes() + " processes and threads";
      case DISK -> limits.diskBytes() / (1 << 20) + " MB in files";
      case OUTPUT -> limits.outputBytes() / (1 << 20) + " MB of output";
      case FILES -> limits.openFiles() + " open files";
    };
  }

  /// An error, for programs.
  static Map<String, Object> error(ProgramError error) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", error.name());
    all.put("message", Excerpt.of(error.message()));
    if (!error.file().isEmpty()) {
      all.put("file", error.file());
    }
    error.line().ifPresent(line -> all.put("line", line));
    error.column().ifPresent(column -> all.put("column", column));
    return all;
  }

  private static Set<Limit> limitsHit(RunResult result) {
    Set<Limit> all = EnumSet.noneOf(Limit.class);
    result.compile().ifPresent(step -> all.addAll(step.outcome().limitsHit()));
    result.run().ifPresent(step -> all.addAll(step.outcome().limitsHit()));
    return all;
  }

  private static double seconds(StepResult step) {
    return step.outcome().usage().wall().toMillis() / 1000.0;
  }
}
