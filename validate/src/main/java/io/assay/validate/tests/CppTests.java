package io.assay.validate.tests;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Outcome;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.StepResult;
import io.assay.language.Language;
import io.assay.language.Language.Phase;
import io.assay.language.Steps;
import io.assay.validate.Change;
import io.assay.validate.Crash;
import io.assay.validate.reading.Desk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// C++'s: GoogleTest's, Catch2's and doctest's, each in the one program that they are linked to.
///
/// @param kind whose they are
/// @param main whether the program has a `main` of its own
record CppTests(Kind kind, boolean main) implements Tests {
  private static final Pattern MAIN =
      Pattern.compile("^\\s*(?:int|auto)\\s+main\\s*\\(", Pattern.MULTILINE);

  /// What the linker lacks, or the compiler.
  private static final Pattern LACKING =
      Pattern.compile(
          "cannot find -l(?:gtest|gmock|Catch2)|(?:gtest|gmock|catch2|doctest)/?\\S*: No such file");

  /// A framework.
  ///
  /// @param word what people call it
  /// @param header what includes it
  /// @param test how a test begins
  /// @param libraries that it is linked with, the first only where nothing else has a `main`
  /// @param report the arguments by which it writes JUnit's XML to the file that is put behind
  record Kind(
      String word, Pattern header, Pattern test, List<String> libraries, List<String> report) {
    private static Kind of(
        String word, String header, String test, List<String> libraries, String... report) {
      return new Kind(
          word,
          Pattern.compile("^\\s*#\\s*include\\s*[<\"](?:" + header + ")[>\"]", Pattern.MULTILINE),
          Pattern.compile("^\\s*(?:" + test + ")\\s*\\(", Pattern.MULTILINE),
          libraries,
          List.of(report));
    }

    /// Whether a file is the framework itself, which some projects bring along.
    private boolean isIn(String file) {
      return header.matcher("#include \"" + file + "\"").find();
    }
  }

  /// How a test of Catch2 begins.
  private static final String CATCH =
      "TEST_CASE|SCENARIO|TEST_CASE_METHOD|SCENARIO_METHOD|TEST_CASE_PERSISTENT_FIXTURE"
          + "|TEMPLATE_(?:LIST_|PRODUCT_)?TEST_CASE(?:_METHOD)?(?:_SIG)?";

  private static final List<Kind> KINDS =
      List.of(
          Kind.of(
              "GoogleTest",
              "gmock/gmock\\.h",
              "TEST|TEST_F|TEST_P|TYPED_TEST",
              List.of("-lgmock_main", "-lgmock", "-lgtest"),
              "--gtest_output=xml:"),
          Kind.of(
              "GoogleTest",
              "gtest/gtest\\.h",
              "TEST|TEST_F|TEST_P|TYPED_TEST",
              List.of("-lgtest_main", "-lgtest"),
              "--gtest_output=xml:"),
          Kind.of(
              "Catch2",
              "catch2/catch_(?:test_macros|all|template_test_macros)\\.hpp",
              CATCH,
              List.of("-lCatch2Main", "-lCatch2"),
              "--reporter",
              "junit",
              "--out",
              ""),
          Kind.of(
              "Catch2",
              "(?:.*/)?catch\\.hpp",
              CATCH,
              List.of(),
              "--reporter",
              "junit",
              "--out",
              ""),
          Kind.of(
              "doctest",
              "(?:.*/)?doctest\\.h",
              "TEST_CASE|SCENARIO|TEST_CASE_FIXTURE|TEST_CASE_TEMPLATE",
              List.of(),
              "--reporters=junit",
              "--out="));

  static Optional<Tests> in(Change change, Map<String, String> sources) {
    boolean main = sources.values().stream().anyMatch(text -> MAIN.matcher(text).find());
    return KINDS.stream()
        .filter(kind ->
            sources.values().stream()
                .anyMatch(
                    text -> kind.header().matcher(text).find() && kind.test().matcher(text).find()))
        .findFirst()
        .<Tests>map(kind -> new CppTests(kind, main))
        .or(() -> CMakeTests.in(change));
  }

  @Override
  public String framework() {
    return kind.word();
  }

  @Override
  public boolean library() {
    // What it starts are its tests, and it is linked with what they need.
    return true;
  }

  @Override
  public boolean areIn(String file, String text) {
    return kind.test().matcher(text).find();
  }

  @Override
  public TestRun run(Assay assay, Change change) throws InterruptedException {
    Program program = change.program();
    try (Desk desk = Desk.of(assay, Language.CPP, program, change.limits())) {
      Steps steps = Language.CPP.steps(program, desk.toolchain(), change.limits());
      Command compile = steps.compile().orElseThrow();
      List<String> arguments = new ArrayList<>(compile.arguments());
      arguments.addAll(main ? kind.libraries().stream().skip(1).toList() : kind.libraries());
      Command linked =
          new Command(compile.program(), arguments, compile.environment(), compile.directory());
      StepResult compiled = desk.compile(linked);
      if (!compiled.outcome().succeeded()) {
        return notCompiled(compiled);
      }
      String file = Sandbox.BUILD + "/" + Mark.fresh() + ".xml";
      Command start = steps.run();
      List<String> words = new ArrayList<>(start.arguments());
      words.addAll(kind.report().subList(0, kind.report().size() - 1));
      words.add(kind.report().getLast() + file);
      Command run = new Command(start.program(), words, start.environment(), start.directory());
      StepResult step = desk.ask(run, change.stdin());
      List<TestResult> results = JunitReport.read(desk.textOf(file));
      boolean ended =
          step.outcome().end() instanceof Outcome.Exited(int code)
              && !results.isEmpty()
              && (code == 0) == results.stream().noneMatch(TestResult::wrong);
      boolean none =
          results.isEmpty() && step.outcome().succeeded() && !desk.textOf(file).isEmpty();
      Optional<Crash> crash =
          step.outcome().end() instanceof Outcome.Signalled signal
              ? Crash.of(
                  desk,
                  new Steps(Optional.of(linked), run),
                  change.stdin(),
                  signal,
                  path -> program.files().containsKey(path) && !kind.isIn(path))
              : Optional.empty();
      return new TestRun.Ran(step, results, List.of(), ended || none, "", List.of(), crash);
    }
  }

  private TestRun notCompiled(StepResult compiled) {
    String said = compiled.stdout().text() + compiled.stderr().text();
    Matcher lacking = LACKING.matcher(said);
    return lacking.find()
        ? new TestRun.Lacking(kind.word())
        : TestRun.NotCompiled.of(compiled, said, Language.CPP.error(Phase.COMPILE, "", said));
  }
}
