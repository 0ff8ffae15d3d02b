package io.assay;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// How an execution ended, as the kernel says it, and what it consumed: a fact, never a judgement.
///
/// @param end the way it ended
/// @param usage what it consumed
/// @param limitsHit every limit it met, whatever the end was: a `fork` that failed with EAGAIN, a
///   write with ENOSPC
/// @param isolation the guarantees that were in force
/// @param warm whether the program had been started ahead of its order
public record Outcome(
    End end, Usage usage, Set<Limit> limitsHit, Isolation isolation, boolean warm) {
  /// Copies the limits.
  public Outcome {
    EnumSet<Limit> hit = EnumSet.noneOf(Limit.class);
    hit.addAll(limitsHit);
    limitsHit = Collections.unmodifiableSet(hit);
  }

  /// Whether the program ended by itself with status 0.
  public boolean succeeded() {
    return end instanceof Exited(var code) && code == 0;
  }

  /// The four ways an execution ends.
  public sealed interface End {
    /// A sentence on it: `it ended with status 1`.
    default String sentence() {
      return switch (this) {
        case Exited(int code) -> "it ended with status " + code;
        case Signalled signal -> "signal " + signal.told() + " ended it";
        case LimitReached(Limit limit) -> "it met its " + limit.word() + " limit";
        case Cancelled _ -> "it was cancelled";
      };
    }
  }

  /// The program ended by itself.
  ///
  /// @param code its exit status, 0 to 255
  public record Exited(int code) implements End {}

  /// A signal that we did not send ended the program.
  ///
  /// @param signal the signal's number
  public record Signalled(int signal) implements End {
    /// The signal's name, `SIGSEGV`; empty where it has none.
    public String name() {
      return Signals.name(signal);
    }

    /// The signal as people are told of it: `11 (SIGSEGV)`.
    public String told() {
      return name().isEmpty() ? Integer.toString(signal) : signal + " (" + name() + ")";
    }
  }

  /// We ended the program because it met a limit.
  public record LimitReached(Limit limit) implements End {}

  /// The caller ended the program.
  public record Cancelled() implements End {}
}
