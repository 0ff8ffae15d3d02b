package io.assay.bench;

import io.assay.language.Language;
import io.assay.language.Toolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/// Many small programs, one after the other: those of a folder with other numbers in them each
/// time, so that none was ever compiled before, neither by us nor by the bare tools.
final class Mixture {
  static final String HEAD =
      """
      | small programs, each new | way | seconds | bare = 1 | turns |
      | --- | --- | ---: | ---: | ---: |\
      """;

  /// Of each language.
  private static final int EACH = 20;

  /// As many as HumanEval has.
  private static final int ASSERTING = 164;

  private final Workshop workshop;
  private final Size size;
  private final Map<Language, Toolchain> toolchains = new LinkedHashMap<>();

  Mixture(Workshop workshop, Size size) throws InterruptedException {
    this.workshop = workshop;
    this.size = size;
    for (Language language : Language.ALL) {
      workshop.toolchain(language).ifPresent(tools -> toolchains.put(language, tools));
    }
  }

  /// A program of one file.
  private record Piece(Language language, Toolchain tools, String name, String text) {}

  /// What takes one piece after the other, in a folder of its own.
  @FunctionalInterface
  private interface Worker {
    Sample take(Piece piece) throws IOException, InterruptedException;
  }

  /// What makes the programs of a turn.
  @FunctionalInterface
  private interface Pieces {
    List<Piece> next(Random chance) throws IOException;
  }

  /// The rows of programs in all languages in no order, by two workers.
  List<String> languages() throws IOException, InterruptedException {
    int all = EACH * toolchains.size();
    return measure(
        "%d in %d languages, 2 workers".formatted(all, toolchains.size()), 2, this::mixed);
  }

  /// The rows of Python programs that check themselves, by one worker and by two.
  List<String> asserting() throws IOException, InterruptedException {
    List<String> rows = new ArrayList<>();
    rows.addAll(measure(ASSERTING + " in Python with asserts, 1 worker", 1, this::asserts));
    rows.addAll(measure(ASSERTING + " in Python with asserts, 2 workers", 2, this::asserts));
    return rows;
  }

  private List<String> measure(String label, int workers, Pieces pieces)
      throws IOException, InterruptedException {
    System.err.println("bench: " + label);
    List<Starter> starters = new ArrayList<>();
    Series bare = new Series();
    Series ours = new Series();
    Random chance = new Random(System.nanoTime());
    try {
      List<Worker> bareWorkers = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        Starter starter = workshop.starter();
        starters.add(starter);
        Path folder = Files.createDirectories(workshop.folder().resolve("worker" + i));
        bareWorkers.add(piece -> bare(starter, folder, piece));
      }
      List<Worker> ourWorkers =
          Collections.nCopies(
              workers,
              piece -> workshop.library().run(piece.language(), piece.name(), piece.text()));
      for (int turn = 0; turn < size.mixtures(); turn++) {
        List<Piece> next = pieces.next(chance);
        Map<Piece, String> expected = new ConcurrentHashMap<>();
        bare.add(work(bareWorkers, next, expected));
        ours.add(work(ourWorkers, next, expected));
      }
    } finally {
      starters.forEach(Starter::close);
    }
    return List.of(row(label, "bare tools", bare, bare), row(label, "library", ours, bare));
  }

  private static String row(String label, String way, Series series, Series bare) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.1f | %.2f | %d |",
        label,
        way,
        series.median() / 1e9,
        (double) series.median() / bare.median(),
        series.size());
  }

  private List<Piece> mixed(Random chance) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    for (Map.Entry<Language, Toolchain> entry : toolchains.entrySet()) {
      Language language = entry.getKey();
      Path path = workshop.mixture(language);
      String file = String.valueOf(path.getFileName());
      String text = Files.readString(path);
      for (int i = 0; i < EACH; i++) {
        pieces.add(new Piece(language, entry.getValue(), file, Workshop.another(text, chance)));
      }
    }
    Collections.shuffle(pieces, chance);
    return pieces;
  }

  private List<Piece> asserts(Random chance) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(workshop.programs().resolve("asserts"))) {
      files = all.sorted().toList();
    }
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < ASSERTING; i++) {
      Path file = files.get(i % files.size());
      pieces.add(
          new Piece(
              Language.PYTHON,
              workshop.python(),
              String.valueOf(file.getFileName()),
              Workshop.another(Files.readString(file), chance)));
    }
    return pieces;
  }

  /// How long all pieces take, in nanoseconds.
  ///
  /// @param expected what was printed by who came first
  private static long work(List<Worker> workers, List<Piece> pieces, Map<Piece, String> expected)
      throws IOException, InterruptedException {
    Queue<Piece> waiting = new ConcurrentLinkedQueue<>(pieces);
    long begin = System.nanoTime();
    List<Callable<Integer>> work = new ArrayList<>();
    for (Worker worker : workers) {
      work.add(() -> {
        int done = 0;
        for (Piece piece = waiting.poll(); piece != null; piece = waiting.poll()) {
          String printed = worker.take(piece).stdout();
          String known = expected.putIfAbsent(piece, printed);
          if (known != null && !known.equals(printed)) {
            throw new IllegalStateException(
                "%s printed '%s', expected '%s'".formatted(piece.name(), printed, known));
          }
          done++;
        }
        return done;
      });
    }
    Together.all(work);
    return System.nanoTime() - begin;
  }

  private static Sample bare(Starter starter, Path folder, Piece piece) throws IOException {
    Path file = Files.writeString(folder.resolve(piece.name()), piece.text());
    Files.createDirectories(folder.resolve("build"));
    return starter.start(folder, BareTools.command(piece.language(), piece.tools(), file));
  }
}
