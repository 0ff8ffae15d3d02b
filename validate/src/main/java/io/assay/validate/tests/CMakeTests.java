package io.assay.validate.tests;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Outcome;
import io.assay.Sandbox;
import io.assay.StepResult;
import io.assay.language.Language;
import io.assay.language.Language.Phase;
import io.assay.language.ProgramError;
import io.assay.validate.Change;
import io.assay.validate.reading.Desk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// C++'s that a `CMakeLists.txt` names: built by `cmake`, run by `ctest`.
record CMakeTests() implements Tests {
  private static final String PROJECT = "CMakeLists.txt";
  private static final String TREE = Sandbox.BUILD + "/cmake";

  private static final Pattern TEST =
      Pattern.compile(
          "^\\s*(?:add_test|\\w+_discover_tests)\\s*\\(",
          Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

  /// What `find_package` or `FetchContent` did not get.
  private static final Pattern LACKING =
      Pattern.compile(
          "provided by\\s+\"(\\w+)\"|Could NOT find (\\w+)|Build step for (\\w+?)(?:-populate)? failed");

  private static final Pattern ERROR =
      Pattern.compile("CMake Error at ([^:\n]{1,500}):(\\d{1,9})[^\n]*:\\s+([^\n]+)");

  /// What a shell ends with that finds no such command.
  private static final int NOT_FOUND = 127;

  static Optional<Tests> in(Change change) {
    boolean any =
        change.program().files().containsKey(PROJECT)
            && change.program().files().keySet().stream()
                .filter(file -> file.endsWith(PROJECT) || file.endsWith(".cmake"))
                .anyMatch(file -> TEST.matcher(change.text(file)).find());
    return any ? Optional.of(new CMakeTests()) : Optional.empty();
  }

  @Override
  public String framework() {
    return "ctest";
  }

  @Override
  public boolean areIn(String file, String text) {
    // Only cmake knows.
    return false;
  }

  @Override
  public boolean library() {
    // Which of its files belong together, only cmake knows.
    return true;
  }

  @Override
  public TestRun run(Assay assay, Change change) throws InterruptedException {
    try (Desk desk = Desk.of(assay, Language.CPP, change.program(), change.limits())) {
      StepResult configured =
          desk.compile(searched(change, "cmake", "-S", Sandbox.HOME, "-B", TREE));
      String said = said(configured);
      if (exited(configured, NOT_FOUND)) {
        return new TestRun.Lacking("cmake");
      }
      Matcher lacking = LACKING.matcher(said);
      if (!configured.outcome().succeeded() && lacking.find()) {
        return new TestRun.Lacking(
            Optional.ofNullable(lacking.group(1))
                .or(() -> Optional.ofNullable(lacking.group(2)))
                .orElse(lacking.group(3)));
      }
      if (!configured.outcome().succeeded()) {
        return TestRun.NotCompiled.of(configured, said, error(said));
      }
      StepResult built = desk.compile(searched(change, "cmake", "--build", TREE));
      if (!built.outcome().succeeded()) {
        return TestRun.NotCompiled.of(
            built, said(built), Language.CPP.error(Phase.COMPILE, "", said(built)));
      }
      String report = Sandbox.BUILD + "/" + Mark.fresh() + ".xml";
      StepResult step =
          desk.ask(
              searched(change, "ctest", "--test-dir", TREE, "--output-junit", report),
              change.stdin());
      List<TestResult> results = JunitReport.read(desk.textOf(report));
      boolean ended = exited(step, 0) == results.stream().noneMatch(TestResult::wrong);
      return new TestRun.Ran(step, results, List.of(), ended, "");
    }
  }

  /// A command that is looked for where a shell looks.
  private static Command searched(Change change, String... words) {
    List<String> arguments = new ArrayList<>(List.of("-c", "exec \"$@\"", "sh"));
    arguments.addAll(List.of(words));
    return new Command("/bin/sh", arguments, change.program().environment(), Sandbox.HOME);
  }

  private static boolean exited(StepResult step, int status) {
    return step.outcome().end() instanceof Outcome.Exited(int code) && code == status;
  }

  private static String said(StepResult step) {
    return step.stdout().text() + step.stderr().text();
  }

  private static Optional<ProgramError> error(String said) {
    Matcher error = ERROR.matcher(said);
    return error.find()
        ? Optional.of(
            new ProgramError(
                "CMake error",
                error.group(3),
                error.group(),
                error.group(1),
                OptionalInt.of(Integer.parseInt(error.group(2))),
                OptionalInt.empty()))
        : Optional.empty();
  }
}
