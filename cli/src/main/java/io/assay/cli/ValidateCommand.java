package io.assay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Limits;
import io.assay.Program;
import io.assay.Reason;
import io.assay.SandboxException;
import io.assay.validate.Change;
import io.assay.validate.Expected;
import io.assay.validate.Gate;
import io.assay.validate.Match;
import io.assay.validate.Report;
import io.assay.validate.Validation;
import io.assay.validate.Verdict;
import io.assay.validate.cache.ValidationCache;
import io.assay.validate.tests.TestCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/// `assay validate`: a verdict on one program, with evidence.
final class ValidateCommand implements Main.Action {
  private final Words words =
      new Words(
              this,
              "validate",
              List.of("assay validate PATH... [OPTIONS] [-- ARGUMENT...]"),
              "Says whether a program is right, why not, and what to try next.")
          .ending(
              "Examples:",
              "  assay validate main.py",
              "  assay validate src/ --entry src/main.py --format json",
              "  assay validate - --language python < main.py",
              "",
              "A project's assay.toml may say which gates are asked and in what order; see docs/validate.md.",
              "",
              "Exit status: 0 accepted, 1 rejected, 2 undecided (a gate could not tell), 64 wrong usage.");

  static final int ACCEPTED = 0;
  static final int REJECTED = 1;
  static final int UNDECIDED = 2;

  private final Words.Value<List<String>> paths =
      words.parameters(
          "1..*",
          "PATH",
          "A file, several, a folder, or - for code from stdin; as with 'assay run'.");

  private final Words.Value<String> entry =
      words.text("FILE", "The file to run, where several could be meant.", "--entry");

  private final Words.Value<String> language =
      words.text(
          "NAME", "The language, where the file's name does not tell it.", "-l", "--language");

  private final Words.Value<Duration> timeout =
      words.time("Wall-clock time of each run (default: 30s).", "-t", "--timeout");

  private final Words.Value<Long> memory =
      words.size("Memory of all processes of a run together (default: 1G).", "-m", "--memory");

  private final Words.Value<Path> stdin =
      words.file("FILE", "What the program is given to read (default: nothing).", "--stdin");

  private final Words.Value<Path> expect =
      words.file(
          "FILE", "What the program must print to stdout, compared as --match says.", "--expect");

  private final Words.Value<Map<String, Path>> expectFiles =
      words.files(
          "NAME=FILE",
          "A file that the program must leave, compared with FILE as --match says.",
          "--expect-file");

  private final Words.Value<String> match =
      words.text(
          "HOW",
          "How they are compared: exact; trimmed (default), without space at the ends"
              + " of lines and of the whole; numeric, word by word, numbers to one part in 10^9;"
              + " regex; json, the same value however it is written.",
          "--match");

  private final Words.Value<Integer> expectStatus =
      words.number(
          "N", "The status that the program must end with (default: 0).", "--expect-status");

  private final Words.Value<String> test =
      words.text(
          "COMMAND",
          "What runs its tests, in a shell in the program's folder (default: what is found).",
          "--test");

  private final Words.Value<String> testReport =
      words.text(
          "FILE",
          "Where that leaves a report in JUnit's XML, which says what came of each test.",
          "--test-report");

  private final Words.Value<List<String>> gates =
      words.list("GATE", "Ask only these gates, in their usual order.", "--gates");

  private final Words.Flag throughout =
      words.flag("Ask every gate, also behind one that rejects.", "--throughout");

  private final Words.Flag strict =
      words.flag("What is undecided counts as wrong: the exit status is 1.", "--strict");

  private final Words.Flag cache =
      words.flag(
          "The program does the same each time: what was judged before is answered from that.",
          "--cache");

  private final Reporting reporting = new Reporting(words);

  private final Templated templated = new Templated(words);

  @Override
  public Words words() {
    return words;
  }

  @Override
  public boolean takesArguments() {
    return true;
  }

