package io.assay.validate.reading;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Go, read by gofmt.
final class GoReader implements Reader {
  private static final Pattern ERROR =
      Pattern.compile("(?<file>[^:]+):(?<line>\\d{1,9}):(?<column>\\d{1,9}): (?<message>.*)");

  @Override
  public Language language() {
    return Language.GO;
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
    try (Desk desk = Desk.of(assay, language(), program)) {
      List<String> arguments = new ArrayList<>(List.of("-e", "-l"));
      Reader.sources(this, program).forEach(file -> arguments.add("./" + file));
      String gofmt = desk.tool("go") + "fmt";
      Command command = new Command(gofmt, arguments, Map.of(), Sandbox.HOME);
      return new Reading(Diagnostics.of(language().name(), desk.ask(command), ERROR), List.of());
    }
  }
}
