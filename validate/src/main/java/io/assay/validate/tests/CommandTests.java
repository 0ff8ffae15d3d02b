package io.assay.validate.tests;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Outcome;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.StepResult;
import io.assay.validate.Change;
import io.assay.validate.reading.Desk;
import java.util.List;

/// Tests that a command runs which somebody named.
record CommandTests(TestCommand command) implements Tests {
  /// What a shell ends with that finds no such command.
  private static final int NOT_FOUND = 127;

  /// Lines of what it printed last that tell why it failed.
  private static final int TOLD = 20;

  @Override
  public String framework() {
    return "'" + command.line() + "'";
  }

  @Override
  public boolean areIn(String file, String text) {
    // Only the command knows.
    return false;
  }

  @Override
  public boolean library() {
    return false;
  }

  @Override
  public TestRun run(Assay assay, Change change) throws InterruptedException {
    Program program = change.program();
    try (Desk desk = Desk.of(assay, change.language(), program, change.limits())) {
      StepResult step =
          desk.ask(
              new Command(
                  "/bin/sh", List.of("-c", command.line()), program.environment(), Sandbox.HOME),
              change.stdin());
      if (!(step.outcome().end() instanceof Outcome.Exited(int code))) {
        return new TestRun.Ran(step, List.of(), List.of(), false, "");
      }
      if (code == NOT_FOUND && step.stderr().text().contains("not found")) {
        return new TestRun.Lacking(command.line().strip().split("\\s", 2)[0]);
      }
      List<TestResult> results =
          command.report().isPresent()
              ? JunitReport.read(desk.textOf(command.report().get()))
              : List.of(result(code, step));
      boolean ended =
          results.isEmpty() || (code == 0) == results.stream().noneMatch(TestResult::wrong);
      return new TestRun.Ran(step, results, List.of(), ended, "");
    }
  }

  private TestResult result(int code, StepResult step) {
    if (code == 0) {
      return TestResult.passed(command.line());
    }
    List<String> lines = (step.stdout().text() + step.stderr().text()).lines().toList();
    String last = String.join("\n", lines.subList(Math.max(0, lines.size() - TOLD), lines.size()));
    String message = "it ends with status %d\n%s".formatted(code, last).strip();
    return new TestResult(command.line(), TestResult.Outcome.FAILED, "", 0, message);
  }
}
