package io.assay;

import io.assay.language.Language;
import java.io.InputStream;
import java.util.Set;

/// An order to run a program in a fresh sandbox.
///
/// @param language its language
/// @param program its files
/// @param limits the most it may consume, for the compiler and for the program alike
/// @param required guarantees that must hold beside the usual ones
/// @param stdin what the program reads; it is read on a thread of its own and is not closed
/// @param audience hears of output while it comes
public record Run(
    Language language,
    Program program,
    Limits limits,
    Set<Guarantee> required,
    InputStream stdin,
    Audience audience) {
  /// Copies the guarantees.
  public Run {
    required = Set.copyOf(required);
  }

  /// A run with default limits, an empty stdin and no audience.
  public static Run of(Language language, Program program) {
    return new Run(
        language, program, Limits.DEFAULT, Set.of(), InputStream.nullInputStream(), Audience.NONE);
  }

  /// The same with other limits.
  public Run withLimits(Limits value) {
    return new Run(language, program, value, required, stdin, audience);
  }

  /// The same with another input.
  public Run withStdin(InputStream value) {
    return new Run(language, program, limits, required, value, audience);
  }

  /// Hears output while it comes, on the thread that runs; while it does not return, the program
  /// waits at its next write.
  @FunctionalInterface
  public interface Audience {
    /// Hears nothing.
    Audience NONE = (phase, output) -> {};

    /// Takes a piece of output of the compiler or of the program.
    void hear(Language.Phase phase, Output output);
  }
}
