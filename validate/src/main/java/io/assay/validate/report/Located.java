package io.assay.validate.report;

import io.assay.validate.Finding;
import io.assay.validate.Judgement;
import io.assay.validate.Report;
import io.assay.validate.Verdict;
import java.util.ArrayList;
import java.util.List;

/// What a report says about a place, in the form that forges want: every complaint has a file.
///
/// @param level how grave it is
/// @param finding what is said; of an undecided gate its reason, by the rule `GATE/undecided`
record Located(Level level, Finding finding) {
  enum Level {
    ERROR,
    WARNING
  }

  /// Everything that a report says, in its order; what is about no single file is about its
  /// subject.
  static List<Located> in(Report report) {
    List<Located> all = new ArrayList<>();
    for (Judgement judgement : report.judgements()) {
      switch (judgement.verdict()) {
        case Verdict.Accepted(var warnings) ->
            warnings.forEach(it -> all.add(of(Level.WARNING, it, report)));
        case Verdict.Rejected(var findings) ->
            findings.forEach(it -> all.add(of(Level.ERROR, it, report)));
        case Verdict.Undecided(String reason) ->
            all.add(of(Level.WARNING, Finding.of(judgement.gate() + "/undecided", reason), report));
      }
    }
    return all;
  }

  private static Located of(Level level, Finding finding, Report report) {
    // A snippet's subject is a place in a document.
    String subject = report.subject().replaceFirst(":\\d+$", "");
    return new Located(
        level,
        finding.file().isEmpty() ? finding.at(subject, finding.line(), finding.column()) : finding);
  }

  /// The message, and what to try.
  String text() {
    StringBuilder text = new StringBuilder(finding.message());
    finding.suggestion().lines().forEach(line -> text.append("\ntry: ").append(line));
    return text.toString();
  }
}
