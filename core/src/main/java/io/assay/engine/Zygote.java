package io.assay.engine;

import io.assay.Ahead;
import io.assay.SandboxException;
import io.assay.SandboxSpec;
import io.assay.isolation.Family;
import io.assay.isolation.Nest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// A program started ahead that forks, in a sandbox of its own, and the sandboxes it has forked
/// into. It ends with the last of them once it is retired, because they would end with it.
final class Zygote {
  /// Forks have in common what a start decides by chance, such as the order of sets: after so many
  /// there is to be another zygote.
  private static final int MOST_FORKS = 250;

  /// For the first fork, before which it loads what it is to have loaded. The cell waits a minute
  /// for it, and then says so.
  private static final Duration LOADING = Duration.ofMinutes(1).plus(Frames.ANSWER);

  private final LocalSandboxes local;
  private final LocalSandbox sandbox;
  private final Family family;
  private final Ahead ahead;
  private final AtomicInteger forks = new AtomicInteger();

  /// Whoever needs it: its sandboxes, and as long as it is not retired its owner.
  private final AtomicInteger needed = new AtomicInteger(1);

  private Zygote(LocalSandboxes local, LocalSandbox sandbox, Nest nest, Ahead ahead) {
    this.local = local;
    this.sandbox = sandbox;
    this.family = sandbox.family(nest);
    this.ahead = ahead;
  }

  /// Starts one.
  ///
  /// @param spec what its sandbox is to be
  /// @throws SandboxException if it cannot be
  static Zygote start(LocalSandboxes local, SandboxSpec spec, Ahead ahead)
      throws InterruptedException {
    Nest nest = local.isolation().nest();
    LocalSandbox sandbox = local.local(spec, new Family.Zygote(nest));
    try {
      sandbox.park(ahead);
      return new Zygote(local, sandbox, nest, ahead);
    } catch (InterruptedException | RuntimeException e) {
      sandbox.close();
      throw e;
    }
  }

  /// Whether there should be another one by now.
  boolean isOld() {
    return forks.get() >= MOST_FORKS;
  }

  /// A fresh sandbox of `spec` with a fork in it that waits for its order.
  ///
  /// @throws SandboxException if the zygote or its sandbox has ended, or cannot fork
  LocalSandbox fork(SandboxSpec spec) throws InterruptedException {
    if (needed.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
      throw SandboxException.us("the zygote of " + spec.template().name() + " has ended", null);
    }
    Duration patience = forks.getAndIncrement() == 0 ? LOADING : Frames.ANSWER;
    LocalSandbox made = null;
    try {
      made = local.local(spec, family);
      made.afterwards(this::release);
      made.take(ahead, patience);
      return made;
    } catch (InterruptedException | RuntimeException e) {
      if (made == null) {
        release();
      } else {
        made.close();
      }
      throw e;
    }
  }

  /// Has it end once no sandbox needs it.
  void retire() {
    release();
  }

  private void release() {
    if (needed.decrementAndGet() == 0) {
      sandbox.close();
    }
  }
}
