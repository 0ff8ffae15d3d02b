package io.assay.acceptance.security;

import io.assay.acceptance.Product;
import io.assay.acceptance.Product.Start;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A program that tries to break out: `security/NAME.py`. Comments at its beginning say how it is
/// run and how it must end:
///
/// | comment | meaning | without it |
/// | --- | --- | --- |
/// | `# options: --disk 32M` | options of `assay run` | none |
/// | `# ends: limit-reached time` | the outcome | `exited 0` |
/// | `# hits: processes` | a limit met | none is met |
/// | `# within: 10` | seconds it may take | |
/// | `# needs: memory-limit` | only where the host holds this | |
/// | `# bare: escapes` | run without a sandbox it says that it escaped | not run so |
record Attack(String file, List<String> comments) {
  private static final Path ALL = Product.file("security");

  static Stream<Attack> all() {
    return Product.entries(ALL).stream()
        .map(file -> String.valueOf(file.getFileName()))
        .filter(file -> file.endsWith(".py") && !file.equals("evidence.py"))
        .map(Attack::named);
  }

  /// The attack of that file name.
  static Attack named(String file) {
    List<String> lines = Product.read(ALL.resolve(file)).lines().toList();
    return new Attack(file, lines.stream().filter(line -> line.startsWith("# ")).toList());
  }

  /// What the comment named `what` says.
  Optional<String> says(String what) {
    String start = "# " + what + ": ";
    return comments.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst();
  }

  /// Whether it consumes until a limit stops it.
  boolean isBomb() {
    return says("hits").isPresent();
  }

  /// The order to run it in a sandbox.
  Start start(String token, Map<String, String> hints) {
    List<String> arguments =
        new ArrayList<>(List.of("run", path(), ALL.resolve("evidence.py").toString()));
    arguments.addAll(List.of("--entry", path(), "--json"));
    hints.forEach((name, value) -> arguments.addAll(List.of("--env", name + "=" + value)));
    says("options").ifPresent(options -> arguments.addAll(List.of(options.split(" "))));
    arguments.addAll(List.of("--", token));
    return Start.of(arguments.toArray(String[]::new));
  }

  String path() {
    return ALL.resolve(file).toString();
  }

  @Override
  public String toString() {
    return file;
  }
}
