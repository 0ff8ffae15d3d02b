package io.assay.validate.reading;

import io.assay.Outcome;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.StepResult;
import io.assay.validate.Finding;
import io.assay.validate.Preview;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a compiler that only parses says, a line for each error.
final class Diagnostics {
  /// Errors that are told of one run.
  static final int MOST = 20;

  /// Lines of a report that are looked at.
  static final int MOST_LINES = 20_000;

  private Diagnostics() {}

  /// The errors among the lines that the compiler wrote to stderr.
  ///
  /// @param form has the groups `file`, `line`, `column` (which may be missing) and `message`
  static List<Finding> of(String language, StepResult step, Pattern form) {
    List<Finding> errors = new ArrayList<>();
    for (String line : step.stderr().text().lines().limit(MOST_LINES).toList()) {
      Matcher error = form.matcher(line);
      if (errors.size() < MOST && error.matches()) {
        errors.add(found(error, error.group("message")));
      }
    }
    return through(language, step, errors);
  }

  /// An error at the place that a line names by the groups `file`, `line` and `column`.
  static Finding found(Matcher place, String message) {
    String column =
        place.pattern().namedGroups().containsKey("column") ? place.group("column") : null;
    return Finding.of("syntax/error", message)
        .at(own(place.group("file")), number(place.group("line")), number(column));
  }

  /// The errors, where the parser came to its end.
  ///
  /// @throws SandboxException if it failed without telling of one
  static List<Finding> through(String language, StepResult step, List<Finding> errors) {
    String said = step.stderr().text().strip();
    if (errors.isEmpty() && !step.outcome().succeeded()) {
      String how =
          step.outcome().end() instanceof Outcome.Exited && !said.isEmpty()
              ? said
              : step.outcome().end().sentence();
      throw SandboxException.host(
          "the parser of %s did not get through the program: %s"
              .formatted(language, Preview.of(how, 500)),
          null);
    }
    return errors;
  }

  /// Whether two errors are told of one place.
  static boolean atOnePlace(Finding one, Finding other) {
    return onOneLine(one, other) && one.column().equals(other.column());
  }

  /// Whether two errors are told of one line.
  static boolean onOneLine(Finding one, Finding other) {
    return one.file().equals(other.file()) && one.line().equals(other.line());
  }

  private static String own(String file) {
    String path =
        file.startsWith(Sandbox.HOME + "/") ? file.substring(Sandbox.HOME.length() + 1) : file;
    return path.startsWith("./") ? path.substring(2) : path;
  }

  private static int number(@Nullable String text) {
    return text == null ? 0 : Integer.parseInt(text);
  }
}
