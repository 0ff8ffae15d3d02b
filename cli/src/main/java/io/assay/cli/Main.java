package io.assay.cli;

import io.assay.SandboxException;
import io.assay.validate.packages.Spelling;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command `assay`.
public final class Main {
  private static final Map<String, Supplier<Action>> COMMANDS =
      Map.ofEntries(
          Map.entry("run", RunCommand::new),
          Map.entry("validate", ValidateCommand::new),
          Map.entry("docs", DocsCommand::new),
          Map.entry("explain", ExplainCommand::new),
          Map.entry("batch", BatchCommand::new),
          Map.entry("hook", HookCommand::new),
          Map.entry("advisories", AdvisoriesCommand::new),
          Map.entry("mcp", McpCommand::new),
          Map.entry("engine", EngineCommand::new),
          Map.entry("languages", LanguagesCommand::new),
          Map.entry("doctor", DoctorCommand::new));

  /// The order in which help lists them.
  private static final List<String> ORDER =
      List.of(
          "run",
          "validate",
          "docs",
          "explain",
          "batch",
          "hook",
          "advisories",
          "mcp",
          "engine",
          "languages",
          "doctor");

  /// `--format json` in one word, in every way in which it is said.
  private static final Set<String> FORMAT_JSON = Set.of("--format=json", "-f=json", "-fjson");

  private Main() {}

  /// What there is to say where no command is meant.
  private static CommandSpec assay() {
    CommandSpec assay =
        CommandSpec.create()
            .name("assay")
            .versionProvider(() -> new String[] {"assay " + version()});
    assay
        .usageMessage()
        .description("Runs code that nobody should trust yet, each time in a fresh sandbox.")
        .synopsisSubcommandLabel("COMMAND")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n")
        .footerHeading("%nExamples:%n")
        .footer(
            "  assay run main.py",
            "  echo 3 | assay run sum.go",
            "  assay run src/ --entry src/main.py --timeout 5s --memory 256M --json",
            "  assay validate main.py",
            "  assay docs README.md",
            "  assay batch cases.jsonl --output results.jsonl",
            "  assay mcp install cline",
            "  assay languages",
            "  assay doctor",
            "  assay help run",
            "",
            "Exit status of run: the program's own, 128+n if signal n ended it, or ours: 120 a limit ended it,",
            "121 cancelled, 123 this host cannot, 125 Assay's fault, 64 wrong usage.");
    return assay;
  }

  public static void main(String[] arguments) {
    Console console = Console.ofThisProcess();
    List<String> words = RawArguments.of(arguments);
    Ending.end(
        console, words, () -> startsEarly(words) ? runEarly(words, console) : run(words, console));
  }

  /// Whether nothing can be done without an engine, if the words are what they seem to be.
  private static boolean startsEarly(List<String> words) {
    String command = words.isEmpty() ? "" : words.getFirst();
    String next = words.size() < 2 ? "" : words.get(1);
    boolean needs =
        switch (command) {
          case "run", "validate", "docs", "batch" -> !next.isEmpty();
          case "hook" -> next.equals("run");
          case "mcp" -> next.isEmpty() || next.startsWith("-");
          default -> false;
        };
    return needs && words.stream().noneMatch(word -> word.equals("--help") || word.equals("-h"));
  }

  private static int runEarly(List<String> words, Console console) throws InterruptedException {
    try (Starting engine = Starting.now(console::assay)) {
      return run(words, console.on(engine::take));
    }
  }

  /// Does what `words` say, and returns the exit status.
  static int run(List<String> words, Console console) throws InterruptedException {
    Stdout out = new Stdout(console.out(), console::say);
    return out.statusAfter(act(words, console.to(out)));
  }

  private static int act(List<String> given, Console console) throws InterruptedException {
    List<String> words = given.indexOf("help") == 0 ? helping(given) : given;
    int split = words.indexOf("--");
    List<String> own = split < 0 ? words : words.subList(0, split);
    List<String> rest = split < 0 ? List.of() : words.subList(split + 1, words.size());
    List<String> plain = own.stream().filter(word -> !word.startsWith("-")).toList();
    String named = plain.isEmpty() ? "" : plain.getFirst();
    if (!named.isEmpty() && !COMMANDS.containsKey(named)) {
      return refuse(unknown(named, ORDER) + ". See 'assay --help'", wantsJson(own), console);
    }
    CommandLine line = commandLine(named, plain.size() < 2 ? "" : plain.get(1), console);
    try {
      ParseResult parsed = line.parseArgs(own.toArray(String[]::new));
      if (CommandLine.printHelpIfRequested(parsed)) {
        return Exit.SUCCESS;
      }
      if (!parsed.hasSubcommand()) {
        if (parsed.originalArgs().isEmpty()) {
          line.usage(line.getErr());
          return Exit.USAGE;
        }
        throw new ParameterException(line, "which command? Known: " + String.join(", ", ORDER));
      }
      ParseResult innermost = parsed.subcommand();
      while (innermost.hasSubcommand()) {
        innermost = innermost.subcommand();
      }
      CommandLine command = innermost.commandSpec().commandLine();
      Action action = (Action) command.getCommandSpec().userObject();
      if (split >= 0 && !action.takesArguments()) {
        throw new ParameterException(
            command, "'--' starts a program's arguments: only 'run' and 'validate' have one");
      }
      return action.act(rest, console);
    } catch (ParameterException e) {
      String help = e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
      return refuse(plain(e) + ". See '" + help + "'", wantsJson(own), console);
    } catch (SandboxException e) {
      int status = Exit.of(e.blame());
      if (wantsJson(own)) {
        JsonReport.failure(console, e.blame(), message(e), status);
      } else {
        console.say(message(e));
      }
      return status;
    }
  }

