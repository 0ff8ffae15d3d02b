package io.assay.bench;

import io.assay.language.Language;
import io.assay.language.Toolchain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Measures, and prints what came of it as Markdown on stdout; progress goes to stderr.
public final class Main {
  private static final String DATA = "imports numpy and pandas";
  private static final String FLOWER = "one prediction of a trained model";

  private Main() {}

  /// Measures the tables that are asked for.
  ///
  /// @param arguments the checkout, then `--quick` for fewer runs, and names of [Table]s; none is
  ///   all of them
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(arguments));
    Path checkout = Path.of(words.removeFirst());
    Size size = words.remove("--quick") ? Size.QUICK : Size.FULL;
    Set<Table> tables = EnumSet.noneOf(Table.class);
    for (String word : words) {
      Optional<Table> table = Table.of(word);
      if (table.isEmpty()) {
        System.err.printf(
            "bench: '%s' is no table; expected --quick, or some of: %s%n",
            word, String.join(" ", Table.words()));
        System.exit(64);
      }
      tables.add(table.get());
    }
    measure(checkout, size, tables.isEmpty() ? EnumSet.allOf(Table.class) : tables);
  }

  private static void measure(Path checkout, Size size, Set<Table> tables)
      throws IOException, InterruptedException {
    Witnesses witnesses = new Witnesses();
    try (Workshop workshop = new Workshop(checkout)) {
      Stages stages = new Stages(workshop, size);
      for (Table table : tables) {
        switch (table) {
          case LANGUAGES -> languages(workshop, new Comparison(workshop, size, witnesses));
          case PROGRAMS -> programs(workshop, new Comparison(workshop, size, witnesses));
          case TEMPLATES -> templates(workshop, new Comparison(workshop, size, witnesses), stages);
          case THROUGHPUT -> {
            Throughput throughput = new Throughput(workshop, size, witnesses);
            System.out.println(Throughput.HEAD);
            print(throughput.measure(Language.PYTHON));
            print(throughput.measure(Language.JAVASCRIPT));
          }
          case MIXTURE -> {
            Mixture mixture = new Mixture(workshop, size);
            System.out.println(Mixture.HEAD);
            print(mixture.languages());
            print(mixture.asserting());
          }
          case VERDICTS -> {
            System.out.println(Validating.HEAD);
            print(new Validating(workshop, size).measure());
          }
          case SANDBOXES -> {
            System.out.println(Crowd.HEAD);
            print(new Crowd(workshop, size).measure());
          }
          case ASSISTANT -> {
            System.out.println(Assistant.HEAD);
            print(workshop.assistant(size).measure());
          }
        }
        System.out.println();
      }
      System.out.printf(
          Locale.ROOT,
          "The resident engine holds %.0f MiB after its first run, %.0f MiB after all of these.%n",
          workshop.resident().bytesAtFirst() / 1048576.0,
          workshop.resident().bytes() / 1048576.0);
    }
    System.out.printf(
        "No two of %d witnesses among the runs shared a sandbox.%n", witnesses.count());
  }

  private static void languages(Workshop workshop, Comparison comparison)
      throws IOException, InterruptedException {
    System.out.println(Comparison.HEAD);
    for (Language language : Language.ALL) {
      Optional<Toolchain> tools = workshop.toolchain(language);
      if (tools.isPresent()) {
        print(comparison.hello(language, tools.get()));
      }
    }
  }

  private static void programs(Workshop workshop, Comparison comparison)
      throws IOException, InterruptedException {
    System.out.println(Comparison.HEAD);
    print(comparison.python("computes", "compute.py", workshop.python()));
    print(comparison.python("works on files", "files.py", workshop.python()));
  }

  private static void templates(Workshop workshop, Comparison comparison, Stages stages)
      throws IOException, InterruptedException {
    System.out.println(Comparison.HEAD);
    List<String> staged =
        new ArrayList<>(stages.measure("hello", workshop.example("hello.py"), workshop.started()));
    try (Templated data = new Templated(workshop, "python-data")) {
      print(data.measure(comparison, DATA, "data.py"));
      staged.addAll(data.stages(stages, DATA, "data.py"));
    }
    try (Templated iris = new Templated(workshop, "iris")) {
      print(iris.measure(comparison, FLOWER, "flower.py"));
      staged.addAll(iris.stages(stages, FLOWER, "flower.py"));
    }
    System.out.println();
    System.out.println(Stages.HEAD);
    print(staged);
  }

  private static void print(List<String> rows) {
    rows.forEach(System.out::println);
  }
}
