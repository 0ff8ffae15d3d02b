package io.assay.validate.tests;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Outcome;
import io.assay.Program;
import io.assay.StepResult;
import io.assay.language.Language;
import io.assay.language.ProgramError;
import io.assay.validate.Change;
import io.assay.validate.reading.Desk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Go's, by `go test`.
///
/// @param library whether there is nothing to start but tests
record GoTests(boolean library) implements Tests {
  private static final JsonFactory JSON = new JsonFactory();

  private static final Pattern TEST =
      Pattern.compile("^func (?:Test|Example|Fuzz)\\w*\\(", Pattern.MULTILINE);
  private static final Pattern PACKAGE = Pattern.compile("^package (\\w+)", Pattern.MULTILINE);

  /// A message of a test, as package testing writes it.
  private static final Pattern SAID =
      Pattern.compile("\\s{4,}([^\\s:/]{1,500}\\.go):(\\d{1,9}): (.*)", Pattern.DOTALL);

  static Optional<Tests> in(Change change, Map<String, String> sources) {
    boolean any =
        sources.entrySet().stream()
            .anyMatch(it -> Language.GO.isTest(it.getKey()) && TEST.matcher(it.getValue()).find());
    Matcher name = PACKAGE.matcher(sources.getOrDefault(change.program().entry(), ""));
    boolean library =
        Language.GO.isTest(change.program().entry())
            || (name.find() && !name.group(1).equals("main"));
    return any ? Optional.of(new GoTests(library)) : Optional.empty();
  }

  @Override
  public String framework() {
    return "go test";
  }

  @Override
  public boolean areIn(String file, String text) {
    return Language.GO.isTest(file) && TEST.matcher(text).find();
  }

  @Override
  public TestRun run(Assay assay, Change change) throws InterruptedException {
    Program program = change.program();
    try (Desk desk = Desk.of(assay, Language.GO, program, change.limits())) {
      Command build =
          Language.GO.steps(program, desk.toolchain(), change.limits()).compile().orElseThrow();
      List<String> arguments = new ArrayList<>(List.of("test", "-json", "-vet=off"));
      if (build.arguments().getLast().endsWith(".go")) {
        String folder = folder(program.entry());
        program.files().sequencedKeySet().stream()
            .filter(file -> file.endsWith(".go") && folder(file).equals(folder))
            .map(file -> "./" + file)
            .forEach(arguments::add);
      } else {
        arguments.add("./...");
      }
      Map<String, String> environment = new LinkedHashMap<>(build.environment());
      environment.putAll(program.environment());
      StepResult step =
          desk.ask(
              new Command(build.program(), arguments, environment, build.directory()),
              change.stdin());
      return told(step, program);
    }
  }

  private static String folder(String file) {
    return file.substring(0, file.lastIndexOf('/') + 1);
  }

  /// One test while its lines come.
  private static final class Told {
    final String folder;
    final StringBuilder text = new StringBuilder();
    String end = "";

    Told(String folder) {
      this.folder = folder;
    }
  }

