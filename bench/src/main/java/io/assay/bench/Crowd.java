package io.assay.bench;

import io.assay.Command;
import io.assay.Execution;
import io.assay.Limits;
import io.assay.Sandbox;
import io.assay.SandboxSpec;
import io.assay.Sandboxes;
import io.assay.Template;
import io.assay.language.Language;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Sandboxes themselves, with the Python template: how soon they answer, and what they hold.
final class Crowd {
  static final String HEAD =
      """
      | sandboxes | p50 | p99 |
      | --- | ---: | ---: |\
      """;

  private static final int AT_ONCE = 100;

  /// How often so many are created, after a first time that does not count.
  private static final int CROWDS = 5;

  /// The first ones are the virtual machine's own start.
  private static final int WARM_UP = 10;

  /// Its output is the first that a sandbox gives.
  private static final Command ANSWER = Command.of("/bin/echo", "1");

  private final Workshop workshop;
  private final Sandboxes sandboxes;
  private final SandboxSpec spec;
  private final Size size;

  Crowd(Workshop workshop, Size size) throws InterruptedException {
    this.workshop = workshop;
    this.sandboxes = workshop.assay().sandboxes();
    Template template = workshop.assay().template(List.of(Language.PYTHON));
    this.spec = new SandboxSpec(template, Limits.DEFAULT, Set.of());
    this.size = size;
  }

  /// The rows.
  List<String> measure() throws IOException, InterruptedException {
    System.err.println("bench: sandboxes");
    oneByOne(WARM_UP, Duration.ZERO);
    List<String> rows = new ArrayList<>();
    rows.add(
        row(
            "created now and then, until a command's first output, ms",
            oneByOne(size.fast(), Comparison.PAUSE)));
    rows.add(row("created one after the other, the same", oneByOne(size.fast(), Duration.ZERO)));
    rows.addAll(atOnce());
    rows.add(idle());
    return rows;
  }

  private Series oneByOne(int count, Duration pause) throws InterruptedException {
    Series wall = new Series();
    for (int i = 0; i < count; i++) {
      Thread.sleep(pause);
      long begin = System.nanoTime();
      try (Sandbox sandbox = sandboxes.open(spec)) {
        answer(sandbox);
        wall.add(System.nanoTime() - begin);
      }
    }
    return wall;
  }

  private List<String> atOnce() throws IOException, InterruptedException {
    Series wall = new Series();
    Series cpu = new Series();
    for (int i = -1; i < CROWDS; i++) {
      Thread.sleep(Comparison.SETTLED);
      Answered answered = crowd();
      if (i >= 0) {
        answered.nanos().forEach(wall::add);
        cpu.add(answered.cpuNanos() / AT_ONCE);
      }
    }
    return List.of(
        row(AT_ONCE + " created at once, until each one's first output, ms", wall),
        row("processor time of each of these by then, ms", cpu));
  }

  /// What came of [#AT_ONCE] sandboxes.
  ///
  /// @param nanos after how many each of them gave its first output
  /// @param cpuNanos processor time of the whole machine until all had
  private record Answered(List<Long> nanos, long cpuNanos) {}

  private Answered crowd() throws IOException, InterruptedException {
    ConcurrentLinkedQueue<Sandbox> open = new ConcurrentLinkedQueue<>();
    try {
      long before = Processes.machineNanos();
      long begin = System.nanoTime();
      Callable<Long> one =
          () -> {
            Sandbox sandbox = sandboxes.open(spec);
            open.add(sandbox);
            answer(sandbox);
            return System.nanoTime() - begin;
          };
      List<Long> nanos = Together.all(Collections.nCopies(AT_ONCE, one));
      return new Answered(nanos, Processes.machineNanos() - before);
    } finally {
      open.forEach(Sandbox::close);
    }
  }

  private static String row(String what, Series wall) {
    return String.format(
        Locale.ROOT, "| %s | %.2f | %.2f |", what, wall.median() / 1e6, wall.percentile(99) / 1e6);
  }

  private String idle() throws IOException, InterruptedException {
    List<Sandbox> open = new ArrayList<>();
    try {
      long share = workshop.sandboxBytes();
      long available = Processes.available();
      for (int i = 0; i < size.crowd(); i++) {
        Sandbox sandbox = sandboxes.open(spec);
        open.add(sandbox);
        answer(sandbox);
      }
      share = workshop.sandboxBytes() - share;
      available -= Processes.available();
      return String.format(
          Locale.ROOT,
          "| %d idle ones: MiB each of their processes, and of the whole machine | %.2f | %.2f |",
          size.crowd(),
          share / 1048576.0 / size.crowd(),
          available / 1048576.0 / size.crowd());
    } finally {
      open.forEach(Sandbox::close);
    }
  }

  private static void answer(Sandbox sandbox) throws InterruptedException {
    try (Execution execution = sandbox.start(ANSWER)) {
      if (execution.next() == null) {
        throw new IllegalStateException("a sandbox answered " + execution.outcome());
      }
    }
  }
}
