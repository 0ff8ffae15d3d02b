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
import java.util.regex.Pattern;

/// Rust, read by rustc as far as its parser goes. That is an unstable option, for which a compiler
/// has to be told that it is not a release; nothing that it makes is used.
final class RustReader implements Reader {
  private static final Pattern ERROR =
      Pattern.compile(
          "(?<file>[^:]+):(?<line>\\d{1,9}):(?<column>\\d{1,9}): error(?:\\[\\w+\\])?: (?<message>.*)");

  @Override
  public Language language() {
    return Language.RUST;
  }

  @Override
  public Reading read(Assay assay, Program program) throws InterruptedException {
    List<Finding> errors = new ArrayList<>();
    try (Desk desk = Desk.of(assay, language(), program)) {
      for (String file : Reader.sources(this, program)) {
        List<String> arguments =
            List.of(
                "-Zparse-crate-root-only",
                "--edition",
                "2021",
                "--error-format=short",
                "./" + file);
        Command command =
            new Command(
                desk.tool("rustc"), arguments, Map.of("RUSTC_BOOTSTRAP", "1"), Sandbox.HOME);
        errors.addAll(Diagnostics.of(language().name(), desk.ask(command), ERROR));
      }
    }
    return new Reading(errors, List.of());
  }
}
