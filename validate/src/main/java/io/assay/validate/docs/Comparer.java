package io.assay.validate.docs;

import io.assay.validate.Finding;
import io.assay.validate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says what it means that a document does not show what is printed.
///
/// @param corrections what is to be written there; empty where that is only told
record Comparer(Document document, Optional<Corrections> corrections) {
  /// A difference that the document has, or had: then it is put right, and a warning.
  record Told(Finding finding, boolean isRight) {}

  Told told(Snippet.Expected expected, Mismatch mismatch) {
    Finding finding = mismatch.finding(document, expected);
    Optional<Correction> correction =
        mismatch.correct().flatMap(lines -> Correction.of(document, expected, lines));
    if (correction.isEmpty()) {
      return new Told(finding, false);
    }
    if (corrections.isEmpty()) {
      return new Told(finding.suggesting("assay docs --fix-output writes what it prints"), false);
    }
    corrections.get().add(correction.get());
    return new Told(finding.suggesting("it is written there now"), true);
  }

  /// The verdict about a piece of code with one difference.
  Verdict verdict(Snippet.Expected expected, Mismatch mismatch, List<Finding> warnings) {
    Told told = told(expected, mismatch);
    if (!told.isRight()) {
      return Verdict.rejected(told.finding());
    }
    List<Finding> all = new ArrayList<>(List.of(told.finding()));
    all.addAll(warnings);
    return new Verdict.Accepted(all);
  }
}
