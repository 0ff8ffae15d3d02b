package io.assay.validate.cache;

import io.assay.Bytes;
import io.assay.Program;
import io.assay.validate.Change;
import io.assay.validate.Expected;
import io.assay.validate.Match;
import io.assay.validate.Report;
import io.assay.validate.Validation;
import io.assay.validate.dependencies.Advisories;
import io.assay.validate.tests.TestCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A validation that answers what it has judged before from what it judged: the same files, inputs,
/// limits and expectations before the same gates of the same build, in the same template, with the
/// same data about packages. That is right for programs that do the same each time, which only
/// whoever wrote them can say: it is for those who ask for it.
///
/// @param validation what judges what is not known
/// @param folder where reports are kept
public record ValidationCache(Validation validation, Path folder) {
  private static final long LARGEST_PROGRAM = 4L << 20;

  /// One that keeps its reports in the state of its engine.
  public static ValidationCache of(Validation validation) {
    return new ValidationCache(validation, validation.assay().stateFolder().resolve("verdicts"));
  }

  /// What the gates make of `change`, or made of it.
  ///
  /// @throws io.assay.SandboxException as [Validation#judge] does
  public Report judge(Change change) throws InterruptedException {
    Optional<Change> loaded = change.program().inMemory(LARGEST_PROGRAM).map(change::withProgram);
    if (loaded.isEmpty()) {
      return validation.judge(change);
    }
    KeptReports reports = new KeptReports(folder);
    String key = key(loaded.get());
    Optional<Report> known = reports.find(key);
    if (known.isPresent()) {
      return known.get().known();
    }
    Report report = validation.judge(loaded.get());
    if (KeptReports.isLasting(report)) {
      reports.keep(key, report);
    }
    return report;
  }

  private String key(Change change) throws InterruptedException {
    Program program = change.program();
    Key key =
        new Key()
            .with(validation.assay().template(List.of(change.language())).digest())
            .with(change.language().name())
            .with(validation.gates().size());
    validation.gates().forEach(gate -> key.with(gate.getClass().getName()));
    key.with(validation.throughout() ? 1 : 0)
        .with(Advisories.in(validation.assay().stateFolder()).identity())
        .with(program.entry())
        .with(program.arguments().size());
    program.arguments().forEach(key::with);
    key.with(program.environment().size());
    new TreeMap<>(program.environment()).forEach((name, value) -> key.with(name).with(value));
    key.with(change.limits()).with(change.expected().size());
    change.expected().forEach(expected -> with(key, expected));
    key.with(change.tests().map(TestCommand::line).orElse(""))
        .with(change.tests().flatMap(TestCommand::report).orElse(""))
        .with(change.tests().isPresent() ? 1 : 0)
        .with(change.library() ? 1 : 0)
        .with(change.stdin().toArray());
    program
        .files()
        .forEach((name, content) -> {
          key.with(name);
          if (content instanceof Program.Content.Text(Bytes bytes)) {
            key.with(bytes.toArray());
          }
        });
    return key.digest();
  }

  private static void with(Key key, Expected expected) {
    // A pattern's text does not tell its flags.
    key.with(
            switch (expected) {
              case Expected.Stdout(Match.Matching(Pattern pattern)) -> pattern.flags();
              case Expected.File(String _, Match.Matching(Pattern pattern)) -> pattern.flags();
              case Expected.Stdout _, Expected.File _, Expected.Exit _ -> 0;
            })
        .with(expected.toString());
  }
}