  @Override
  public int act(List<String> rest, Console console) throws InterruptedException {
    Reporting.Asked written = reporting.asked(console);
    Settings settings = Settings.in(console.directory());
    List<Gate> asked = gates(settings);
    Limits limits = timeout.onto(Limits.DEFAULT, Limits::withWall);
    limits = memory.onto(limits, Limits::withMemoryBytes);
    Sources.Gathered sources =
        Sources.gatherTested(
            console.directory(),
            paths.or(List.of()),
            entry.get(),
            language.get().map(Sources::namedLanguage),
            limits,
            console.in());
    Program program = sources.program().withArguments(rest);
    Change change =
        Change.of(sources.language(), program)
            .withStdin(
                stdin.get().isEmpty()
                    ? Bytes.of("")
                    : Bytes.copyOf(read(console, stdin.get().get(), "--stdin")))
            .withLimits(limits)
            .expecting(expected(console));
    Optional<TestCommand> tests = tests(settings);
    change = tests.isPresent() ? change.withTests(tests.get()) : change;
    change = sources.library() ? change.asLibrary() : change;
    Report report;
    try (Assay assay = templated.assay(console)) {
      Validation validation =
          new Validation(assay, asked, throughout.given() || settings.throughout());
      report =
          (cache.given() || settings.cache()
                  ? ValidationCache.of(validation).judge(change)
                  : validation.judge(change))
              .named(file -> sources.origins().getOrDefault(file, file));
    }
    int status =
        switch (report.verdict()) {
          case Verdict.Accepted _ -> ACCEPTED;
          case Verdict.Rejected _ -> REJECTED;
          case Verdict.Undecided _ -> strict.given() || settings.strict() ? REJECTED : UNDECIDED;
        };
    written.write(List.of(report), status, console);
    return status;
  }

  private Optional<TestCommand> tests(Settings settings) {
    if (test.get().isEmpty() && testReport.get().isPresent()) {
      throw SandboxException.caller("--test-report says nothing without --test COMMAND");
    }
    return test.get()
        .map(command -> new TestCommand(command, testReport.get()))
        .or(settings::tests);
  }

  private List<Expected> expected(Console console) throws InterruptedException {
    List<Expected> all = new ArrayList<>();
    Map<String, Path> files = expectFiles.or(Map.of());
    if (match.get().isPresent() && expect.get().isEmpty() && files.isEmpty()) {
      throw SandboxException.caller("--match says how, and --expect must say with what");
    }
    if (expect.get().isPresent()) {
      all.add(new Expected.Stdout(matching(console, expect.get().get(), "--expect")));
    }
    for (Map.Entry<String, Path> file : files.entrySet()) {
      all.add(
          new Expected.File(file.getKey(), matching(console, file.getValue(), "--expect-file")));
    }
    expectStatus.get().map(Expected.Exit::new).ifPresent(all::add);
    return all;
  }

  private Match matching(Console console, Path file, String option) throws InterruptedException {
    String text = new String(read(console, file, option), UTF_8);
    return match(match.get(), text, "--match", option);
  }

  /// What `text` is compared with as `how` says, trimmed where it says nothing.
  ///
  /// @param howNamed what `how` is called where it came from
  /// @param textNamed what `text` is called there
  static Match match(Optional<String> how, String text, String howNamed, String textNamed) {
    try {
      return Match.named(how.orElse("trimmed"), text)
          .orElseThrow(() ->
              SandboxException.caller(
                  "%s '%s' is not known; known: %s"
                      .formatted(howNamed, how.orElseThrow(), String.join(", ", Match.NAMES))));
    } catch (PatternSyntaxException e) {
      throw SandboxException.caller(
          textNamed + " holds no regular expression: " + e.getDescription());
    }
  }

  private static byte[] read(Console console, Path file, String option)
      throws InterruptedException {
    try {
      return Intake.read(console.directory().resolve(file));
    } catch (IOException e) {
      throw SandboxException.caller(
          "%s: cannot read '%s': %s".formatted(option, file, Reason.of(e)));
    }
  }

  private List<Gate> gates(Settings settings) {
    List<Gate> named =
        gates.or(List.of()).stream().map(name -> Settings.gate(name, "--gates")).toList();
    if (named.isEmpty()) {
      return settings.gates().isEmpty() ? Validation.GATES : settings.gates();
    }
    return Validation.GATES.stream().filter(named::contains).toList();
  }
}
