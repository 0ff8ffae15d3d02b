package io.assay;

import java.util.Optional;

/// What running a program came to.
///
/// @param language the language's name
/// @param template the template's name
/// @param digest the template's digest
/// @param compile the compile step, for languages that have one
/// @param run the program itself; empty if it did not compile, or was only to be compiled
public record RunResult(
    String language,
    String template,
    String digest,
    Optional<StepResult> compile,
    Optional<StepResult> run) {
  /// The step that says how it ended: the program, or the compiler that refused it.
  public StepResult last() {
    return run.or(() -> compile)
        .orElseThrow(() -> new IllegalStateException("a run has at least one step"));
  }

  /// Whether the program compiled, ran and ended with status 0.
  public boolean succeeded() {
    return run.isPresent() && run.get().outcome().succeeded();
  }

  /// What the program printed, as text.
  public String stdout() {
    return run.map(step -> step.stdout().text()).orElse("");
  }
}