  /// `assay help run` is `assay run --help`.
  private static List<String> helping(List<String> words) {
    return Stream.concat(words.stream().skip(1), Stream.of("--help")).toList();
  }

  private static String unknown(String name, List<String> known) {
    return "unknown command '%s'; %s"
        .formatted(
            name, didYouMean(Spelling.near(name, known), "known: " + String.join(", ", known)));
  }

  private static String didYouMean(List<String> near, String otherwise) {
    return near.isEmpty() ? otherwise : "did you mean " + String.join(" or ", near);
  }

  /// What is wrong, beginning with the option that it is about.
  private static String plain(ParameterException e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return message.replaceFirst("^Invalid value for option '([^']*)'(?: \\([^)]*\\))?: ", "$1 ");
    }
    String first = unmatched.getUnmatched().getFirst();
    if (first.startsWith("-")) {
      List<String> near = unmatched.getSuggestions().stream().limit(3).toList();
      return near.isEmpty() ? message : message + "; " + didYouMean(near, "");
    }
    Action action = (Action) e.getCommandLine().getCommandSpec().userObject();
    return action.actions().isEmpty()
        ? "'%s' is one argument too many".formatted(first)
        : unknown(first, action.actions().keySet().stream().sorted().toList());
  }

  private static int refuse(String message, boolean json, Console console) {
    if (json) {
      JsonReport.failure(console, io.assay.Blame.CALLER, message, Exit.USAGE);
    } else {
      console.say(message);
    }
    return Exit.USAGE;
  }

  static String message(SandboxException e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }

  /// Whether what is printed is for a program, our own failure as well.
  static boolean wantsJson(List<String> words) {
    int split = words.indexOf("--");
    List<String> own = split < 0 ? words : words.subList(0, split);
    for (int i = 0; i < own.size(); i++) {
      String before = i == 0 ? "" : own.get(i - 1);
      boolean behind = before.equals("--format") || before.equals("-f");
      if (own.get(i).equals("--json")
          || FORMAT_JSON.contains(own.get(i))
          || (behind && own.get(i).equals("json"))) {
        return true;
      }
    }
    return false;
  }

  /// Only the command that is meant is looked at: reading the others' options takes longer than the
  /// rest of the start.
  private static CommandLine commandLine(String named, String within, Console console) {
    CommandLine line = new CommandLine(assay());
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
    for (String name : named.isEmpty() ? ORDER : List.of(named)) {
      line.addSubcommand(
          name, commandLine(COMMANDS.getOrDefault(name, RunCommand::new).get(), within));
    }
    askableForHelp(line);
    Help.Ansi ansi = console.colours() ? Help.Ansi.ON : Help.Ansi.OFF;
    line.setColorScheme(Help.defaultColorScheme(ansi));
    line.setOut(console.outWriter());
    line.setErr(console.errWriter());
    line.setExpandAtFiles(false);
    line.setUsageHelpWidth(100);
    line.setUsageHelpLongOptionsMaxWidth(30);
    line.setAbbreviatedOptionsAllowed(false);
    line.setOverwrittenOptionsAllowed(false);
    line.setTrimQuotes(false);
    return line;
  }

  private static CommandLine commandLine(Action action, String within) {
    CommandLine line = new CommandLine(action.words().spec());
    askableForHelp(line);
    Supplier<Action> inner = action.actions().get(within);
    if (inner != null) {
      line.addSubcommand(within, commandLine(inner.get(), ""));
    }
    return line;
  }

  private static void askableForHelp(CommandLine line) {
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
  }

  /// What a command does.
  interface Action {
    /// The words that it is asked for with.
    Words words();

    /// Does it.
    ///
    /// @param rest what followed `--`
    /// @return the exit status
    int act(List<String> rest, Console console) throws InterruptedException;

    /// The commands within this one, by name.
    default Map<String, Supplier<Action>> actions() {
      return Map.of();
    }

    /// Whether it has a program that arguments could be meant for.
    default boolean takesArguments() {
      return false;
    }
  }

  /// This build's version.
  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
