package io.assay.engine;

import java.time.Duration;

/// Ends a conversation with a cell that does not answer in time, so that nobody waits for ever.
final class Watchdog implements AutoCloseable {
  private final Thread waiting;

  private Watchdog(Thread waiting) {
    this.waiting = waiting;
  }

  /// Does `act` after `patience`, unless closed before.
  static Watchdog after(Duration patience, Runnable act) {
    return new Watchdog(
        Thread.ofVirtual()
            .name("watchdog")
            .start(() -> {
              try {
                Thread.sleep(patience);
                act.run();
              } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  @Override
  public void close() {
    waiting.interrupt();
  }
}
