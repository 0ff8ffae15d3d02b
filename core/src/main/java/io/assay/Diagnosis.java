package io.assay;

import java.util.List;

/// What trying one thing on this host came to.
///
/// @param kind what kind of thing it is
/// @param name the thing: a guarantee's word, a language's name, `sandbox`
/// @param state whether it holds
/// @param detail by what means it holds, or what is wrong
/// @param remedy the exact way out, in lines to type where there are such; empty if it holds
public record Diagnosis(Kind kind, String name, State state, String detail, String remedy) {
  /// What can be tried.
  public enum Kind {
    /// That a sandbox can be made at all.
    SANDBOX,
    /// A [Guarantee].
    GUARANTEE,
    /// A language's tools.
    LANGUAGE
  }

  /// Whether it holds.
  public enum State {
    /// Without exception.
    HOLDS,
    /// Watched from outside: enough for a default limit, refused where it is asked for.
    WEAK,
    /// Not at all.
    MISSING
  }

  /// What was tried holds.
  public static Diagnosis holds(Kind kind, String name, String means) {
    return new Diagnosis(kind, name, State.HOLDS, means, "");
  }

  /// Whether programs run with every default guarantee: no guarantee is missing, and there is a
  /// language to run them in.
  public static boolean canRun(List<Diagnosis> all) {
    return all.stream().noneMatch(it -> it.kind() != Kind.LANGUAGE && it.state() == State.MISSING)
        && all.stream().anyMatch(it -> it.kind() == Kind.LANGUAGE && it.state() == State.HOLDS);
  }
}
