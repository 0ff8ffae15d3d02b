package io.assay.bench;

import io.assay.language.Language;
import io.assay.language.Toolchain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Measures, and prints what came of it as Markdown on stdout; progress goes to stderr.
public final class Main {
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
      Hello hello = new Hello(workshop, size, witnesses);
      System.out.println(Hello.HEAD);
      for (Language language : Language.ALL) {
        Optional<Toolchain> tools = workshop.toolchain(language);
        if (tools.isPresent()) {
          hello.measure(language, tools.get()).forEach(System.out::println);
        }
      }
      System.out.println(Assistant.HEAD);
      workshop.assistant(size).measure().forEach(System.out::println);
    }
    System.out.printf(
        "%nNo two of %d witnesses among the runs shared a sandbox.%n", witnesses.count());
  }
}
