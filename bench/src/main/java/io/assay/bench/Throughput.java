package io.assay.bench;

import io.assay.language.Language;
import io.assay.language.Toolchain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Hello world as often as all processors together can: one caller a processor, each starting the
/// next run when one has ended.
final class Throughput {
  static final String HEAD =
      """
      | hello world, all processors busy | way | runs a second | bare = 1 |
      | --- | --- | ---: | ---: |\
      """;

  private static final int CALLERS = Runtime.getRuntime().availableProcessors();

  /// Of each way, the one in the middle counts.
  private static final int TURNS = 3;

  /// Every so manieth run of ours is a witness.
  private static final int WITNESS = 10;

  private final Workshop workshop;
  private final Size size;
  private final Witnesses witnesses;

  Throughput(Workshop workshop, Size size, Witnesses witnesses) {
    this.workshop = workshop;
    this.size = size;
    this.witnesses = witnesses;
  }

  /// One caller's next run.
  @FunctionalInterface
  private interface Next {
    void run() throws IOException, InterruptedException;
  }

  /// The rows of a language.
  List<String> measure(Language language) throws IOException, InterruptedException {
    Optional<Toolchain> found = workshop.toolchain(language);
    if (found.isEmpty()) {
      return List.of();
    }
    System.err.println("bench: throughput, " + language.name());
    Toolchain tools = found.get();
    String ending = "." + language.extensions().getFirst();
    Path hello = workshop.example("hello" + ending);
    Path witness = workshop.program("witness" + ending);
    Map<String, List<Next>> ways = new LinkedHashMap<>();
    List<Starter> starters = new ArrayList<>();
    try {
      for (int i = 0; i < CALLERS; i++) {
        Starter starter = workshop.starter();
        starters.add(starter);
        List<String> bare = BareTools.command(language, tools, hello);
        add(ways, "bare tool", () -> starter.start(hello.resolveSibling(""), bare));
        if (language.equals(Language.PYTHON)) {
          add(ways, "bare fork of a started one", () -> starter.fork(hello));
        }
        add(
            ways,
            "library, nothing started",
            () -> workshop.library().runCold(language, tools, hello));
        add(ways, "library", warm(language, hello, witness));
      }
      return rows(language, ways);
    } finally {
      starters.forEach(Starter::close);
    }
  }

  private static void add(Map<String, List<Next>> ways, String name, Next next) {
    ways.computeIfAbsent(name, _ -> new ArrayList<>()).add(next);
  }

  private Next warm(Language language, Path hello, Path witness) {
    int[] count = {0};
    return () -> {
      boolean asked = ++count[0] % WITNESS == 0;
      Sample sample = workshop.library().run(language, asked ? witness : hello);
      if (asked) {
        witnesses.hear("throughput", sample.stdout());
      }
    };
  }

  private List<String> rows(Language language, Map<String, List<Next>> ways)
      throws IOException, InterruptedException {
    Map<String, Series> all = new LinkedHashMap<>();
    for (int turn = 0; turn < TURNS; turn++) {
      for (var way : ways.entrySet()) {
        all.computeIfAbsent(way.getKey(), _ -> new Series()).add(milliRate(way.getValue()));
      }
    }
    List<String> rows = new ArrayList<>();
    double bare = 0;
    for (var way : all.entrySet()) {
      double rate = way.getValue().median() / 1e3;
      bare = bare == 0 ? rate : bare;
      rows.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.1f | %.2f |",
              language.name(),
              way.getKey(),
              rate,
              rate / bare));
    }
    return rows;
  }

  /// Thousandths of a run a second.
  private long milliRate(List<Next> callers) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    long end = begin + Duration.ofSeconds(size.seconds()).toNanos();
    List<Callable<Long>> work = new ArrayList<>();
    for (Next caller : callers) {
      work.add(() -> {
        long runs = 0;
        for (; System.nanoTime() < end; runs++) {
          caller.run();
        }
        return runs;
      });
    }
    long runs = Together.all(work).stream().mapToLong(Long::longValue).sum();
    return (long) (runs * 1e12 / (System.nanoTime() - begin));
  }
}
