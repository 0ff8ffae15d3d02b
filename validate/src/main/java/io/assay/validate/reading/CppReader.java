package io.assay.validate.reading;

import io.assay.Assay;
import io.assay.Program;
import io.assay.StepResult;
import io.assay.language.Language;
import io.assay.validate.Finding;
import io.assay.validate.reading.Import.Origin;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// C++. Its syntax cannot be told without its headers and types, so a file is put through the whole
/// compiler but for making code; a header that is not there is an import that is not.
final class CppReader implements Reader {
  private static final Pattern ERROR =
      Pattern.compile(
          "(?<file>[^:]+):(?<line>\\d{1,9}):(?:(?<column>\\d{1,9}):)? (?:fatal )?error: (?<message>.*)");

  /// A line of the way on which the compiler came to what it complains of next.
  private static final Pattern CAUSE =
      Pattern.compile(
          "(?:In file included from | {1,40}from )?(?<file>[^:]+):(?<line>\\d{1,9})(?::(?<column>\\d{1,9}))?[:,](?: {1,9}required from here)?");

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
      for (Finding error : Diagnostics.through(language().name(), step, errors(step, program))) {
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

  /// The errors at their places in the program: one inside a header of the library is where the
  /// program brought it about, and of those that one line brought about the first is told.
  private static List<Finding> errors(StepResult step, Program program) {
    SequencedSet<Finding> errors = new LinkedHashSet<>();
    Optional<Matcher> cause = Optional.empty();
    for (String line : step.stderr().text().lines().limit(Diagnostics.MOST_LINES).toList()) {
      Matcher error = ERROR.matcher(line);
      Matcher way = CAUSE.matcher(line);
      if (way.matches() && isOwn(way, program)) {
        // What is only included from there is blamed for what comes first.
        boolean required = line.endsWith("required from here");
        cause = required || errors.isEmpty() ? Optional.of(way) : cause;
      } else if (error.matches() && errors.size() < Diagnostics.MOST) {
        String message = error.group("message");
        Finding place =
            Diagnostics.found(isOwn(error, program) ? error : cause.orElse(error), message);
        boolean more =
            errors.stream().anyMatch(it -> Diagnostics.onOneLine(it, place))
                || (cause.isEmpty() && !errors.isEmpty());
        if (isOwn(error, program) || !more) {
          errors.add(place);
        }
      }
    }
    return List.copyOf(errors);
  }

  private static boolean isOwn(Matcher place, Program program) {
    return program.files().containsKey(Diagnostics.found(place, "").file());
  }

  /// Where a project says how it is built, its own folders are looked through in its own way.
  private static boolean isFoundByCMake(String header, Program program) {
    return program.files().containsKey("CMakeLists.txt")
        && program.files().keySet().stream().anyMatch(file -> file.endsWith("/" + header));
  }
}
