package io.assay.engine;

import java.time.Duration;

/// Ends a conversation with a cell that does not answer in time, so that nobody waits for ever.
final class Watchdog implements AutoCloseable {
  /// More than the cell allows itself to set a sandbox up.
  static final Duration SET_UP = Duration.ofSeconds(45);

  /// For anything that takes the cell microseconds, on a machine that swaps.
  static final Duration ANSWER = Duration.ofSeconds(30);

  private final Thread waiting;

  private Watchdog(Thread waiting) {
    this.waiting = waiting;
  }

  /// Closes `conversation` after `patience`, unless disarmed before.
  static Watchdog closing(Frames conversation, Duration patience) {
    return new Watchdog(
        Thread.ofVirtual()
            .name("watchdog")
            .start(() -> {
              try {
                Thread.sleep(patience);
                conversation.close();
              } catch (InterruptedException disarmed) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  void disarm() {
    waiting.interrupt();
  }

  @Override
  public void close() {
    disarm();
  }
}
