package io.assay.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// A line at the end of stderr that says how far something is, drawn again and again while it
/// lasts. Only a terminal has one.
final class StatusLine implements AutoCloseable {
  private static final Duration REDRAWN = Duration.ofMillis(200);
  private static final String CLEAR = "\r\u001b[K";

  private final Console console;
  private final PrintWriter err;
  private final Supplier<String> text;
  private final ReentrantLock lock = new ReentrantLock();
  private final Thread painter;
  private volatile boolean closed;

  /// @param text what it says now; empty for nothing
  StatusLine(Console console, Supplier<String> text) {
    this.console = console;
    this.err = console.errWriter();
    this.text = text;
    this.painter = Thread.ofVirtual().name("progress").unstarted(this::paint);
    if (console.errColours()) {
      painter.start();
    }
  }

  /// Says a line of our own, which the line that changes does not get into.
  void say(String line) {
    above(() -> console.say(line));
  }

  /// Has something printed where the line stands.
  void above(Runnable printing) {
    lock.lock();
    try {
      show("");
      printing.run();
    } finally {
      lock.unlock();
    }
  }

  /// Draws no more.
  @Override
  public void close() {
    above(() -> closed = true);
    painter.interrupt();
  }

  private void paint() {
    try {
      while (true) {
        show(text.get());
        Thread.sleep(REDRAWN);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(String line) {
    if (console.errColours()) {
      lock.lock();
      try {
        if (!closed) {
          err.print(CLEAR + line);
          err.flush();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
