package io.assay;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// The guarantees in force for one sandbox, each with the means that enforces it (`memory-limit` ->
/// `cgroup v2 memory.max`). A guarantee that is absent was not enforced.
///
/// @param means what enforces each guarantee
/// @param bestEffort those of `means` that are watched from outside and may be overstepped for a
///   moment
public record Isolation(Map<Guarantee, String> means, Set<Guarantee> bestEffort) {
  /// Copies both.
  public Isolation {
    means = Collections.unmodifiableMap(new EnumMap<>(means));
    bestEffort = Set.copyOf(bestEffort);
  }

  /// Whether `guarantee` holds without exception.
  public boolean holds(Guarantee guarantee) {
    return means.containsKey(guarantee) && !bestEffort.contains(guarantee);
  }
}
