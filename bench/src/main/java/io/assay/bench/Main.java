package io.assay.bench;

import io.assay.language.Language;
import io.assay.language.Toolchain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Measures, and prints what came of it as Markdown on stdout; progress goes to stderr.
public final class Main {
  private static final String DATA = "imports numpy and pandas";
  private static final String FLOWER = "one prediction of a trained model";

  private Main() {}

  /// Measures everything.
  ///
  /// @param arguments the checkout, and `--quick` for fewer runs
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> words = List.of(arguments);
    boolean quick = words.size() == 2 && words.get(1).equals("--quick");
    if (words.size() != 1 && !quick) {
      System.err.println("bench: expected nothing or --quick");
      System.exit(64);
    }
    Size size = quick ? Size.QUICK : Size.FULL;
    Witnesses witnesses = new Witnesses();
    try (Workshop workshop = new Workshop(Path.of(words.getFirst()))) {
      Comparison comparison = new Comparison(workshop, size, witnesses);
      System.out.println(Comparison.HEAD);
      for (Language language : Language.ALL) {
        Optional<Toolchain> tools = workshop.toolchain(language);
        if (tools.isPresent()) {
          print(comparison.hello(language, tools.get()));
        }
      }
      print(comparison.python("computes", "compute.py", workshop.python()));
      print(comparison.python("works on files", "files.py", workshop.python()));
      Stages stages = new Stages(workshop, size);
      List<String> staged =
          new ArrayList<>(
              stages.measure("hello", workshop.example("hello.py"), workshop.started()));
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
      System.out.println();
      System.out.println(Throughput.HEAD);
      Throughput throughput = new Throughput(workshop, size, witnesses);
      print(throughput.measure(Language.PYTHON));
      print(throughput.measure(Language.JAVASCRIPT));
      System.out.println();
      System.out.println(Mixture.HEAD);
      Mixture mixture = new Mixture(workshop, size);
      print(mixture.languages());
      print(mixture.asserting());
      System.out.println();
      System.out.println(Validating.HEAD);
      print(new Validating(workshop, size).measure());
      System.out.println();
      System.out.println(Crowd.HEAD);
      print(new Crowd(workshop, size).measure());
      System.out.println(Assistant.HEAD);
      print(workshop.assistant(size).measure());
      System.out.printf(
          Locale.ROOT,
          "%nThe resident engine holds %.0f MiB after its first run, %.0f MiB after all of these.%n",
          workshop.resident().bytesAtFirst() / 1048576.0,
          workshop.resident().bytes() / 1048576.0);
    }
    System.out.printf(
        "No two of %d witnesses among the runs shared a sandbox.%n", witnesses.count());
  }

  private static void print(List<String> rows) {
    rows.forEach(System.out::println);
  }
}
