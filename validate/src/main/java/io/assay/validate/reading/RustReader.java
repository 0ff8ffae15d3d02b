package io.assay.validate.reading;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.language.Language;
import io.assay.validate.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Rust, read by rustc as far as its parser goes. That is an unstable option, for which a compiler
/// has to be told that it is not a release; nothing that it makes is used.
final class RustReader implements Reader {
  private static final Pattern ERROR =
      Pattern.compile(
          "(?<file>[^:]+):(?<line>\\d{1,9}):(?<column>\\d{1,9}): error(?:\\[\\w+\\])?: (?<message>.*)");

  private static final Pattern VERSION = Pattern.compile("1\\.(\\d{1,6})");

  @Override
  public Language language() {
    return Language.RUST;
  }

  @Override
  public boolean compilerSuffices() {
    return true;
  }

  @Override
  public Optional<String> fileOf(String module) {
    return Optional.empty();
  }

  @Override
  public Reading read(Assay assay, Program program) throws InterruptedException {
    List<Finding> errors = new ArrayList<>();
    try (Desk desk = Desk.of(assay, language(), program)) {
      String only = parseOnly(desk.toolchain().version());
      for (String file : Reader.sources(this, program)) {
        List<String> arguments =
            List.of(only, "--edition", "2021", "--error-format=short", "./" + file);
        Command command =
            new Command(
                desk.tool("rustc"), arguments, Map.of("RUSTC_BOOTSTRAP", "1"), Sandbox.HOME);
        errors.addAll(Diagnostics.of(language().name(), desk.ask(command), ERROR));
      }
    }
    return new Reading(
        errors, new RustImports(program, Reader.texts(this, program, "Cargo.toml")).imports());
  }

  /// The option that has the compiler stop behind its parser; it was renamed in 1.85.
  private static String parseOnly(String version) {
    Matcher parts = VERSION.matcher(version);
    boolean old = parts.lookingAt() && Integer.parseInt(parts.group(1)) < 85;
    return old ? "-Zparse-only" : "-Zparse-crate-root-only";
  }
}
