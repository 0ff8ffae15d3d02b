package io.assay.validate.tests;

import io.assay.Assay;
import io.assay.Bytes;
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
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /// By where they lie in the sandbox; the build has put them beside this class.
  private static final Map<String, Program.Content> LIBRARIES =
      Stream.of("junit.jar", "junit4.jar", "hamcrest.jar")
          .collect(
              Collectors.toUnmodifiableMap(
                  it -> Sandbox.BUILD + "/" + it, it -> Resources.of(JavaTests.class, it)));

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
      StringBuilder path = new StringBuilder();
      for (Map.Entry<String, Program.Content> library : LIBRARIES.entrySet()) {
        desk.put(library.getKey(), library.getValue());
        path.append(':').append(library.getKey());
      }
      Steps steps = Language.JAVA.steps(program, desk.toolchain(), change.limits());
      Command compile = steps.compile().orElseThrow();
      List<String> arguments = new ArrayList<>(compile.arguments());
      arguments.addAll(List.of("-cp", path.substring(1)));
      StepResult compiled =
          desk.ask(
              new Command(
                  compile.program(), arguments, compile.environment(), compile.directory()));
      if (!compiled.outcome().succeeded()) {
        return new TestRun.NotCompiled(
            new StepResult(
                compiled.outcome(),
                compiled.stdout(),
                compiled.stderr(),
                compiled.truncated(),
                Language.JAVA.error(Phase.COMPILE, "", compiled.stderr().text())));
      }
      Command start = steps.run();
      List<String> words = new ArrayList<>(start.arguments());
      int classes = words.indexOf("-cp") + 1;
      // First what judges: a program may have classes of those names.
      words.set(classes, path.substring(1) + ":" + words.get(classes) + RESOURCES);
      words.addAll(List.of(Sandbox.BUILD, REPORT, RUNNING));
      ByteArrayOutputStream stdin = new ByteArrayOutputStream();
      stdin.writeBytes(Bytes.of(mark + "\n").toArray());
      stdin.writeBytes(change.stdin().toArray());
      StepResult step =
          desk.ask(
              new Command(start.program(), words, start.environment(), start.directory()),
              Bytes.copyOf(stdin.toByteArray()));
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
