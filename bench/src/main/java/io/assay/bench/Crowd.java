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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

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
  private static final List<String> ECHO = List.of("/bin/echo", "1");

  private static final Command ANSWER = Command.of(ECHO.getFirst(), ECHO.getLast());

  /// The kernel's own making of what a sandbox has, but for its mounts, limits and filter.
  private static final List<String> UNSHARED =
      Stream.concat(
              Stream.of(
                  "/usr/bin/unshare",
                  "--map-root-user",
                  "--mount",
                  "--pid",
                  "--net",
                  "--ipc",
                  "--uts",
                  "--cgroup",
                  "--fork"),
              ECHO.stream())
          .toList();

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
    turns(WARM_UP, Duration.ZERO);
    Turns rarely = turns(size.fast(), Comparison.PAUSE);
    Turns often = turns(size.fast(), Duration.ZERO);
    List<String> rows = new ArrayList<>();
    rows.add(row("created now and then, until a command's first output, ms", rarely.whole()));
    rows.add(row("of it, until it can be used", rarely.open()));
    rows.add(row("of it, until the command has been started", rarely.start()));
    rows.add(row("of it, until its output is there", rarely.output()));
    rows.add(row("bare `/bin/echo`, in turns with these, until it has ended", rarely.bare()));
    rows.add(row("created one after the other, until a command's first output", often.whole()));
    rows.addAll(atOnce());
    rows.add(idle());
    return rows;
  }

  /// Sandboxes that were created one at a time, by their stages, and a bare command in turns with
  /// them.
  private record Turns(Series whole, Series open, Series start, Series output, Series bare) {}

  private Turns turns(int count, Duration pause) throws IOException, InterruptedException {
    Turns all = new Turns(new Series(), new Series(), new Series(), new Series(), new Series());
    for (int i = 0; i < count; i++) {
      Thread.sleep(pause);
      long begin = System.nanoTime();
      try (Sandbox sandbox = sandboxes.open(spec)) {
        long opened = System.nanoTime();
        try (Execution execution = sandbox.start(ANSWER)) {
          long started = System.nanoTime();
          first(execution);
          long answered = System.nanoTime();
          all.open().add(opened - begin);
          all.start().add(started - opened);
          all.output().add(answered - started);
          all.whole().add(answered - begin);
        }
      }
      if (!pause.isZero()) {
        Thread.sleep(pause);
        all.bare().add(workshop.start(Path.of("/"), ECHO).wallNanos());
      }
    }
    return all;
  }

  private List<String> atOnce() throws IOException, InterruptedException {
    Series wall = new Series();
    Series cpu = new Series();
    Series ours = new Series();
    List<Bare> floors = new ArrayList<>();
    floors.add(new Bare("`/bin/echo`, as many at once, started by one process", ECHO));
    if (Files.isExecutable(Path.of(UNSHARED.getFirst()))) {
      floors.add(new Bare("`unshare`, with as many kinds of namespaces", UNSHARED));
    }
    for (int i = -1; i < CROWDS; i++) {
      Thread.sleep(Comparison.SETTLED);
      Answered answered = crowd();
      for (Bare floor : floors) {
        Thread.sleep(Comparison.SETTLED);
        take(floor, i >= 0);
      }
      if (i >= 0) {
        answered.nanos().forEach(wall::add);
        cpu.add(answered.cpuNanos() / AT_ONCE);
        ours.add(answered.ownNanos() / AT_ONCE);
      }
    }
    List<String> rows = new ArrayList<>();
    rows.add(row(AT_ONCE + " created at once, until each one's first output, ms", wall));
    floors.forEach(it -> rows.add(row("bare " + it.what() + ", the same", it.wall())));
    rows.add(row("processor time of each sandbox by then, ms", cpu));
    rows.add(row("of it, of this JVM", ours));
    floors.forEach(it -> rows.add(row("of each bare " + it.what(), it.cpu())));
    return rows;
  }

  /// A bare command, as many at once as sandboxes.
  private record Bare(String what, List<String> command, Series wall, Series cpu) {
    Bare(String what, List<String> command) {
      this(what, command, new Series(), new Series());
    }
  }

  private void take(Bare bare, boolean counts) throws IOException {
    long before = Processes.machineNanos();
    Sample sample = workshop.crowd(AT_ONCE, bare.command());
    long used = Processes.machineNanos() - before;
    if (counts) {
      sample.stdout().lines().mapToLong(Long::parseLong).forEach(bare.wall()::add);
      bare.cpu().add(used / AT_ONCE);
    }
  }

  /// What came of [#AT_ONCE] sandboxes.
  ///
  /// @param nanos after how many each of them gave its first output
  /// @param cpuNanos processor time of the whole machine until all had
  /// @param ownNanos of it, this JVM's
  private record Answered(List<Long> nanos, long cpuNanos, long ownNanos) {}

  private Answered crowd() throws IOException, InterruptedException {
    ConcurrentLinkedQueue<Sandbox> open = new ConcurrentLinkedQueue<>();
    try {
      long before = Processes.machineNanos();
      long own = Processes.ownNanos();
      long begin = System.nanoTime();
      Callable<Long> one =
          () -> {
            Sandbox sandbox = sandboxes.open(spec);
            open.add(sandbox);
            answer(sandbox);
            return System.nanoTime() - begin;
          };
      List<Long> nanos = Together.all(Collections.nCopies(AT_ONCE, one));
      return new Answered(nanos, Processes.machineNanos() - before, Processes.ownNanos() - own);
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
      first(execution);
    }
  }

  private static void first(Execution execution) throws InterruptedException {
    if (execution.next() == null) {
      throw new IllegalStateException("a sandbox answered " + execution.outcome());
    }
  }
}
