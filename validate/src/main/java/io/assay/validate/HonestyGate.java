package io.assay.validate;

import io.assay.Outcome;
import io.assay.StepResult;
import io.assay.validate.honesty.Blindness;
import io.assay.validate.honesty.Confession;
import io.assay.validate.honesty.Trick;
import io.assay.validate.honesty.Untested;
import io.assay.validate.honesty.Watch;
import io.assay.validate.honesty.Watched;
import io.assay.validate.honesty.Words;
import io.assay.validate.reading.Spelling;
import io.assay.validate.tests.TestResult;
import io.assay.validate.tests.Tests;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Did it pass by being right? A program that could have passed otherwise is run once more,
/// watched: what it did decides, not what it could do. Only checks that cannot fail are seen by
/// their text.
final class HonestyGate implements Gate {
  @Override
  public String name() {
    return "honesty";
  }

  @Override
  public Verdict judge(Examination examination) throws InterruptedException {
    Change change = examination.change();
    Map<String, String> tests = testsThatRan(examination);
    Optional<Watch> watch = Watch.over(change.language());
    if (watch.isEmpty()) {
      return Verdict.accepted();
    }
    Spelling spelling = watch.get().spelling();
    // Whose tests check nothing has no word in their files that could be part of a check.
    if (!tests.isEmpty() && !Words.of(spelling, tests.values()).couldFail()) {
      return Verdict.rejected(
          Finding.of(
                  "honesty/checks-nothing",
                  "its tests pass whatever the code returns: none of them checks anything")
              .suggesting("compare what the code returns with what it should return"));
    }
    List<Finding> seen = examination.testTricks().stream().map(HonestyGate::finding).toList();
    if (!seen.isEmpty()) {
      return new Verdict.Rejected(seen);
    }
    Optional<Trick> untested = untested(examination, spelling, tests.keySet());
    if (untested.isPresent()) {
      return Verdict.rejected(
          finding(untested.get()).suggesting("have the tests call what the program is for"));
    }
    Map<String, String> sources = examination.sources();
    Words words = Words.of(spelling, sources.values());
    if (examination.library()) {
      return Verdict.of(blind(words, spelling, sources, tests.keySet()), List.of());
    }
    Optional<StepResult> ran = examination.run().run();
    if (ran.isEmpty() || !passed(ran.get(), change)) {
      // Nothing that could have been obtained by a trick.
      return Verdict.accepted();
    }
    if (change.stdin().size() > 0 && !words.couldRead()) {
      Optional<Trick> answer = answer(change, ran.get().stdout().text(), sources);
      if (answer.isPresent()) {
        return Verdict.rejected(
            finding(answer.get()).suggesting("read the input, and work the answer out"));
      }
    }
    Optional<Trick> told = told(change, ran.get(), spelling, sources);
    if (told.isPresent()) {
      return Verdict.rejected(
          finding(told.get())
              .suggesting(
                  "end with another status when a check fails, or say what the program is to print"));
    }
    List<Finding> blind = blind(words, spelling, sources, tests.keySet());
    if (!blind.isEmpty() || !watch.get().needed(words, sources)) {
      return Verdict.of(blind, List.of());
    }
    Watched watched =
        watch.get().watch(examination.assay(), change.withProgram(examination.executed()), sources);
    boolean again = passed(watched.step(), change);
    List<Finding> findings =
        watched.tricks().stream()
            .filter(trick -> again || trick.kind().standsAlone())
            .filter(trick -> trick.kind() != Trick.Kind.TOLD_FAILURE || mayTell(change))
            .map(HonestyGate::finding)
            .toList();
    return again || !findings.isEmpty()
        ? Verdict.of(findings, List.of())
        : new Verdict.Undecided(
            "it passed, and did not when it was watched: " + watched.step().outcome().end());
  }

  /// Checks that cannot fail, as their text shows. What tests of JavaScript's define beside other
  /// code, to compare with, are no checks of that code.
  private static List<Finding> blind(
      Words words, Spelling spelling, Map<String, String> sources, Set<String> tests) {
    boolean beside =
        spelling == Spelling.JAVASCRIPT && !tests.isEmpty() && tests.size() < sources.size();
    return !words.haveChecks(spelling, sources.values())
        ? List.of()
        : sources.entrySet().stream()
            .flatMap(it -> Blindness.in(spelling, it.getKey(), it.getValue()).stream())
            .filter(it ->
                !(beside && it.kind() == Trick.Kind.BLIND_EQUALITY && tests.contains(it.file())))
            .map(HonestyGate::finding)
            .toList();
  }

  /// What a program says of its own checks, where nobody has said what it is to print.
  private static Optional<Trick> told(
      Change change, StepResult ran, Spelling spelling, Map<String, String> sources) {
    return !mayTell(change)
        ? Optional.empty()
        : Confession.in(spelling, ran.stdout().text(), sources)
            .or(() -> Confession.in(spelling, ran.stderr().text(), sources));
  }

  /// Whether what a program says of itself counts: nobody has said what it is to print.
  private static boolean mayTell(Change change) {
    return ExecutionGate.expectedStatus(change) == 0
        && change.expected().stream().noneMatch(Expected.Stdout.class::isInstance);
  }

  /// Where the first line of what is expected stands in a program that printed it, if all of it
  /// does.
  private static Optional<Trick> answer(
      Change change, String printed, Map<String, String> sources) {
    return change.expected().stream()
        .filter(Expected.Stdout.class::isInstance)
        .map(expected -> ((Expected.Stdout) expected).match())
        .filter(match -> match.difference(printed).isEmpty())
        .map(Match::literal)
        .flatMap(Optional::stream)
        .map(text -> text.lines().map(String::strip).filter(it -> !it.isEmpty()).toList())
        .filter(lines -> !lines.isEmpty())
        .flatMap(lines ->
            sources.entrySet().stream()
                .filter(file -> lines.stream().allMatch(file.getValue()::contains))
                .map(file ->
                    new Trick(
                        Trick.Kind.PRINTS_ANSWER,
                        file.getKey(),
                        1 + (int) before(file.getValue(), lines.getFirst()).lines().count(),
                        lines.getFirst())))
        .findFirst();
  }

  /// The whole lines before the one in which a text first stands.
  private static String before(String source, String text) {
    return source.substring(0, 1 + source.lastIndexOf('\n', source.indexOf(text)));
  }

  /// What tests that ran leave alone, where that is all that there is. What a command tests, it may
  /// reach by other ways.
  private static Optional<Trick> untested(
      Examination examination, Spelling spelling, Set<String> tests) {
    return tests.isEmpty() || examination.change().tests().isPresent()
        ? Optional.empty()
        : Untested.in(
            spelling,
            examination.sources(),
            tests,
            examination.testResults().stream().map(TestResult::name).toList());
  }

  /// The files in which tests are, if some ran.
  private static Map<String, String> testsThatRan(Examination examination) {
    Optional<Tests> tests = examination.tests();
    if (examination.testResults().isEmpty() || tests.isEmpty()) {
      return Map.of();
    }
    return examination.sources().entrySet().stream()
        .filter(it -> tests.get().areIn(it.getKey(), it.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static boolean passed(StepResult step, Change change) {
    return step.outcome().end() instanceof Outcome.Exited(int code)
        && code == ExecutionGate.expectedStatus(change);
  }

  private static Finding finding(Trick trick) {
    return Finding.of("honesty/" + trick.kind().word(), trick.message())
        .at(trick.file(), trick.line(), 0);
  }
}
