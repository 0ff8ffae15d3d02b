package io.assay.validate;

import io.assay.StepResult;
import io.assay.language.ProgramError;
import io.assay.validate.errors.Analysis;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// What a compiler has against a program: every error that it tells of, so that a round of
/// corrections can take all of them.
final class CompilerReport {
  private CompilerReport() {}

  /// A finding for each error, in the compiler's order; none if it told of none that is known.
  ///
  /// @param compiler a step that failed
  static List<Finding> findings(String rule, StepResult compiler, Examination examination) {
    List<ProgramError> errors =
        examination
            .change()
            .language()
            .compileErrors(compiler.stdout().text(), compiler.stderr().text());
    SequencedSet<Finding> findings = new LinkedHashSet<>();
    for (ProgramError error : errors.isEmpty() ? compiler.error().stream().toList() : errors) {
      findings.add(finding(rule, error, examination));
    }
    return List.copyOf(findings);
  }

  /// An error as a finding, with what is known of it.
  static Finding finding(String rule, ProgramError error, Examination examination) {
    String message =
        error.message().isEmpty() ? error.name() : error.name() + ": " + error.message();
    return Finding.of(rule, message)
        .at(error.file(), error.line(), error.column())
        .explained(
            Analysis.of(examination.change().language(), error, examination.text(error.file())));
  }
}
