package io.assay.validate.tests;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Outcome;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.StepResult;
import io.assay.language.Language;
import io.assay.language.ProgramError;
import io.assay.language.Steps;
import io.assay.validate.Change;
import io.assay.validate.reading.Desk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Rust's own: by `rustc --test` for files, by `cargo test` for a package.
///
/// @param library whether there is nothing to start but tests
record RustTests(boolean library) implements Tests {
  private static final Pattern TEST =
      Pattern.compile("#\\s*\\[\\s*(?:\\w+\\s*::\\s*)?test\\s*[\\](]");
  private static final Pattern MAIN = Pattern.compile("\\bfn\\s+main\\s*\\(");

  /// A test as Rust's harness tells of it.
  private static final Pattern LINE =
      Pattern.compile(
          "test (.{1,500}?)(?: - should panic)? \\.\\.\\. (ok|FAILED|ignored)(?:, (.*))?");

  /// Where what a test printed begins.
  private static final Pattern SECTION = Pattern.compile("---- (.{1,500}?) stdout ----");

  private static final Pattern SUMMARY =
      Pattern.compile(
          "test result: (?:ok|FAILED)\\. (\\d{1,9}) passed; (\\d{1,9}) failed; (\\d{1,9}) ignored;.*");

  static Optional<Tests> in(Change change, Map<String, String> sources) {
    boolean any = sources.values().stream().anyMatch(it -> TEST.matcher(it).find());
    boolean library = !MAIN.matcher(sources.getOrDefault(change.program().entry(), "")).find();
    return any ? Optional.of(new RustTests(library)) : Optional.empty();
  }

  @Override
  public String framework() {
    return "Rust's tests";
  }

  @Override
  public boolean areIn(String file, String text) {
    return TEST.matcher(text).find();
  }

  @Override
  public TestRun run(Assay assay, Change change) throws InterruptedException {
    Program program = change.program();
    try (Desk desk = Desk.of(assay, Language.RUST, program, change.limits())) {
      Steps steps = Language.RUST.steps(program, desk.toolchain(), change.limits());
      Command build = steps.compile().orElseThrow();
      StepResult step;
      if (build.arguments().getFirst().equals("build")) {
        List<String> arguments = new ArrayList<>(List.of("test", "--no-fail-fast"));
        // Every target of the package, not one program.
        arguments.addAll(build.arguments().subList(1, build.arguments().indexOf("--bin")));
        // Quiet, it would not name them.
        arguments.remove("--quiet");
        step =
            desk.ask(
                new Command(build.program(), arguments, build.environment(), build.directory()),
                change.stdin());
      } else {
        List<String> arguments = new ArrayList<>(build.arguments());
        arguments.add("--test");
        StepResult compiled =
            desk.ask(
                new Command(build.program(), arguments, build.environment(), build.directory()));
        if (!exited(compiled, 0)) {
          return notCompiled(compiled);
        }
        step =
            desk.ask(
                new Command(steps.run().program(), List.of(), program.environment(), Sandbox.HOME),
                change.stdin());
      }
      return told(step);
    }
  }

  private static boolean exited(StepResult step, int status) {
    return step.outcome().end() instanceof Outcome.Exited(int code) && code == status;
  }

  private static TestRun notCompiled(StepResult step) {
    String said = step.stderr().text();
    return TestRun.NotCompiled.of(
        step, said, Language.RUST.error(Language.Phase.COMPILE, "", said));
  }

  private static TestRun told(StepResult step) {
    SequencedMap<String, TestResult> results = new LinkedHashMap<>();
    Map<String, StringBuilder> sections = new LinkedHashMap<>();
    StringBuilder section = new StringBuilder();
    long counted = 0;
    int summaries = 0;
    for (String line : step.stdout().text().lines().limit(100_000).toList()) {
      Matcher test = LINE.matcher(line);
      Matcher summary = SUMMARY.matcher(line);
      Matcher begin = SECTION.matcher(line);
      if (test.matches()) {
        String name = test.group(1);
        results.put(
            summaries + " " + name,
            switch (test.group(2)) {
              case "ok" -> TestResult.passed(name);
              case "ignored" ->
                  TestResult.skipped(name, Optional.ofNullable(test.group(3)).orElse(""));
              default -> new TestResult(name, TestResult.Outcome.FAILED, "", 0, "");
            });
      } else if (line.equals("failures:")) {
        section = new StringBuilder();
      } else if (begin.matches()) {
        section =
            sections.computeIfAbsent(summaries + " " + begin.group(1), _ -> new StringBuilder());
      } else if (summary.matches()) {
        summaries++;
        for (int group = 1; group <= 3; group++) {
          counted += Long.parseLong(summary.group(group));
        }
      } else {
        section.append(line).append('\n');
      }
    }
    if (summaries == 0 && results.isEmpty() && !exited(step, 0)) {
      TestRun notCompiled = notCompiled(step);
      if (notCompiled instanceof TestRun.NotCompiled(var compiler)
          && compiler.error().isPresent()) {
        return notCompiled;
      }
    }
    List<TestResult> all = new ArrayList<>();
    results.forEach((key, result) ->
        all.add(
            result.wrong()
                ? wrong(result.name(), sections.getOrDefault(key, new StringBuilder()).toString())
                : result));
    boolean ended =
        summaries > 0
            && counted == all.size()
            && exited(step, 0) == all.stream().noneMatch(TestResult::wrong);
    return new TestRun.Ran(step, all, List.of(), ended, "");
  }

  /// What a test that failed printed: its panic tells why and where.
  private static TestResult wrong(String name, String text) {
    Optional<ProgramError> panic = Language.RUST.error(Language.Phase.RUN, "", text);
    String message = panic.map(ProgramError::message).orElse(text.strip());
    return new TestResult(
        name,
        message.startsWith("assertion ") || panic.isEmpty()
            ? TestResult.Outcome.FAILED
            : TestResult.Outcome.ERROR,
        panic.map(ProgramError::file).orElse(""),
        panic.map(it -> it.line().orElse(0)).orElse(0),
        message);
  }
}
