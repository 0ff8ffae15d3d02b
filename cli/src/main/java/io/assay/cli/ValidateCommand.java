package io.assay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Limits;
import io.assay.Program;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay validate`: a verdict on one program, with evidence.
@Command(
    name = "validate",
    description = "Says whether a program is right, why not, and what to try next.",
    customSynopsis = "assay validate PATH... [OPTIONS] [-- ARGUMENT...]",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay validate main.py",
      "  assay validate src/ --entry src/main.py --format json",
      "  assay validate - --language python < main.py",
      "",
      "A project's assay.toml may say which gates are asked and in what order; see docs/validate.md.",
      "",
      "Exit status: 0 accepted, 1 rejected, 2 undecided (a gate could not tell), 64 wrong usage."
    })
final class ValidateCommand implements Main.Action {
  static final int ACCEPTED = 0;
  static final int REJECTED = 1;
  static final int UNDECIDED = 2;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "A file, several, a folder, or - for code from stdin; as with 'assay run'.")
  private List<String> paths = List.of();

  @Option(
      names = "--entry",
      paramLabel = "FILE",
      description = "The file to run, where several could be meant.")
  private @Nullable String entry;

  @Option(
      names = {"-l", "--language"},
      paramLabel = "NAME",
      description = "The language, where the file's name does not tell it.")
  private @Nullable String language;

  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "TIME",
      converter = Amount.Time.class,
      description = "Wall-clock time of each run (default: 30s).")
  private @Nullable Duration timeout;

  @Option(
      names = {"-m", "--memory"},
      paramLabel = "SIZE",
      converter = Amount.Size.class,
      description = "Memory of all processes of a run together (default: 1G).")
  private @Nullable Long memory;

  @Option(
      names = "--stdin",
      paramLabel = "FILE",
      description = "What the program is given to read (default: nothing).")
  private @Nullable Path stdin;

  @Option(
      names = "--expect",
      paramLabel = "FILE",
      description = "What the program must print to stdout, compared as --match says.")
  private @Nullable Path expect;

  @Option(
      names = "--expect-file",
      paramLabel = "NAME=FILE",
      description = "A file that the program must leave, compared with FILE as --match says.")
  private Map<String, Path> expectFiles = new LinkedHashMap<>();

  @Option(
      names = "--match",
      paramLabel = "HOW",
      description =
          "How they are compared: exact; trimmed (default), without space at the ends"
              + " of lines and of the whole; numeric, word by word, numbers to one part in 10^9;"
              + " regex; json, the same value however it is written.")
  private @Nullable String match;

  @Option(
      names = "--expect-status",
      paramLabel = "N",
      description = "The status that the program must end with (default: 0).")
  private @Nullable Integer expectStatus;

  @Option(
      names = "--test",
      paramLabel = "COMMAND",
      description =
          "What runs its tests, in a shell in the program's folder (default: what is found).")
  private @Nullable String test;

  @Option(
      names = "--test-report",
      paramLabel = "FILE",
      description = "Where that leaves a report in JUnit's XML, which says what came of each test.")
  private @Nullable String testReport;

  @Option(
      names = "--gates",
      paramLabel = "GATE",
      split = ",",
      description = "Ask only these gates, in their usual order.")
  private List<String> gates = List.of();

  @Option(names = "--throughout", description = "Ask every gate, also behind one that rejects.")
  private boolean throughout;

  @Option(
      names = "--strict",
      description = "What is undecided counts as wrong: the exit status is 1.")
  private boolean strict;

  @Option(
      names = "--cache",
      description =
          "The program does the same each time: what was judged before is answered from that.")
  private boolean cache;

  @Mixin private Reporting reporting = new Reporting();

  @Mixin private Templated templated = new Templated();

  @Override
  public boolean takesArguments() {
    return true;
  }

  @Override
  public int act(List<String> rest, Console console) throws InterruptedException {
    Reporting.Asked written = reporting.asked(console);
    Settings settings = Settings.in(console.directory());
    List<Gate> asked = gates(settings);
    Limits limits = Limits.DEFAULT;
    limits = timeout == null ? limits : limits.withWall(timeout);
    limits = memory == null ? limits : limits.withMemoryBytes(memory);
    Sources.Gathered sources =
        Sources.gather(
            console.directory(),
            paths,
            Optional.ofNullable(entry),
            Sources.namedLanguage(language),
            limits,
            console.in());
    Program program = sources.program().withArguments(rest);
    Change change =
        Change.of(sources.language(), program)
            .withStdin(stdin == null ? Bytes.of("") : Bytes.copyOf(read(stdin, "--stdin")))
            .withLimits(limits)
            .expecting(expected());
    Optional<TestCommand> tests = tests(settings);
    change = tests.isPresent() ? change.withTests(tests.get()) : change;
    Report report;
    try (Assay assay = templated.assay(console)) {
      Validation validation = new Validation(assay, asked, throughout || settings.throughout());
      report =
          (cache || settings.cache()
                  ? ValidationCache.of(validation).judge(change)
                  : validation.judge(change))
              .named(file -> sources.origins().getOrDefault(file, file));
    }
    written.write(List.of(report), console);
    return switch (report.verdict()) {
      case Verdict.Accepted _ -> ACCEPTED;
      case Verdict.Rejected _ -> REJECTED;
      case Verdict.Undecided _ -> strict || settings.strict() ? REJECTED : UNDECIDED;
    };
  }

  private Optional<TestCommand> tests(Settings settings) {
    if (test == null && testReport != null) {
      throw SandboxException.caller("--test-report says nothing without --test COMMAND");
    }
    return test == null
        ? settings.tests()
        : Optional.of(new TestCommand(test, Optional.ofNullable(testReport)));
  }

  private List<Expected> expected() {
    List<Expected> all = new ArrayList<>();
    if (match != null && expect == null && expectFiles.isEmpty()) {
      throw SandboxException.caller("--match says how, and --expect must say with what");
    }
    if (expect != null) {
      all.add(new Expected.Stdout(matching(expect, "--expect")));
    }
    expectFiles.forEach(
        (name, file) -> all.add(new Expected.File(name, matching(file, "--expect-file"))));
    if (expectStatus != null) {
      all.add(new Expected.Exit(expectStatus));
    }
    return all;
  }

  private Match matching(Path file, String option) {
    String text = new String(read(file, option), UTF_8);
    return match(Optional.ofNullable(match), text, "--match", option);
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

  private static byte[] read(Path file, String option) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw SandboxException.caller("%s: cannot read '%s': %s".formatted(option, file, e));
    }
  }

  private List<Gate> gates(Settings settings) {
    List<Gate> named = gates.stream().map(name -> Settings.gate(name, "--gates")).toList();
    if (named.isEmpty()) {
      return settings.gates().isEmpty() ? Validation.GATES : settings.gates();
    }
    return Validation.GATES.stream().filter(named::contains).toList();
  }
}
