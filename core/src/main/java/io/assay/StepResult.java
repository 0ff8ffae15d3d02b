package io.assay;

import io.assay.language.ProgramError;
import java.util.Optional;

/// What one step of a run did: the compiler, or the program.
///
/// @param outcome how it ended
/// @param stdout what it wrote there, up to the output limit
/// @param stderr likewise
/// @param truncated whether the output limit kept something back
/// @param error what the language reported, if the step failed and said so in a way we know
/// @param cached whether nothing was done again: the same files had been compiled before with the
///   same template, and what came of it was taken
public record StepResult(
    Outcome outcome,
    Bytes stdout,
    Bytes stderr,
    boolean truncated,
    Optional<ProgramError> error,
    boolean cached) {
  /// A step that was done.
  public StepResult(
      Outcome outcome,
      Bytes stdout,
      Bytes stderr,
      boolean truncated,
      Optional<ProgramError> error) {
    this(outcome, stdout, stderr, truncated, error, false);
  }
}
