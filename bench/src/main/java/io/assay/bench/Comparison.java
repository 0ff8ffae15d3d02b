package io.assay.bench;

import io.assay.language.Language;
import io.assay.language.Toolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// A program by several ways, in turns: whatever else the machine does meanwhile meets all of them.
final class Comparison {
  static final String HEAD =
      """
      | program | way | p50 ms | p99 ms | p50, bare = 1 | CPU ms | peak MiB | runs |
      | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\
      """;

  /// Before each run: until what is made ready for it is there.
  static final Duration PAUSE = Duration.ofMillis(50);

  /// Until nothing is left to be done of any run.
  static final Duration SETTLED = Duration.ofMillis(500);

  /// Turns before anything counts: caches are filled, pools are stocked, the JVM has compiled.
  private static final int WARM_UP = 5;

  /// Bare runs that take longer are done less often.
  private static final int SLOW_MS = 150;

  /// Runs of the series that processor time is counted over.
  private static final int MOST_CPU_RUNS = 100;

  /// Those that differ in more than how they start.
  private static final Set<String> WITHOUT_A_START =
      Set.of(
          "bare tool",
          "bare fork of a started one",
          "bubblewrap",
          "library, nothing started",
          "library");

  private final Workshop workshop;
  private final Size size;
  private final Witnesses witnesses;

  Comparison(Workshop workshop, Size size, Witnesses witnesses) {
    this.workshop = workshop;
    this.size = size;
    this.witnesses = witnesses;
  }

  /// What one way came to.
  private record Measured(Way way, Series wall, Series cpu, Series peak) {
    Measured(Way way) {
      this(way, new Series(), new Series(), new Series());
    }

    void run(Path file, String expected) throws IOException, InterruptedException {
      Sample sample = way.run().run(file);
      if (!sample.stdout().equals(expected)) {
        throw new IllegalStateException(
            "%s printed '%s' by %s, expected '%s'"
                .formatted(file, sample.stdout(), way.name(), expected));
      }
      wall.add(sample.wallNanos());
      cpu.add(sample.cpuNanos());
      peak.add(sample.peakBytes());
    }
  }

  /// The rows of hello world in a language.
  List<String> hello(Language language, Toolchain tools) throws IOException, InterruptedException {
    String ending = language.extensions().getFirst();
    String witness = "witness." + ending;
    return measure(
        "hello, " + language.name(),
        workshop.example("hello." + ending),
        workshop.ways(language, tools),
        Files.exists(workshop.programs().resolve(witness))
            ? Optional.of(workshop.program(witness))
            : Optional.empty());
  }

  /// The rows of a Python program of `bench/programs/`.
  List<String> python(String label, String name, Toolchain tools)
      throws IOException, InterruptedException {
    return measure(
        label,
        workshop.program(name),
        workshop.ways(Language.PYTHON, tools).stream()
            .filter(way -> WITHOUT_A_START.contains(way.name()))
            .toList(),
        Optional.empty());
  }

  /// The rows of a program.
  ///
  /// @param ways the first is what the others are compared with
  /// @param witness what finds out whether two runs share a sandbox
  List<String> measure(String label, Path file, List<Way> ways, Optional<Path> witness)
      throws IOException, InterruptedException {
    System.err.println("bench: " + label);
    String expected = ways.getFirst().run().run(file).stdout();
    List<Measured> warmUp = ways.stream().map(Measured::new).toList();
    for (int i = 0; i < WARM_UP; i++) {
      turn(warmUp, file, expected);
    }
    boolean slow = warmUp.getFirst().wall().median() > SLOW_MS * 1_000_000L;
    List<Measured> all = ways.stream().map(Measured::new).toList();
    List<Measured> order = new ArrayList<>(all);
    Random chance = new Random(1);
    for (int i = 0; i < (slow ? size.slow() : size.fast()); i++) {
      Collections.shuffle(order, chance);
      turn(order, file, expected);
      if (witness.isPresent()) {
        witness(label, witness.get(), order);
      }
    }
    long bare = all.getFirst().wall().median();
    List<String> rows = new ArrayList<>();
    for (Measured measured : all) {
      rows.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.2f | %.2f | %.2f | %.1f | %.1f | %d |",
              label,
              measured.way().name(),
              measured.wall().median() / 1e6,
              measured.wall().percentile(99) / 1e6,
              (double) measured.wall().median() / bare,
              cpuNanos(measured, file) / 1e6,
              measured.peak().median() / 1048576.0,
              measured.wall().size()));
    }
    return rows;
  }

  /// One run by every way.
  private static void turn(List<Measured> ways, Path file, String expected)
      throws IOException, InterruptedException {
    for (Measured measured : ways) {
      Thread.sleep(PAUSE);
      measured.run(file, expected);
    }
  }

  /// A witness by every way that promises a fresh sandbox.
  private void witness(String label, Path file, List<Measured> ways)
      throws IOException, InterruptedException {
    for (Measured measured : ways) {
      Way way = measured.way();
      if (way.sandboxed()) {
        witnesses.hear(label + ", " + way.name(), way.run().run(file).stdout());
      }
    }
  }

  /// Processor time of a run with all that works for it: what is made ready for the next one, too.
  private static double cpuNanos(Measured measured, Path file)
      throws IOException, InterruptedException {
    Way way = measured.way();
    if (!way.sandboxed()) {
      return (double) measured.cpu().sum() / measured.cpu().size();
    }
    int runs = Math.min(measured.wall().size(), MOST_CPU_RUNS);
    Thread.sleep(SETTLED);
    long before = Processes.machineNanos();
    for (int i = 0; i < runs; i++) {
      way.run().run(file);
    }
    Thread.sleep(SETTLED);
    return (double) (Processes.machineNanos() - before) / runs;
  }
}
