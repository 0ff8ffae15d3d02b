package io.assay.validate.docs;

import io.assay.validate.Finding;
import io.assay.validate.Judgement;
import io.assay.validate.Report;
import io.assay.validate.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What checking one snippet came to, or what a whole document is warned of.
///
/// @param file the document
/// @param line where the snippet begins; 1 for a document
/// @param language its language, as the document calls it; may be empty
/// @param result what it came to
public record SnippetReport(String file, int line, String language, Result result) {
  /// What checking came to.
  public sealed interface Result {}

  /// The snippet was tried.
  ///
  /// @param took how long that took
  /// @param asBefore whether it was tried before, and not again
  public record Judged(Verdict verdict, Duration took, boolean asBefore) implements Result {
    /// Tried now.
    Judged(Verdict verdict, Duration took) {
      this(verdict, took, false);
    }
  }

  /// The snippet was not tried, and is not meant to be.
  ///
  /// @param reason why
  public record NotRun(String reason) implements Result {}

  /// There is something to warn of in the document, whatever its snippets come to.
  ///
  /// @param took how long looking took
  public record Warned(List<Finding> warnings, Duration took) implements Result {
    /// Copies the warnings.
    public Warned {
      warnings = List.copyOf(warnings);
    }
  }

  /// Whether it is about the whole document.
  public boolean isOfDocument() {
    return result instanceof Warned;
  }

  /// What is told of it if it was not tried: where it is, and why.
  public Optional<Finding> notRun() {
    return switch (result) {
      case NotRun(String reason) ->
          Optional.of(Finding.of("docs/not-run", reason).at(file, line, 0));
      case Judged _, Warned _ -> Optional.empty();
    };
  }

  /// The same as the report of a gate, which is called `docs`, and `security` for a whole document;
  /// empty if it was not tried.
  public Optional<Report> report() {
    return switch (result) {
      case NotRun _ -> Optional.empty();
      case Judged(Verdict verdict, Duration took, boolean asBefore) -> {
        Report report = report(file + ":" + line, new Judgement("docs", verdict, took));
        yield Optional.of(asBefore ? report.known() : report);
      }
      case Warned(var warnings, Duration took) ->
          Optional.of(
              report(file, new Judgement("security", new Verdict.Accepted(warnings), took)));
    };
  }

  private Report report(String subject, Judgement judgement) {
    return new Report(subject, language, List.of(judgement), List.of(), Optional.empty());
  }
}
