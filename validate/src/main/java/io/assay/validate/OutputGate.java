package io.assay.validate;

import io.assay.Program;
import io.assay.StepResult;
import io.assay.validate.reading.Desk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Does it print what is expected? A change of which nothing is expected passes.
final class OutputGate implements Gate {
  @Override
  public String name() {
    return "output";
  }

  @Override
  public Optional<String> idle(Examination examination) {
    return examination.change().expected().stream()
            .noneMatch(it -> it instanceof Expected.Stdout || it instanceof Expected.File)
        ? Optional.of("no output is expected")
        : Optional.empty();
  }

  @Override
  public Verdict judge(Examination examination) throws InterruptedException {
    List<Finding> wrong = new ArrayList<>();
    for (Expected expected : examination.change().expected()) {
      if (expected instanceof Expected.Stdout(Match match)) {
        Optional<StepResult> ran = examination.run().run();
        if (ran.isEmpty()) {
          return new Verdict.Undecided("it did not compile, so it printed nothing");
        }
        if (ran.get().truncated()) {
          return new Verdict.Undecided("it printed more than the output limit lets through");
        }
        String difference = match.difference(ran.get().stdout().text());
        if (!difference.isEmpty()) {
          wrong.add(Finding.of("output/stdout", "stdout is not what was expected: " + difference));
        }
      }
    }
    wrong.addAll(files(examination));
    return Verdict.of(wrong, List.of());
  }

  /// What is wrong with the files that it is to leave: it runs once more, where they can be read.
  private static List<Finding> files(Examination examination) throws InterruptedException {
    Change change = examination.change();
    List<Expected.File> files =
        change.expected().stream()
            .filter(Expected.File.class::isInstance)
            .map(Expected.File.class::cast)
            .toList();
    if (files.isEmpty() || examination.run().run().isEmpty()) {
      return List.of();
    }
    List<Finding> wrong = new ArrayList<>();
    Program program = examination.executed();
    try (Desk desk = Desk.of(examination.assay(), change.language(), program, change.limits())) {
      desk.ask(desk.ready(program), change.stdin());
      for (Expected.File file : files) {
        String difference =
            desk.content(file.path()).map(file.match()::difference).orElse("it is not there");
        if (!difference.isEmpty()) {
          wrong.add(
              Finding.of(
                  "output/file",
                  "the file '%s' is not what was expected: %s".formatted(file.path(), difference)));
        }
      }
    }
    return wrong;
  }
}