  private static TestRun told(StepResult step, Program program) {
    SequencedMap<String, Told> tests = new LinkedHashMap<>();
    StringBuilder besides = new StringBuilder(step.stderr().text());
    boolean failed = false;
    for (String line : step.stdout().text().lines().limit(100_000).toList()) {
      Map<String, String> event = event(line);
      String action = event.getOrDefault("Action", "");
      String test = event.getOrDefault("Test", "");
      String output = event.getOrDefault("Output", "");
      if (test.isEmpty()) {
        failed |= action.equals("fail") || action.equals("build-fail");
        besides.append(event.isEmpty() ? line + "\n" : output);
        continue;
      }
      String inside = event.getOrDefault("Package", "");
      Told told = tests.computeIfAbsent(inside + " " + test, _ -> new Told(inside));
      switch (action) {
        case "output" -> told.text.append(output);
        case "fail", "skip" -> told.end = action;
        // What runs when the process ends with status 0 is called a pass as well.
        case "pass" -> told.end = told.text.indexOf("--- PASS: " + test + " ") < 0 ? "" : action;
        default -> {}
      }
    }
    boolean limited = step.outcome().end() instanceof Outcome.LimitReached;
    if (failed && tests.isEmpty() && !limited) {
      String said = besides.toString();
      return TestRun.NotCompiled.of(
          step, said, Language.GO.error(Language.Phase.COMPILE, "", said));
    }
    List<TestResult> results = new ArrayList<>();
    tests.forEach((key, told) -> {
      boolean above =
          told.end.equals("fail")
              && tests.entrySet().stream()
                  .anyMatch(
                      it -> it.getKey().startsWith(key + "/") && it.getValue().end.equals("fail"));
      if (!above) {
        result(key.substring(key.indexOf(' ') + 1), told, program).ifPresent(results::add);
      }
    });
    String running =
        tests.entrySet().stream()
            .filter(it -> it.getValue().end.isEmpty())
            .map(it -> it.getKey().substring(it.getKey().indexOf(' ') + 1))
            .collect(Collectors.joining(", "));
    boolean ended =
        running.isEmpty()
            && step.outcome().end() instanceof Outcome.Exited(int code)
            && (code == 0) == results.stream().noneMatch(TestResult::wrong);
    return new TestRun.Ran(step, results, List.of(), ended, running);
  }

  private static Optional<TestResult> result(String name, Told told, Program program) {
    return switch (told.end) {
      case "pass" -> Optional.of(TestResult.passed(name));
      case "skip" ->
          Optional.of(
              TestResult.skipped(name, said(told).map(it -> it.group(3)).orElse("").strip()));
      case "fail" -> Optional.of(wrong(name, told, program));
      default -> Optional.empty();
    };
  }

  private static TestResult wrong(String name, Told told, Program program) {
    Optional<ProgramError> panic = Language.GO.error(Language.Phase.RUN, "", told.text.toString());
    if (panic.isPresent()) {
      ProgramError error = panic.get();
      return new TestResult(
          name,
          TestResult.Outcome.ERROR,
          error.file(),
          error.line().orElse(0),
          error.name() + ": " + error.message());
    }
    Optional<Matcher> said = said(told);
    if (said.isEmpty()) {
      String text =
          told.text
              .toString()
              .lines()
              .filter(it -> !it.startsWith("=== ") && !it.strip().startsWith("--- "))
              .collect(Collectors.joining("\n"));
      return new TestResult(name, TestResult.Outcome.FAILED, "", 0, text.strip());
    }
    return new TestResult(
        name,
        TestResult.Outcome.FAILED,
        place(said.get().group(1), told.folder, program),
        Integer.parseInt(said.get().group(2)),
        said.get().group(3).strip());
  }

  /// The last thing that a test said, with the lines that belong to it.
  private static Optional<Matcher> said(Told told) {
    List<String> messages = new ArrayList<>();
    for (String line : told.text.toString().lines().toList()) {
      if (SAID.matcher(line).matches()) {
        messages.add(line);
      } else if (!messages.isEmpty() && line.startsWith("        ")) {
        messages.set(messages.size() - 1, messages.getLast() + "\n" + line.strip());
      }
    }
    if (messages.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = SAID.matcher(messages.getFirst());
    return matcher.matches() ? Optional.of(matcher) : Optional.empty();
  }

  /// The file of that name in a package.
  private static String place(String name, String inside, Program program) {
    List<String> all =
        program.files().sequencedKeySet().stream()
            .filter(file -> file.equals(name) || file.endsWith("/" + name))
            .toList();
    return all.stream()
        .filter(file -> ("/" + inside + "/").endsWith("/" + folder(file)))
        .max(Comparator.comparingInt(String::length))
        .or(() -> all.stream().findFirst())
        .orElse(name);
  }

  /// The texts of an event, by their names; empty if the line is none.
  private static Map<String, String> event(String line) {
    Map<String, String> texts = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Map.of();
      }
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        if (parser.nextToken() == JsonToken.VALUE_STRING) {
          texts.put(name, parser.getString());
        }
      }
      return texts;
    } catch (JacksonException e) {
      return Map.of();
    }
  }
}
