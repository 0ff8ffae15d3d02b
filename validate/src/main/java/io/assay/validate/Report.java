package io.assay.validate;

import io.assay.RunResult;
import io.assay.validate.tests.TestResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Every gate's verdict on one change.
///
/// @param subject what was judged, as people call it: the entry's name, `README.md:12`
/// @param language its language's name
/// @param judgements the verdicts, in the order in which the gates were asked
/// @param notAsked the gates that were not asked any more, after a rejection
/// @param run how the program ran, if a gate ran it
/// @param tests what came of each of its tests, if a gate ran them
/// @param asBefore whether it is what was judged before, and nothing was judged anew
public record Report(
    String subject,
    String language,
    List<Judgement> judgements,
    List<String> notAsked,
    Optional<RunResult> run,
    List<TestResult> tests,
    boolean asBefore) {
  /// Copies the lists.
  public Report {
    judgements = List.copyOf(judgements);
    notAsked = List.copyOf(notAsked);
    tests = List.copyOf(tests);
  }

  /// A report on what was judged now.
  public Report(
      String subject,
      String language,
      List<Judgement> judgements,
      List<String> notAsked,
      Optional<RunResult> run,
      List<TestResult> tests) {
    this(subject, language, judgements, notAsked, run, tests, false);
  }

  /// A report on what has no tests of its own.
  public Report(
      String subject,
      String language,
      List<Judgement> judgements,
      List<String> notAsked,
      Optional<RunResult> run) {
    this(subject, language, judgements, notAsked, run, List.of());
  }

  /// The same, as what was judged before.
  public Report known() {
    return new Report(subject, language, judgements, notAsked, run, tests, true);
  }

  /// The same, with other names for its files, the subject's among them.
  public Report named(UnaryOperator<String> names) {
    UnaryOperator<List<Finding>> all =
        findings ->
            findings.stream()
                .map(it ->
                    it.file().isEmpty()
                        ? it
                        : it.at(names.apply(it.file()), it.line(), it.column()))
                .toList();
    List<Judgement> renamed =
        judgements.stream()
            .map(it ->
                new Judgement(
                    it.gate(),
                    switch (it.verdict()) {
                      case Verdict.Accepted(var warnings) ->
                          new Verdict.Accepted(all.apply(warnings));
                      case Verdict.Rejected(var findings) ->
                          new Verdict.Rejected(all.apply(findings));
                      case Verdict.Undecided undecided -> undecided;
                    },
                    it.took(),
                    it.idle()))
            .toList();
    List<TestResult> retold =
        tests.stream().map(it -> it.file().isEmpty() ? it : it.in(names.apply(it.file()))).toList();
    return new Report(names.apply(subject), language, renamed, notAsked, run, retold, asBefore);
  }

  /// All of them together: rejected if one gate rejects, else undecided if one cannot tell.
  public Verdict verdict() {
    List<Finding> findings = new ArrayList<>();
    List<Finding> warnings = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (Judgement judgement : judgements) {
      switch (judgement.verdict()) {
        case Verdict.Accepted accepted -> warnings.addAll(accepted.warnings());
        case Verdict.Rejected rejected -> findings.addAll(rejected.findings());
        case Verdict.Undecided(String reason) -> reasons.add(judgement.gate() + ": " + reason);
      }
    }
    if (!findings.isEmpty()) {
      return new Verdict.Rejected(findings);
    }
    return reasons.isEmpty()
        ? new Verdict.Accepted(warnings)
        : new Verdict.Undecided(String.join("; ", reasons));
  }

  /// How long the gates took.
  public Duration took() {
    return judgements.stream().map(Judgement::took).reduce(Duration.ZERO, Duration::plus);
  }
}
