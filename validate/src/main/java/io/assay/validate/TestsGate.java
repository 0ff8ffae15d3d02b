package io.assay.validate;

import io.assay.Limit;
import io.assay.Outcome;
import io.assay.RunResult;
import io.assay.StepResult;
import io.assay.language.ProgramError;
import io.assay.validate.errors.Analysis;
import io.assay.validate.errors.Category;
import io.assay.validate.tests.OwnTests;
import io.assay.validate.tests.TestResult;
import io.assay.validate.tests.TestRun;
import io.assay.validate.tests.Tests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Do the tests that it brings pass? Tests of which none ran are no pass.
final class TestsGate implements Gate {
  /// Tests that are told one by one.
  private static final int MOST = 20;

  @Override
  public String name() {
    return "tests";
  }

  @Override
  public Optional<String> idle(Examination examination) {
    return examination.tests().isEmpty() ? Optional.of("no tests") : Optional.empty();
  }

  @Override
  public Verdict judge(Examination examination) throws InterruptedException {
    Optional<Tests> tests = examination.tests();
    if (tests.isEmpty()) {
      return ofItsOwn(examination);
    }
    return switch (examination.tested()) {
      case TestRun.Lacking(String name) ->
          new Verdict.Undecided(
              "its tests need %s, which is not in the sandbox's template".formatted(name));
      case TestRun.NotCompiled(StepResult compiler) ->
          compiler.outcome().end() instanceof Outcome.LimitReached(Limit limit)
              ? new Verdict.Undecided(
                  "compiling its tests met the %s limit".formatted(limit.word()))
              : new Verdict.Rejected(notCompiled(compiler, examination));
      case TestRun.Ran ran -> verdict(ran, tests.get().framework(), examination);
    };
  }

  /// Of tests that a program runs by itself, or should. What is called a test and is called by
  /// nothing may be meant for somebody else.
  private static Verdict ofItsOwn(Examination examination) {
    Optional<String> skipped =
        examination
            .ran()
            .flatMap(RunResult::run)
            .flatMap(step -> OwnTests.allSkipped(examination.sources(), step));
    if (skipped.isPresent()) {
      return new Verdict.Undecided("every test was skipped: " + skipped.get());
    }
    return new Verdict.Accepted(
        OwnTests.neverCalled(examination.change().language(), examination.sources()).stream()
            .limit(MOST)
            .map(test ->
                Finding.of("tests/never-called", "nothing calls the test '" + test.name() + "'")
                    .at(test.file(), test.line(), 0)
                    .suggesting("call it, or leave it to a framework in a file of its own"))
            .toList());
  }

  private static List<Finding> notCompiled(StepResult compiler, Examination examination) {
    String rule = "tests/compile-error";
    List<Finding> findings = CompilerReport.findings(rule, compiler, examination);
    return findings.isEmpty()
        ? List.of(Finding.of(rule, "the tests do not compile: " + compiler.stderr().text().strip()))
        : findings;
  }

  private static Verdict verdict(TestRun.Ran ran, String framework, Examination examination) {
    List<Finding> warnings = new ArrayList<>(examples(ran));
    if (ran.results().isEmpty() && framework.equals("doctest")) {
      return new Verdict.Accepted(warnings);
    }
    List<TestResult> wrong = ran.results().stream().filter(TestResult::wrong).toList();
    List<Finding> findings = new ArrayList<>();
    wrong.stream().limit(MOST).map(it -> finding(it, examination)).forEach(findings::add);
    if (wrong.size() > MOST) {
      findings.add(
          Finding.of("tests/failed", "%d more tests failed".formatted(wrong.size() - MOST)));
    }
    if (!ran.ended()) {
      findings.add(endedEarly(ran));
    }
    if (!findings.isEmpty()) {
      return new Verdict.Rejected(findings);
    }
    long passed =
        ran.results().stream().filter(it -> it.outcome() == TestResult.Outcome.PASSED).count();
    int skipped = ran.results().size() - (int) passed;
    if (passed == 0) {
      return skipped == 0
          ? Verdict.rejected(
              Finding.of("tests/none-ran", "it brings tests, and %s ran none".formatted(framework))
                  .suggesting(
                      "name the tests as %s looks for them, and let nothing end before they run"
                          .formatted(framework)))
          : new Verdict.Undecided("every test was skipped: " + reason(ran.results()));
    }
    if (skipped > 0) {
      warnings.add(
          Finding.of(
              "tests/skipped",
              "%d of %d tests were skipped: %s"
                  .formatted(skipped, ran.results().size(), reason(ran.results()))));
    }
    return new Verdict.Accepted(warnings);
  }

  /// What documentation shows and does not come. Many write there what they mean and not what is
  /// printed: it says nothing of the program.
  private static List<Finding> examples(TestRun.Ran ran) {
    return ran.examples().stream()
        .filter(TestResult::wrong)
        .limit(MOST)
        .map(it ->
            Finding.of("tests/example", it.name() + ": " + it.message().strip())
                .at(it.file(), it.line(), 0))
        .toList();
  }

  private static String reason(List<TestResult> results) {
    return results.stream()
        .filter(it -> it.outcome() == TestResult.Outcome.SKIPPED)
        .findFirst()
        .map(it -> it.message().isEmpty() ? it.name() : it.name() + ": " + it.message())
        .orElse("");
  }

  private static Finding finding(TestResult test, Examination examination) {
    String message =
        test.message().isBlank()
            ? "it failed"
            : test.message().strip().replaceAll("\n\\s*\n", "\n");
    Finding finding =
        Finding.of("tests/" + test.outcome().word(), test.name() + ": " + message)
            .at(test.file(), test.line(), 0);
    if (test.outcome() == TestResult.Outcome.FAILED) {
      return finding.in(Category.ASSERTION);
    }
    int colon = message.indexOf(": ");
    String kind = colon > 0 && message.indexOf(' ') > colon ? message.substring(0, colon) : "error";
    ProgramError error =
        new ProgramError(
            kind,
            colon > 0 ? message.substring(colon + 2) : message,
            message,
            test.file(),
            OptionalInt.empty(),
            OptionalInt.empty());
    return finding.explained(
        Analysis.of(examination.change().language(), error, examination.text(test.file())));
  }

  /// What ended the tests before they had come to their end, which nobody can take for a pass.
  private static Finding endedEarly(TestRun.Ran ran) {
    String during = ran.running().isEmpty() ? "" : " while " + ran.running() + " ran";
    String end = Preview.ofEnd(ran.step().stderr().text());
    String stderr = end.isEmpty() ? "" : "\nthe end of stderr:\n" + end;
    return switch (ran.step().outcome().end()) {
      case Outcome.LimitReached(Limit limit) ->
          Finding.of(
                  "tests/" + limit.word() + "-limit",
                  "the tests met the %s limit%s".formatted(limit.word(), during))
              .in(Category.RESOURCES);
      case Outcome.Exited(int code) ->
          Finding.of(
                  "tests/ended-early",
                  "the tests were ended with status %d%s, before they had come to their end%s"
                      .formatted(code, during, stderr))
              .suggesting("let tests return instead of ending the process");
      case Outcome.Signalled signal -> {
        Finding finding =
            Finding.of(
                "tests/ended-early",
                "signal %s ended the tests%s%s".formatted(signal.told(), during, stderr));
        yield ran.crash().map(it -> finding.at(it.file(), it.line(), 0)).orElse(finding);
      }
      case Outcome.Cancelled _ -> Finding.of("tests/ended-early", "the tests were cancelled");
    };
  }
}
