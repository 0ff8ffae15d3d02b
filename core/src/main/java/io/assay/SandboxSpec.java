package io.assay;

import java.util.Set;

/// What a sandbox is to be.
///
/// @param template what it starts from
/// @param limits the most it may consume
/// @param required guarantees without which it must not start, beside those that always hold and
///   those that go with a limit the caller asked for
public record SandboxSpec(Template template, Limits limits, Set<Guarantee> required) {
  /// Copies the guarantees.
  public SandboxSpec {
    required = Set.copyOf(required);
  }
}
