package io.assay.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/// What a batch came to so far, and who is told of it: on a terminal a line that changes, at the
/// end a summary.
final class Tally {
  private static final int BAR = 24;

  private final OptionalLong total;
  private final long start = System.nanoTime();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final StatusLine status;

  /// What can become of a line.
  enum Kind {
    PASSED("passed"),
    FAILED("failed"),
    RAN("ran with nothing expected"),
    NOT_RUN("could not be run"),
    MALFORMED("malformed"),
    REPEATED("with an id that was there already"),
    DONE_BEFORE("done before");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /// @param total how many lines there are, where it is known
  Tally(Console console, OptionalLong total) {
    this.total = total;
    this.status = new StatusLine(console, this::line);
  }

  void count(Kind kind) {
    lock.lock();
    try {
      counts.merge(kind, 1L, Long::sum);
    } finally {
      lock.unlock();
    }
  }

  long of(Kind kind) {
    lock.lock();
    try {
      return counts.getOrDefault(kind, 0L);
    } finally {
      lock.unlock();
    }
  }

  /// Whether some line has no result of a run.
  boolean incomplete() {
    return of(Kind.NOT_RUN) + of(Kind.MALFORMED) + of(Kind.REPEATED) > 0;
  }

  /// Says a line of our own, which the line that changes does not get into.
  void say(String line) {
    status.say(line);
  }

  /// What all of it came to, in a line.
  String summary() {
    List<String> parts = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      long count = of(kind);
      if (count > 0 || kind == Kind.PASSED || kind == Kind.FAILED) {
        parts.add(count + " " + kind.words);
      }
    }
    return "%s; %d run in %s (%s a second)"
        .formatted(
            String.join(", ", parts), run(), Amount.text(Duration.ofNanos(elapsed())), rate());
  }

  /// Draws no more.
  void finish() {
    status.close();
  }

  private long run() {
    return of(Kind.PASSED) + of(Kind.FAILED) + of(Kind.RAN);
  }

  private long elapsed() {
    return Math.max(1, System.nanoTime() - start);
  }

  private String rate() {
    return String.format(Locale.ROOT, "%.1f", run() * 1e9 / elapsed());
  }

  /// `[######------------------] 250 of 1000 (3 failed), 81.2 a second, 9 s left`.
  private String line() {
    long done = 0;
    for (Kind kind : Kind.values()) {
      done += of(kind);
    }
    String failed = of(Kind.FAILED) > 0 ? " (%d failed)".formatted(of(Kind.FAILED)) : "";
    if (total.isEmpty()) {
      return "%d%s, %s a second".formatted(done, failed, rate());
    }
    long all = Math.max(total.getAsLong(), Math.max(done, 1));
    int full = (int) (BAR * done / all);
    long fresh = done - of(Kind.DONE_BEFORE);
    String left =
        fresh > 0 ? ", %d s left".formatted((all - done) * elapsed() / fresh / 1_000_000_000) : "";
    return "[%s%s] %d of %d%s, %s a second%s"
        .formatted("#".repeat(full), "-".repeat(BAR - full), done, all, failed, rate(), left);
  }
}
