package io.assay.validate.tests;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.StepResult;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.reading.Desk;
import io.assay.validate.reading.Resources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Python's, run by a script of ours in one interpreter: those of pytest and unittest, and the
/// examples in documentation strings.
///
/// @param framework `pytest` or `unittest`
/// @param files that hold tests
/// @param examples that hold examples
record PythonTests(String framework, List<String> files, List<String> examples) implements Tests {
  private static final String SCRIPT = Sandbox.BUILD + "/tests.py";
  private static final String REPORT = Sandbox.BUILD + "/report";
  private static final String RUNNING = Sandbox.BUILD + "/running";
  private static final Program.Content CODE = Resources.of(PythonTests.class, "tests.py");

  /// What pytest collects, and unittest does not.
  private static final Pattern BY_PYTEST =
      Pattern.compile(
          "^(?:(?:async )?def test|class Test\\w*\\s*:|(?:import|from) pytest\\b)",
          Pattern.MULTILINE);

  private static final Pattern EXAMPLE = Pattern.compile("^\\s*>>> ", Pattern.MULTILINE);

  /// Tests that stand in the program itself, which does not run them.
  private static final Pattern CASES = Pattern.compile("\\bTestCase\\s*\\)\\s*:");

  private static final Pattern STARTED =
      Pattern.compile("\\bunittest\\s*\\.\\s*(?:main|TextTestRunner)\\b|\\b(?:doctest|pytest)\\b");

  static Optional<Tests> in(Change change, Map<String, String> sources) {
    List<String> files =
        sources.entrySet().stream()
            .filter(it ->
                isTests(it.getKey())
                    || (CASES.matcher(it.getValue()).find()
                        && !STARTED.matcher(it.getValue()).find()))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    List<String> examples =
        sources.entrySet().stream()
            .filter(it -> !files.contains(it.getKey()) && it.getKey().endsWith(".py"))
            .filter(it -> EXAMPLE.matcher(it.getValue()).find())
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    if (files.isEmpty() && examples.isEmpty()) {
      return Optional.empty();
    }
    boolean byPytest =
        files.stream().anyMatch(it -> BY_PYTEST.matcher(sources.getOrDefault(it, "")).find());
    return Optional.of(
        new PythonTests(
            byPytest ? "pytest" : files.isEmpty() ? "doctest" : "unittest", files, examples));
  }

  private static boolean isTests(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    return name.matches("test_.*\\.py|.*_test\\.py|tests?\\.py");
  }

  @Override
  public boolean areIn(String file, String text) {
    return files.contains(file);
  }

  @Override
  public boolean library() {
    return false;
  }

  @Override
  public TestRun run(Assay assay, Change change) throws InterruptedException {
    String mark = Mark.fresh();
    try (Desk desk =
        Desk.of(assay, Language.PYTHON, change.program(), change.limits(), List.of(SCRIPT))) {
      desk.put(SCRIPT, CODE);
      List<String> arguments =
          List.of(
              SCRIPT,
              REPORT,
              RUNNING,
              framework,
              String.join("\n", files),
              String.join("\n", examples));
      StepResult step =
          desk.ask(
              new Command(
                  desk.tool("python"), arguments, change.program().environment(), Sandbox.HOME),
              Mark.before(mark, change.stdin()));
      return TestRun.of(step, desk.textOf(REPORT), mark, desk.textOf(RUNNING));
    }
  }
}
