package io.assay.cli;

import io.assay.Assay;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// An engine that starts while it is still being found out what it is to do: both take a while, and
/// none needs the other.
final class Starting implements AutoCloseable {
  private final CompletableFuture<Assay> engine;
  private boolean taken;

  private Starting(CompletableFuture<Assay> engine) {
    this.engine = engine;
  }

  /// One that starts now.
  static Starting now(Supplier<Assay> start) {
    return new Starting(
        CompletableFuture.supplyAsync(start, Thread.ofPlatform().daemon().name("start")::start));
  }

  /// The engine, once it has started, for whoever is done to close. What kept it from starting is
  /// thrown here.
  Assay take() {
    taken = true;
    return started();
  }

  /// Ends an engine that nobody took.
  @Override
  public void close() {
    if (!taken) {
      try {
        started().close();
      } catch (RuntimeException e) {
        System.getLogger(Starting.class.getName())
            .log(System.Logger.Level.DEBUG, "an engine that nobody needed did not start", e);
      }
    }
  }

  /// Waits however often it is interrupted: what starts is there to be ended, too.
  private Assay started() {
    try {
      return engine.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error bug) {
        throw bug;
      }
      throw (RuntimeException) e.getCause();
    }
  }
}
