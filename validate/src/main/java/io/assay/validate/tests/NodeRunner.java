package io.assay.validate.tests;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Outcome;
import io.assay.Sandbox;
import io.assay.StepResult;
import io.assay.validate.Change;
import io.assay.validate.honesty.Trick;
import io.assay.validate.reading.Desk;
import io.assay.validate.reading.Notes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What runs the tests of a framework that is a package: the project's own, else what is installed
/// for all. Both write the report that Jest has defined.
///
/// @param name what people call it, and its package
/// @param script where it starts, in its package
/// @param words its arguments, the last of them with the report's path put behind
record NodeRunner(String name, String script, List<String> words) {
  private static final JsonFactory JSON = new JsonFactory();

  private static final List<NodeRunner> ALL =
      List.of(
          new NodeRunner(
              "jest",
              "bin/jest.js",
              List.of("--ci", "--testLocationInResults", "--json", "--outputFile=")),
          new NodeRunner(
              "vitest", "vitest.mjs", List.of("run", "--reporter=json", "--outputFile=")));

  /// Prints where a script of a package is, a line for a shell: `$0` is Node.js, `$1` the script.
  private static final String FIND =
      """
      for folder in node_modules "$(dirname "$0")/../lib/node_modules" /usr/local/lib/node_modules /usr/share/nodejs; do
        [ ! -f "$folder/$1" ] || { printf %s "$folder/$1"; exit; }
      done
      """;

  static Optional<NodeRunner> named(String name) {
    return ALL.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /// @param files that hold tests
  TestRun run(Assay assay, Change change, List<String> files) throws InterruptedException {
    try (Desk desk = Desk.of(assay, change.language(), change.program(), change.limits())) {
      String node = desk.tool("node");
      Map<String, String> environment = new TreeMap<>(change.program().environment());
      environment.put("FORCE_COLOR", "0");
      String found =
          desk.ask(
                  new Command(
                      "/bin/sh",
                      List.of("-c", FIND, node, name + "/" + script),
                      environment,
                      Sandbox.HOME))
              .stdout()
              .text();
      if (found.isEmpty()) {
        return new TestRun.Lacking(name);
      }
      NodeWitness.on(desk, files);
      environment.merge(
          "NODE_OPTIONS", "--require " + NodeWitness.SCRIPT, (own, ours) -> own + " " + ours);
      String report = Sandbox.BUILD + "/" + Mark.fresh() + ".json";
      List<String> arguments = new ArrayList<>(List.of(found));
      arguments.addAll(words.subList(0, words.size() - 1));
      arguments.add(words.getLast() + report);
      StepResult step =
          desk.ask(new Command(node, arguments, environment, Sandbox.HOME), change.stdin());
      Optional<List<TestResult>> results = results(desk.textOf(report));
      boolean ended =
          results.isPresent()
              && step.outcome().end() instanceof Outcome.Exited(int code)
              && (code == 0) == results.get().stream().noneMatch(TestResult::wrong);
      return new TestRun.Ran(
          step,
          results.orElse(List.of()),
          List.of(),
          ended,
          "",
          tricks(desk.textOf(NodeWitness.RECORD), results.orElse(List.of())),
          Optional.empty());
    }
  }

  /// What was seen where tests ran: tricks, and tests that failed there and not by the report.
  private static List<Trick> tricks(String record, List<TestResult> results) {
    Set<String> failed =
        results.stream()
            .filter(TestResult::wrong)
            .map(TestResult::name)
            .collect(Collectors.toSet());
    List<Trick> tricks = new ArrayList<>(TestRun.tricks(record));
    record
        .lines()
        .limit(TestRun.MOST_LINES)
        .map(Notes::fields)
        .filter(fields -> fields.getFirst().equals("failed") && fields.size() == 2)
        .map(fields -> TestResult.passed(fields.getLast().strip()).name())
        .filter(name -> !failed.contains(name))
        .map(name -> new Trick(Trick.Kind.FORGED, "", 0, name))
        .distinct()
        .forEach(tricks::add);
    return tricks;
  }

  /// The tests that a report tells of; none if it is not whole.
  private static Optional<List<TestResult>> results(String report) {
    List<TestResult> results = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), report)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      for (Object file : list(map(read(parser)).get("testResults"))) {
        List<?> tests = list(map(file).get("assertionResults"));
        tests.forEach(test -> results.add(result(map(test), text(map(file).get("name")))));
        if (tests.isEmpty() && text(map(file).get("status")).equals("failed")) {
          String name = JunitReport.own(text(map(file).get("name")));
          results.add(
              JunitReport.result(
                  name, TestResult.Outcome.ERROR, name, "", text(map(file).get("message"))));
        }
      }
      return Optional.of(results);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static TestResult result(Map<?, ?> test, String file) {
    String name = text(test.get("fullName")).strip();
    String message =
        String.join(
            "\n", list(test.get("failureMessages")).stream().map(NodeRunner::text).toList());
    TestResult.Outcome outcome =
        switch (text(test.get("status"))) {
          case "passed" -> TestResult.Outcome.PASSED;
          case "failed" -> TestResult.Outcome.FAILED;
          default -> TestResult.Outcome.SKIPPED;
        };
    if (outcome != TestResult.Outcome.FAILED) {
      return new TestResult(name, outcome, "", 0, "");
    }
    TestResult placed =
        JunitReport.result(
            name, outcome, file, text(map(test.get("location")).get("line")), message);
    String said = placed.message();
    int stack = said.indexOf("\n    at ");
    return new TestResult(
        name, outcome, placed.file(), placed.line(), stack < 0 ? said : said.substring(0, stack));
  }

  /// A value: a map, a list, or the text of anything else.
  private static Object read(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
          parser.nextToken();
          members.put(name, read(parser));
        }
        yield members;
      }
      case START_ARRAY -> {
        List<Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          values.add(read(parser));
        }
        yield values;
      }
      default -> String.valueOf(parser.getString());
    };
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }
}
