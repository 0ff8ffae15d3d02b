package io.assay.validate.tests;

import io.assay.validate.security.Secrets;
import java.util.Locale;

/// What came of one test.
///
/// @param name as its framework calls it
/// @param outcome how it ended
/// @param file the file of the program in which it went wrong; empty if nothing did, or nobody
///   knows
/// @param line the line there, from 1; 0 if not known
/// @param message what went wrong, or why it was skipped
public record TestResult(String name, Outcome outcome, String file, int line, String message) {
  /// Hides secrets, as findings do.
  public TestResult {
    name = Secrets.hidden(name);
    message = Secrets.hidden(message);
  }

  /// How a test ends.
  public enum Outcome {
    PASSED,
    /// What it checks is not as it says.
    FAILED,
    /// Something else than a check kept it from its end.
    ERROR,
    SKIPPED;

    /// The word for it, in documents and in the notes of our scripts.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static TestResult passed(String name) {
    return new TestResult(name, Outcome.PASSED, "", 0, "");
  }

  static TestResult skipped(String name, String why) {
    return new TestResult(name, Outcome.SKIPPED, "", 0, why);
  }

  /// The same, its file by another name.
  public TestResult in(String place) {
    return new TestResult(name, outcome, place, line, message);
  }

  /// Whether it counts against the program.
  public boolean wrong() {
    return outcome == Outcome.FAILED || outcome == Outcome.ERROR;
  }
}
