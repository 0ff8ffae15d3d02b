package io.assay.acceptance.security;

import io.assay.Bytes;
import io.assay.Program;
import io.assay.Run;
import io.assay.acceptance.Product;
import io.assay.acceptance.Product.Start;
import io.assay.language.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// A program that tries to break out: `security/NAME.py`, and `security/break-out.*` for what is
/// tried from every other language. Comments at its beginning say how it is run and how it must
/// end:
///
/// | comment | meaning | without it |
/// | --- | --- | --- |
/// | `# options: --disk 32M` | options of `assay run` | none |
/// | `# ends: limit-reached time` | the outcome | `exited 0` |
/// | `# hits: processes` | a limit met | none is met |
/// | `# within: 10` | seconds it may take | |
/// | `# needs: memory-limit` | only where the host holds this | |
/// | `# bare: escapes` | run without a sandbox it says that it escaped | not run so |
public record Attack(String file, List<String> comments) {
  private static final Path ALL = Product.file("security");

  /// What the Python programs share.
  private static final String EVIDENCE = "evidence.py";

  /// All of them, without what they share.
  public static Stream<Attack> all() {
    return Product.entries(ALL).stream()
        .map(file -> String.valueOf(file.getFileName()))
        .filter(file -> !file.equals(EVIDENCE))
        .map(Attack::named);
  }

  /// The attack of that file name.
  static Attack named(String file) {
    List<String> lines = Product.read(ALL.resolve(file)).lines().toList();
    return new Attack(file, lines.stream().filter(line -> line.startsWith("# ")).toList());
  }

  /// What the comment named `what` says.
  public Optional<String> says(String what) {
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
  public Start start(String token, Map<String, String> hints) {
    List<String> arguments = new ArrayList<>(List.of("run", path(), "--json"));
    if (language().equals("python")) {
      arguments.addAll(List.of(ALL.resolve(EVIDENCE).toString(), "--entry", path()));
    }
    hints.forEach((name, value) -> arguments.addAll(List.of("--env", name + "=" + value)));
    says("options").ifPresent(options -> arguments.addAll(List.of(options.split(" "))));
    arguments.addAll(List.of("--", token));
    return Start.of(arguments.toArray(String[]::new));
  }

  /// The order to run it, which is in Python, by the library: under a name that all have, by which
  /// an interpreter may be ready.
  Run order(String token, Map<String, String> hints) {
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    files.put("main.py", content(file));
    files.put(EVIDENCE, content(EVIDENCE));
    return Run.of(Language.PYTHON, new Program(files, "main.py", List.of(token), hints));
  }

  private static Program.Content content(String file) {
    return new Program.Content.Text(Bytes.of(Product.read(ALL.resolve(file))));
  }

  /// What it is written in.
  public String language() {
    String ending = file.substring(file.lastIndexOf('.') + 1);
    return switch (ending) {
      case "py" -> "python";
      case "js" -> "javascript";
      case "ts" -> "typescript";
      case "java", "cpp", "go" -> ending;
      case "rs" -> "rust";
      default -> throw new AssertionError("an attack in no language: " + file);
    };
  }

  String path() {
    return ALL.resolve(file).toString();
  }

  @Override
  public String toString() {
    return file;
  }
}
