package io.assay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Where the time of a Python program goes, by the clock that a sandbox and its host have in
/// common: before its first line, in its own lines, and after the last one.
final class Stages {
  static final String HEAD =
      """
      | program | way | until its first line, p50 ms | its own lines | until its end is known | runs |
      | --- | --- | ---: | ---: | ---: | ---: |\
      """;

  /// Says what time it is.
  private static final String CLOCK = "import time; print(time.monotonic_ns())\n";

  private static final int WARM_UP = 5;

  private final Workshop workshop;
  private final Size size;

  Stages(Workshop workshop, Size size) {
    this.workshop = workshop;
    this.size = size;
  }

  /// The stages of one way.
  private record Measured(Way way, Series before, Series own, Series after) {
    Measured(Way way) {
      this(way, new Series(), new Series(), new Series());
    }
  }

  /// The rows of a program, by every way in turns.
  List<String> measure(String label, Path program, List<Way> ways)
      throws IOException, InterruptedException {
    System.err.println("bench: stages of " + label);
    Path timed = workshop.folder().resolve("timed-" + program.getFileName());
    Files.writeString(timed, CLOCK + Files.readString(program) + "\n" + CLOCK);
    List<Measured> all = ways.stream().map(Measured::new).toList();
    for (int i = -WARM_UP; i < size.fast(); i++) {
      for (Measured measured : all) {
        Thread.sleep(Comparison.PAUSE);
        long begin = System.nanoTime();
        List<String> said = measured.way().run().run(timed).stdout().strip().lines().toList();
        long end = System.nanoTime();
        long first = Long.parseLong(said.getFirst());
        long last = Long.parseLong(said.getLast());
        if (i >= 0) {
          measured.before().add(first - begin);
          measured.own().add(last - first);
          measured.after().add(end - last);
        }
      }
    }
    return all.stream()
        .map(measured ->
            String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f | %.1f | %d |",
                label,
                measured.way().name(),
                measured.before().median() / 1e6,
                measured.own().median() / 1e6,
                measured.after().median() / 1e6,
                measured.own().size()))
        .toList();
  }
}
