package io.assay;

import java.util.Optional;
import java.util.Set;

/// What a sandbox is to be.
///
/// @param template what it starts from
/// @param limits the most it may consume
/// @param required guarantees without which it must not start, beside those that always hold and
///   those that go with a limit the caller asked for
/// @param ahead what may have been started in it already, which nobody is told but by
///   [Outcome#warm()]
public record SandboxSpec(
    Template template, Limits limits, Set<Guarantee> required, Optional<Ahead> ahead) {
  /// Copies the guarantees.
  public SandboxSpec {
    required = Set.copyOf(required);
  }

  /// A sandbox in which nothing has been started.
  public SandboxSpec(Template template, Limits limits, Set<Guarantee> required) {
    this(template, limits, required, Optional.empty());
  }
}
