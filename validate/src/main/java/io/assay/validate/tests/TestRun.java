package io.assay.validate.tests;

import io.assay.Bytes;
import io.assay.StepResult;
import io.assay.language.ProgramError;
import io.assay.validate.Crash;
import io.assay.validate.honesty.Trick;
import io.assay.validate.reading.Notes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What came of running a program's tests.
public sealed interface TestRun {
  /// No more of what a script of ours wrote is read.
  int MOST_LINES = 10_000;

  /// They were run.
  ///
  /// @param step how what ran them ended
  /// @param results what came of each, in the order in which they ended
  /// @param examples what came of each example in a documentation
  /// @param ended whether every test that was begun came to its end
  /// @param running what ran when they did not; empty if that is not known
  /// @param tricks by what else than by being right some passed, where that is looked for
  /// @param crash where a signal ended them, if one did and that is known
  record Ran(
      StepResult step,
      List<TestResult> results,
      List<TestResult> examples,
      boolean ended,
      String running,
      List<Trick> tricks,
      Optional<Crash> crash)
      implements TestRun {
    /// Copies the results.
    public Ran {
      results = List.copyOf(results);
      examples = List.copyOf(examples);
      tricks = List.copyOf(tricks);
    }

    /// Those of which only the results are known.
    Ran(
        StepResult step,
        List<TestResult> results,
        List<TestResult> examples,
        boolean ended,
        String running) {
      this(step, results, examples, ended, running, List.of(), Optional.empty());
    }
  }

  /// They were not run, for the sandbox lacks a package.
  record Lacking(String name) implements TestRun {}

  /// They were not run, for they do not compile.
  record NotCompiled(StepResult compiler) implements TestRun {
    /// @param said all that the compiler said, wherever it wrote it
    /// @param error what is wrong by that
    static NotCompiled of(StepResult compiler, String said, Optional<ProgramError> error) {
      return new NotCompiled(
          new StepResult(
              compiler.outcome(), compiler.stdout(), Bytes.of(said), compiler.truncated(), error));
    }
  }

  /// What a script of ours inside the sandbox wrote: a line for each thing it saw, its fields as
  /// [Notes] has them.
  ///
  ///     test     NAME passed|failed|error|skipped FILE LINE MESSAGE
  ///     example  NAME passed|failed|error FILE LINE MESSAGE
  ///     trick    KIND FILE LINE DETAIL
  ///     more     FILE
  ///     lacking  PACKAGE
  ///     end      MARK
  ///
  /// @param mark what only a script that came to its end writes
  /// @param running what ran last
  static TestRun of(StepResult step, String notes, String mark, String running) {
    List<TestResult> results = new ArrayList<>();
    List<TestResult> examples = new ArrayList<>();
    boolean ended = false;
    for (String line : notes.lines().limit(MOST_LINES).toList()) {
      List<String> fields = Notes.fields(line);
      if (fields.getFirst().equals("lacking") && fields.size() == 2) {
        return new Lacking(fields.get(1));
      }
      if (fields.size() == 6) {
        result(fields)
            .ifPresent(fields.getFirst().equals("example") ? examples::add : results::add);
      }
      ended |= fields.equals(List.of("end", mark));
    }
    return new Ran(
        step, results, examples, ended, running.strip(), tricks(notes), Optional.empty());
  }

  /// The tricks in what a script of ours wrote. Code that reads tests, and `more` of the program's
  /// files, reads whatever there is.
  static List<Trick> tricks(String notes) {
    List<Trick> tricks = new ArrayList<>();
    Set<String> more = new HashSet<>();
    for (String line : notes.lines().limit(MOST_LINES).toList()) {
      List<String> fields = Notes.fields(line);
      switch (fields.getFirst()) {
        case "trick" -> Trick.of(fields).ifPresent(tricks::add);
        case "more" -> more.add(fields.getLast());
        default -> {
          // What else it wrote is told by others.
        }
      }
    }
    tricks.removeIf(it -> it.kind() == Trick.Kind.READS_TESTS && more.contains(it.file()));
    return tricks.stream().distinct().toList();
  }

  private static Optional<TestResult> result(List<String> fields) {
    Optional<TestResult.Outcome> outcome =
        Arrays.stream(TestResult.Outcome.values())
            .filter(it -> it.word().equals(fields.get(2)))
            .findFirst();
    return outcome
        .filter(_ -> fields.get(4).matches("\\d{1,9}"))
        .map(it ->
            new TestResult(
                fields.get(1), it, fields.get(3), Integer.parseInt(fields.get(4)), fields.get(5)));
  }
}
