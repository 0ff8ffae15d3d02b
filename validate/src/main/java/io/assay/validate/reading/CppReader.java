package io.assay.validate.reading;

import io.assay.Assay;
import io.assay.Program;
import io.assay.StepResult;
import io.assay.language.Language;
import io.assay.validate.Finding;
import io.assay.validate.reading.Import.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// C++. Its syntax cannot be told without its headers and types, so a file is put through the whole
/// compiler but for making code; a header that is not there is an import that is not.
final class CppReader implements Reader {
  private static final Pattern ERROR =
      Pattern.compile(
          "(?<file>[^:]+):(?<line>\\d{1,9}):(?:(?<column>\\d{1,9}):)? (?:fatal )?error: (?<message>.*)");
  private static final Pattern MISSING =
      Pattern.compile(
          "(?<name>[^:]+): No such file or directory|'(?<quoted>[^']+)' file not found");

  @Override
  public Language language() {
    return Language.CPP;
  }

  @Override
  public boolean compilerSuffices() {
    return true;
  }

  @Override
  public Optional<String> fileOf(String module) {
    return Optional.of(module);
  }

  @Override
  public Reading read(Assay assay, Program program) throws InterruptedException {
    try (Desk desk = Desk.of(assay, language(), program)) {
      List<Finding> errors = new ArrayList<>();
      List<Import> imports = new ArrayList<>();
      StepResult step = desk.ask(desk.compileStep(program, "-fsyntax-only"));
      for (Finding error : Diagnostics.of(language().name(), step, ERROR)) {
        Matcher missing = MISSING.matcher(error.message());
        if (missing.matches()) {
          String name =
              missing.group("name") == null ? missing.group("quoted") : missing.group("name");
          if (isFoundByCMake(name, program)) {
            continue;
          }
          imports.add(
              new Import(
                  name,
                  error.file(),
                  error.line().orElse(1),
                  error.column().orElse(1),
                  Origin.MISSING,
                  false,
                  ""));
        } else {
          errors.add(error);
        }
      }
      return new Reading(errors, imports);
    }
  }

  /// Where a project says how it is built, its own folders are looked through in its own way.
  private static boolean isFoundByCMake(String header, Program program) {
    return program.files().containsKey("CMakeLists.txt")
        && program.files().keySet().stream().anyMatch(file -> file.endsWith("/" + header));
  }
}
