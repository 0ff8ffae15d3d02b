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
  private static final int MOST = 20;

  private Diagnostics() {}

  /// The errors among the lines that the compiler wrote to stderr.
  ///
  /// @param form has the groups `file`, `line`, `column` (which may be missing) and `message`
  static List<Finding> of(String language, StepResult step, Pattern form) {
    List<Finding> errors = new ArrayList<>();
    for (String line : step.stderr().text().lines().limit(20_000).toList()) {
      Matcher error = form.matcher(line);
      if (errors.size() < MOST && error.matches()) {
        String column = form.namedGroups().containsKey("column") ? error.group("column") : null;
        errors.add(
            Finding.of("syntax/error", error.group("message"))
                .at(own(error.group("file")), number(error.group("line")), number(column)));
      }
    }
    return through(language, step, errors);
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
    return one.file().equals(other.file())
        && one.line().equals(other.line())
        && one.column().equals(other.column());
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
