package io.assay.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/// Whether one of this host's processors has had nothing to do in the last moment, whoever it is
/// that keeps the others busy. Asked again and again, it looks once a moment.
final class Idleness implements BooleanSupplier {
  /// A moment: several ticks of the clock by which the kernel counts.
  static final Duration WINDOW = Duration.ofMillis(100);

  /// A look that is older says nothing of now.
  private static final Duration OLD = Duration.ofMillis(300);

  private static final Path STAT = Path.of("/proc/stat");
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private long at = System.nanoTime() - OLD.toNanos();
  private long[] before = new long[2];
  private boolean idle;

  @Override
  public synchronized boolean getAsBoolean() {
    long since = System.nanoTime() - at;
    if (since < WINDOW.toNanos()) {
      return idle;
    }
    long[] now = idleAndAll();
    // Ticks of all processors: one of them idle all the time is its share of them.
    idle = since < OLD.toNanos() && PROCESSORS * (now[0] - before[0]) >= 0.8 * (now[1] - before[1]);
    at = System.nanoTime();
    before = now;
    return idle;
  }

  /// The ticks of all processors that were idle or waited for a disk, and all of them, as proc(5)
  /// has them: `cpu user nice system idle iowait irq softirq steal …`. Where nobody can tell, they
  /// are idle.
  private static long[] idleAndAll() {
    try {
      long[] ticks =
          Arrays.stream(Files.readString(STAT).lines().findFirst().orElse("").split(" +"))
              .skip(1)
              .limit(8)
              .mapToLong(Long::parseLong)
              .toArray();
      return ticks.length < 5
          ? new long[2]
          : new long[] {ticks[3] + ticks[4], Arrays.stream(ticks).sum()};
    } catch (IOException | NumberFormatException e) {
      return new long[2];
    }
  }
}
