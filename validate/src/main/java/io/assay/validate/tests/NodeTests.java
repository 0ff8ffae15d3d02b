package io.assay.validate.tests;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.StepResult;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.TypeErasure;
import io.assay.validate.reading.Desk;
import io.assay.validate.reading.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// JavaScript's and TypeScript's, run by `node --test`, each file in a process of its own; what is
/// seen of them is told by a reporter of ours in the process above.
///
/// @param language which of them
/// @param files that hold tests
/// @param other the framework that the files are written for, if it is not Node's own
record NodeTests(Language language, List<String> files, Optional<String> other) implements Tests {
  private static final String REPORTER = Sandbox.BUILD + "/assay-reporter.mjs";
  private static final Program.Content CODE = Resources.of(NodeTests.class, "reporter.mjs");

  private static final Pattern OWN =
      Pattern.compile(
          "(?:\\bfrom\\s*|\\brequire\\s*\\(\\s*|\\bimport\\s*\\(?\\s*)['\"]node:test['\"]");

  private static final Pattern OTHER =
      Pattern.compile(
          "(?:\\bfrom\\s*|\\brequire\\s*\\(\\s*)['\"](?:@)?(vitest|jest|mocha|jasmine|ava|tap|bun:test|playwright/test)\\b");

  /// A framework that puts its functions where every file sees them.
  private static final Pattern GLOBALS =
      Pattern.compile("(?:^|[;{}])\\s*(?:describe|test|it)\\s*\\(", Pattern.MULTILINE);

  private static final Pattern NAMED =
      Pattern.compile("\"test\"\\s*:\\s*\"[^\"]{0,200}?\\b(vitest|jest|mocha|jasmine|ava|tap)\\b");

  static Optional<Tests> in(Change change, Map<String, String> sources) {
    Language language = change.language();
    List<String> files = new ArrayList<>();
    Optional<String> other = Optional.empty();
    for (String file : sources.keySet().stream().sorted().toList()) {
      String text = sources.getOrDefault(file, "");
      Matcher named = OTHER.matcher(text);
      if (OWN.matcher(text).find()) {
        files.add(file);
      } else if (named.find()) {
        files.add(file);
        other = Optional.of(named.group(1));
      } else if (language.isTest(file) && GLOBALS.matcher(text).find()) {
        files.add(file);
        other = other.or(() -> inPackage(change));
      }
    }
    return files.isEmpty() ? Optional.empty() : Optional.of(new NodeTests(language, files, other));
  }

  private static Optional<String> inPackage(Change change) {
    Matcher named = NAMED.matcher(change.text("package.json"));
    return Optional.of(named.find() ? named.group(1) : "jest");
  }

  @Override
  public String framework() {
    return other.orElse("node:test");
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
    if (other.isPresent()) {
      Optional<NodeRunner> runner = NodeRunner.named(other.get());
      return runner.isPresent()
          ? runner.get().run(assay, change, files)
          : new TestRun.Lacking(other.get());
    }
    Program program = change.program();
    String mark = Mark.fresh();
    try (Desk desk = Desk.of(assay, language, program, change.limits())) {
      desk.put(REPORTER, CODE);
      NodeWitness.on(desk, files);
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "--enable-source-maps",
                  "--require",
                  NodeWitness.SCRIPT,
                  "--test",
                  "--test-reporter=" + REPORTER,
                  "--test-reporter-destination=stdout"));
      for (String file : files) {
        Program one = new Program(program.files(), file, List.of(), program.environment());
        Optional<StepResult> failed = desk.doesNotCompile(one, List.of());
        if (failed.isPresent() && TypeErasure.applies(language, one, failed.get())) {
          one = TypeErasure.of(one);
          desk.put(TypeErasure.CONFIGURATION, TypeErasure.UNCHECKED);
          failed = desk.doesNotCompile(one, List.of());
        }
        if (failed.isPresent()) {
          return new TestRun.NotCompiled(failed.get());
        }
        arguments.add(desk.run(one).arguments().getLast());
      }
      Command command =
          new Command(desk.tool("node"), arguments, environment(program, mark), Sandbox.HOME);
      StepResult step = desk.ask(command, change.stdin());
      return TestRun.of(step, step.stdout().text(), mark, "");
    }
  }

  private static Map<String, String> environment(Program program, String mark) {
    Map<String, String> environment = new TreeMap<>(program.environment());
    environment.put("ASSAY_MARK", mark);
    environment.put("ASSAY_SIGNATURE", Mark.fresh());
    return environment;
  }
}
