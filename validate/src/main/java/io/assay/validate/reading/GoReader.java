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

  /// Whether none of the errors stands at the same place before it. gofmt sorts those by their
  /// words; that there is no package clause is what the others follow from.
  private static boolean isFirst(Finding error, List<Finding> errors) {
    List<Finding> there = errors.stream().filter(it -> Diagnostics.atOnePlace(it, error)).toList();
    return error.equals(
        there.stream()
            .filter(it -> it.message().startsWith("expected 'package'"))
            .findFirst()
            .orElse(there.getFirst()));
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
      List<Finding> errors = Diagnostics.of(language().name(), desk.ask(command), ERROR);
      return new Reading(
          errors.stream().filter(it -> isFirst(it, errors)).toList(),
          new GoImports(program, Reader.texts(this, program, "go.mod")).in(desk));
    }
  }
}
