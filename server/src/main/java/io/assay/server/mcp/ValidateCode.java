package io.assay.server.mcp;

import io.assay.Assay;
import io.assay.validate.Change;
import io.assay.validate.Expected;
import io.assay.validate.Match;
import io.assay.validate.Report;
import io.assay.validate.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/// Puts a program before the gates.
record ValidateCode(Assay assay) implements Tool {
  @Override
  public String name() {
    return "validate_code";
  }

  @Override
  public Answer call(Arguments arguments, Progress progress) throws InterruptedException {
    Submission submission = Submission.toJudge(arguments);
    Change change =
        Change.of(submission.language(), submission.program())
            .withStdin(submission.stdin())
            .withLimits(submission.limits())
            .expecting(expected(arguments));
    progress.doing("validating");
    Report report = new Validation(assay).judge(submission.library() ? change.asLibrary() : change);
    return Verdicts.of(List.of(report));
  }

  private static List<Expected> expected(Arguments arguments) {
    List<Expected> all = new ArrayList<>();
    Optional<String> output = arguments.text("expected_output");
    Optional<String> match = arguments.text("match");
    Map<String, String> files = arguments.table("expected_files");
    if (match.isPresent() && output.isEmpty() && files.isEmpty()) {
      throw arguments.wrong("'match' says how, and 'expected_output' must say with what");
    }
    String how = match.orElse("trimmed");
    output.ifPresent(text -> all.add(new Expected.Stdout(match(arguments, how, text))));
    files.forEach((name, text) -> all.add(new Expected.File(name, match(arguments, how, text))));
    arguments
        .number("expected_status", 0, 255)
        .ifPresent(status -> all.add(new Expected.Exit((int) Math.round(status))));
    return all;
  }

  private static Match match(Arguments arguments, String how, String text) {
    try {
      return Match.named(how, text)
          .orElseThrow(
              () -> arguments.wrong("match", "exact, trimmed, numeric, regex or json", how));
    } catch (PatternSyntaxException e) {
      throw arguments.wrong("what is expected is no regular expression: " + e.getDescription());
    }
  }
}
