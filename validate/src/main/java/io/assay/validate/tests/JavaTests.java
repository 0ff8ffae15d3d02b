package io.assay.validate.tests;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.StepResult;
import io.assay.language.Language;
import io.assay.language.Language.Phase;
import io.assay.language.Steps;
import io.assay.validate.Change;
import io.assay.validate.reading.Desk;
import io.assay.validate.reading.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/// Java's: JUnit's, of version 4 and later, which Assay brings.
///
/// @param library whether there is nothing to start but tests
record JavaTests(boolean library) implements Tests {
  private static final Pattern TEST =
      Pattern.compile(
          "@(?:[\\w.]+\\.)?(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate)\\b"
              + "|\\bextends\\s+TestCase\\b");
  private static final Pattern JUNIT = Pattern.compile("\\b(?:org\\.junit|junit\\.framework)\\.");
  private static final Pattern MAIN = Pattern.compile("\\bvoid\\s+main\\s*\\(");

  /// Where it is a test to the compile step, and no name of the program's.
  private static final String RUNNER = "src/test/java/assay/tests/JUnit.java";

  private static final Program.Content CODE = Resources.of(JavaTests.class, "JUnit.java");

  /// What judges: read once a program brings tests, because it is megabytes.
  private static final class Libraries {
    /// By where they lie in the sandbox; the build has put them beside this class.
    static final SequencedMap<String, Program.Content> ALL = new LinkedHashMap<>();

    static {
      for (String name : List.of("junit.jar", "junit4.jar", "hamcrest.jar")) {
        ALL.put(Sandbox.BUILD + "/" + name, Resources.of(JavaTests.class, name));
      }
    }

    /// Their class path.
    static String path() {
      return String.join(":", ALL.keySet());
    }
  }

  /// Where Maven and Gradle keep what programs and tests read from their class path.
  private static final String RESOURCES =
      ":%1$s/src/main/resources:%1$s/src/test/resources".formatted(Sandbox.HOME);

  private static final String REPORT = Sandbox.BUILD + "/tests.report";
  private static final String RUNNING = Sandbox.BUILD + "/tests.running";

  static Optional<Tests> in(Change change, Map<String, String> sources) {
    List<String> files =
        sources.entrySet().stream()
            .filter(it -> JUNIT.matcher(it.getValue()).find())
            .map(Map.Entry::getKey)
            .toList();
    if (files.stream().noneMatch(it -> TEST.matcher(sources.getOrDefault(it, "")).find())) {
      return Optional.empty();
    }
    String entry = change.program().entry();
    boolean apart = files.stream().allMatch(it -> Language.JAVA.isTest(it) && !it.equals(entry));
    return Optional.of(
        new JavaTests(!apart || !MAIN.matcher(sources.getOrDefault(entry, "")).find()));
  }

  @Override
  public String framework() {
    return "JUnit";
  }

  @Override
  public boolean areIn(String file, String text) {
    return JUNIT.matcher(text).find() && TEST.matcher(text).find();
  }

  @Override
  public TestRun run(Assay assay, Change change) throws InterruptedException {
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>(change.program().files());
    files.put(RUNNER, CODE);
    Program program = new Program(files, RUNNER, List.of(), change.program().environment());
    String mark = Mark.fresh();
    try (Desk desk = Desk.of(assay, Language.JAVA, program, change.limits())) {
      for (Map.Entry<String, Program.Content> library : Libraries.ALL.entrySet()) {
        desk.put(library.getKey(), library.getValue());
      }
      Steps steps = Language.JAVA.steps(program, desk.toolchain(), change.limits());
      Command compile = steps.compile().orElseThrow();
      List<String> arguments = new ArrayList<>(compile.arguments());
      arguments.addAll(List.of("-cp", Libraries.path()));
      StepResult compiled =
          desk.compile(
              new Command(
                  compile.program(), arguments, compile.environment(), compile.directory()));
      if (!compiled.outcome().succeeded()) {
        String said = compiled.stderr().text();
        return TestRun.NotCompiled.of(compiled, said, Language.JAVA.error(Phase.COMPILE, "", said));
      }
      Command start = steps.run();
      List<String> words = new ArrayList<>(start.arguments());
      int classes = words.indexOf("-cp") + 1;
      // First what judges: a program may have classes of those names.
      words.set(classes, Libraries.path() + ":" + words.get(classes) + RESOURCES);
      words.addAll(List.of(Sandbox.BUILD, REPORT, RUNNING));
      StepResult step =
          desk.ask(
              new Command(start.program(), words, start.environment(), start.directory()),
              Mark.before(mark, change.stdin()));
      return located(
          TestRun.of(step, desk.textOf(REPORT), mark, desk.textOf(RUNNING)),
          change.program().files().keySet());
    }
  }

  /// The results by the paths of files: a stack knows of packages only.
  private static TestRun located(TestRun run, Set<String> files) {
    if (!(run instanceof TestRun.Ran ran)) {
      return run;
    }
    List<TestResult> results =
        ran.results().stream().map(it -> it.in(located(it.file(), files))).toList();
    return new TestRun.Ran(ran.step(), results, ran.examples(), ran.ended(), ran.running());
  }

  private static String located(String place, Set<String> files) {
    return files.stream()
        .filter(file -> file.equals(place) || file.endsWith("/" + place))
        .findFirst()
        .orElse("");
  }
}
