package io.assay.acceptance.soak;

import io.assay.Assay;
import io.assay.acceptance.Product;
import io.assay.acceptance.engine.Resident;
import io.assay.acceptance.soak.Held.Amount;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Has the library and the resident engine do everything for a long time, and looks whether
/// anything grows.
final class Soak {
  private static final int DEFAULT_MINUTES = 120;

  /// What is ready and nobody asks for is taken away after a minute.
  private static final Duration REST = Duration.ofSeconds(90);

  private Soak() {}

  /// @param length how long it takes all in all
  /// @param looks how often it is looked what is held, evenly
  /// @param rest how long nothing runs before each look
  /// @param perSecond runs started in a second, between the looks
  /// @param ready how many sandboxes may be ready after that rest
  record Pace(Duration length, int looks, Duration rest, double perSecond, long ready) {}

  /// What came of it.
  ///
  /// @param runs how many there were, with how many of each kind
  /// @param failures runs that came to something else than they always do
  record Result(int runs, String kinds, List<String> failures, Growth growth) {}

  public static void main(String[] arguments) throws Exception {
    int minutes = arguments.length == 0 ? DEFAULT_MINUTES : Integer.parseInt(arguments[0]);
    if (minutes < 20) {
      throw new IllegalArgumentException(
          "a soak of %d minutes shows nothing; 20 are the least".formatted(minutes));
    }
    Path folder = Files.createTempDirectory("assay-soak");
    Pace pace = new Pace(Duration.ofMinutes(minutes), Math.max(8, minutes / 5), REST, 1, 0);
    try {
      Result result = run(folder, pace, System.nanoTime(), System.err);
      System.out.printf("%d runs in %d minutes:%n%s%n", result.runs(), minutes, result.kinds());
      System.out.println(result.growth().table());
      result.failures().forEach(failure -> System.out.println("FAILED: " + failure));
      System.exit(result.failures().isEmpty() && result.growth().found().isEmpty() ? 0 : 1);
    } finally {
      remove(folder);
    }
  }

  /// @param folder where the product lies meanwhile
  /// @param progress is told of each look, a line each
  static Result run(Path folder, Pace pace, long seed, PrintStream progress) throws Exception {
    Path state = Path.of(Product.environment().get("ASSAY_HOME"));
    Files.createDirectories(state);
    Resident resident = new Resident(folder, state);
    // That of a soak which was killed is of another build, and of another past.
    resident.end();
    // Whatever happens it ends by itself.
    resident.start("10m");
    progress.println("soak: seed " + seed);
    List<Held> looks = new ArrayList<>();
    try (Assay assay = Assay.start(state, line -> progress.println("soak: " + line))) {
      Load load = new Load(assay, resident, seed);
      load.begin();
      long start = System.nanoTime();
      long every = pace.length().toNanos() / pace.looks();
      long between = (long) (1e9 / pace.perSecond());
      for (int look = 1; look <= pace.looks(); look++) {
        long rest = start + look * every - pace.rest().toNanos();
        while (System.nanoTime() < rest) {
          load.next();
          Thread.sleep(Duration.ofNanos(between));
        }
        load.settle();
        Thread.sleep(pace.rest());
        Held held = Held.now(resident.process(), state);
        looks.add(held);
        progress.printf(
            "soak: look %d, %d failures: %s%n", look, load.failures().size(), line(held));
      }
      int runs = load.counts().values().stream().mapToInt(Integer::intValue).sum();
      String kinds =
          load.counts().entrySet().stream()
              .map(it -> "  %5d %s".formatted(it.getValue(), it.getKey()))
              .collect(Collectors.joining("\n"));
      return new Result(runs, kinds, load.failures(), new Growth(looks, pace.ready()));
    } finally {
      resident.end();
    }
  }

  private static String line(Held held) {
    return Stream.of(Amount.values())
        .map(amount -> amount.name().toLowerCase(java.util.Locale.ROOT) + " " + held.of(amount))
        .collect(Collectors.joining(", "));
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
