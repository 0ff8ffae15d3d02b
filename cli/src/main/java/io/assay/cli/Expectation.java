package io.assay.cli;

import io.assay.Limit;
import io.assay.Outcome;
import io.assay.RunResult;
import io.assay.SandboxException;
import io.assay.validate.Match;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// What must come of a case. Where nothing is said of how it ends, it must end with status 0.
///
/// @param exit the status as a shell shows it, 0 to 255; negative for any but 0
/// @param step `run` or `compile`: the step that it ends in
/// @param outcome the kind of its outcome, as the JSON document spells it
/// @param limit the limit that ends it
/// @param stdout what it prints
record Expectation(
    Optional<Integer> exit,
    Optional<String> step,
    Optional<String> outcome,
    Optional<String> limit,
    Optional<Match> stdout) {
  private static final int FAILURE = -1;
  private static final List<String> STEPS = List.of("run", "compile");
  private static final List<String> OUTCOMES = List.of("exited", "signalled", "limit-reached");
  private static final List<String> LIMITS =
      Arrays.stream(Limit.values()).map(Limit::word).toList();

  /// The expectation that the object holds which the parser is at.
  static Expectation read(JsonParser json) {
    Draft draft = new Draft();
    Case.fields(json, draft::take);
    return draft.finish();
  }

  /// In what `result` differs from what was expected, a line each.
  List<String> differences(RunResult result) {
    List<String> all = new ArrayList<>();
    boolean open = exit.isEmpty() && step.isEmpty() && outcome.isEmpty() && limit.isEmpty();
    Outcome.End end = result.last().outcome().end();
    int wanted = open ? 0 : exit.orElse(0);
    if ((open || exit.isPresent()) && !ends(end, wanted, Exit.of(result))) {
      all.add(
          "it %s; expected %s"
              .formatted(
                  shown(end, result), wanted == FAILURE ? "any status but 0" : "status " + wanted));
    }
    differ("step", step, JsonReport.step(result), all);
    differ("outcome", outcome, JsonReport.kind(end), all);
    differ(
        "limit",
        limit,
        end instanceof Outcome.LimitReached(var reached) ? reached.word() : "none",
        all);
    stdout.ifPresent(match -> {
      String difference = match.difference(result.stdout());
      if (!difference.isEmpty()) {
        all.add("stdout: " + difference);
      }
    });
    return all;
  }

  private static boolean ends(Outcome.End end, int wanted, int status) {
    return switch (end) {
      case Outcome.Exited _, Outcome.Signalled _ ->
          wanted == FAILURE ? status != 0 : status == wanted;
      case Outcome.LimitReached _, Outcome.Cancelled _ -> false;
    };
  }

  private static String shown(Outcome.End end, RunResult result) {
    String who = result.run().isPresent() ? "" : "did not compile: the compiler ";
    return who
        + switch (end) {
          case Outcome.Exited(int code) -> "ended with status " + code;
          case Outcome.Signalled signal -> "was ended by signal " + signal.told();
          case Outcome.LimitReached(var reached) -> "met the limit " + reached.word();
          case Outcome.Cancelled _ -> "was cancelled";
        };
  }

  private static void differ(
      String what, Optional<String> wanted, String got, List<String> differences) {
    if (wanted.isPresent() && !wanted.get().equals(got)) {
      differences.add("%s is '%s'; expected '%s'".formatted(what, got, wanted.get()));
    }
  }

  /// What has been read of an expectation.
  private static final class Draft {
    private @Nullable Integer exit;
    private @Nullable String step;
    private @Nullable String outcome;
    private @Nullable String limit;
    private @Nullable String stdout;
    private @Nullable String match;

    void take(String name, JsonParser json) {
      switch (name) {
        case "exit" -> exit = status(json);
        case "step" -> step = oneOf(name, STEPS, json);
        case "outcome" -> outcome = oneOf(name, OUTCOMES, json);
        case "limit" -> limit = oneOf(name, LIMITS, json);
        case "stdout" -> stdout = Case.text("expect.stdout", json);
        case "match" -> match = Case.text("expect.match", json);
        default ->
            throw SandboxException.caller(
                "'expect.%s' is not known; known: exit, step, outcome, limit, stdout, match"
                    .formatted(name));
      }
    }

    Expectation finish() {
      if (match != null && stdout == null) {
        throw SandboxException.caller("'expect.match' says how, and 'expect.stdout' must say what");
      }
      return new Expectation(
          Optional.ofNullable(exit),
          Optional.ofNullable(step),
          Optional.ofNullable(outcome),
          Optional.ofNullable(limit),
          Optional.ofNullable(stdout)
              .map(text ->
                  ValidateCommand.match(
                      Optional.ofNullable(match), text, "'expect.match'", "'expect.stdout'")));
    }

    private static int status(JsonParser json) {
      if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        long value = json.getLongValue();
        if (value >= 0 && value <= 255) {
          return (int) value;
        }
      } else if (json.currentToken() == JsonToken.VALUE_STRING
          && json.getString().equals("nonzero")) {
        return FAILURE;
      }
      throw Case.wrong("expect.exit", "a status from 0 to 255, or \"nonzero\"");
    }

    private static String oneOf(String name, List<String> known, JsonParser json) {
      String word = Case.text("expect." + name, json);
      if (!known.contains(word)) {
        throw SandboxException.caller(
            "'expect.%s' is '%s'; known: %s".formatted(name, word, String.join(", ", known)));
      }
      return word;
    }
  }
}
