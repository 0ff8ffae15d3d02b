package io.assay.validate.honesty;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.StepResult;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.reading.Desk;
import io.assay.validate.reading.Resources;
import io.assay.validate.reading.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// JavaScript and TypeScript, watched by a script that Node loads before the program.
///
/// @param language which of them
record NodeWatch(Language language) implements Watch {
  private static final String SCRIPT = Sandbox.BUILD + "/watch.cjs";
  private static final String RECORD = Sandbox.BUILD + "/record";
  private static final Program.Content CODE = Resources.of(NodeWatch.class, "watch.cjs");
  private static final Program.Content WITNESS = Resources.of(NodeWatch.class, "witness.cjs");

  /// Words by which the process or what judges results can be reached, however they are hidden.
  private static final Set<String> MEANS =
      Set.of(
          "process",
          "global",
          "globalThis",
          "exit",
          "eval",
          "Function",
          "Promise",
          "await",
          "then",
          "constructor",
          "require",
          "import",
          "JSON",
          "prototype",
          "defineProperty",
          "Reflect");

  /// Something in the place of what judges results.
  private static final Pattern REPLACES =
      Pattern.compile(
          "\\b(?:Object|Math|Number|Array\\.prototype)\\.[a-zA-Z]{2,9}+\\s{0,9}+=(?![=>])");

  @Override
  public Spelling spelling() {
    return Spelling.JAVASCRIPT;
  }

  @Override
  public boolean needed(Words words, Map<String, String> sources) {
    if (sources.values().stream().anyMatch(source -> REPLACES.matcher(source).find())
        && (words.haveChecks(spelling(), sources.values()) || words.anyOf(Set.of("throw")))) {
      return true;
    }
    return words.haveChecks()
        && (words.anyOf(MEANS)
            // A check of the console's only prints.
            || (words.anyOf(Set.of("console")) && words.anyOf(Set.of("assert")))
            || !Edits.of(sources, this::watched).isEmpty());
  }

  @Override
  public Watched watch(Assay assay, Change change, Map<String, String> sources)
      throws InterruptedException {
    Program program = Edits.of(change.program(), Edits.of(sources, this::watched));
    List<String> begins = List.of("--require", SCRIPT, Sandbox.HOME + "/" + program.entry());
    try (Desk desk = Desk.of(assay, language, program, change.limits(), begins)) {
      desk.put(SCRIPT, CODE);
      desk.put(Sandbox.BUILD + "/witness.cjs", WITNESS);
      Optional<StepResult> failed = desk.doesNotCompile(program, List.of());
      if (failed.isPresent()) {
        return new Watched(failed.get(), List.of());
      }
      Command run = desk.run(program);
      List<String> arguments = new ArrayList<>(List.of("--require", SCRIPT));
      arguments.addAll(run.arguments());
      Command watched = new Command(run.program(), arguments, run.environment(), run.directory());
      return Watched.of(
          desk.ask(watched, change.stdin()), desk.textOf(RECORD), new Story(spelling(), sources));
    }
  }

  /// The text of a file that tells what nobody else hears of.
  private String watched(String text) {
    Edits edits = new Edits(Spelling.JAVASCRIPT, text);
    String global = language.equals(Language.TYPESCRIPT) ? "(globalThis as any)" : "globalThis";
    edits.tellWhatIsSwallowed(global + ".process.emit('assay.caught', %s);", "assayCaught");
    edits.tellWhatIsOnlyPrinted(global + ".process.emit('assay.told', %s);");
    tellWhatIsSettled(edits, global);
    String tells = "(assayCaught%s) => { %s.process.emit('%s', assayCaught); throw assayCaught; }";
    String any = language.equals(Language.TYPESCRIPT) ? ": any" : "";
    edits.tellWhatPromisesDrop(
        ".catch(" + tells.formatted(any, global, "assay.dropped") + ")",
        ".catch(" + tells.formatted(any, global, "assay.reported") + ")");
    return edits.toString();
  }

  /// Hands over what promises came to that are waited for, and that nothing is made of.
  private static void tellWhatIsSettled(Edits edits, String global) {
    for (int i = 2; i + 1 < edits.tokens.size(); i++) {
      int begin = edits.is(i - 3, "await") ? i - 3 : i - 2;
      boolean settled =
          edits.is(i, "allSettled")
              && edits.is(i - 1, ".")
              && edits.is(i - 2, "Promise")
              && edits.is(i + 1, "(");
      if (settled && edits.beginsStatement(begin)) {
        int close = edits.partner(i + 1);
        if (edits.is(close + 1, ";") || edits.is(close + 1, "}")) {
          edits.insertBehind(
              close,
              ".then((all) => void %s.process.emit('assay.settled', all))".formatted(global));
        }
      }
    }
  }
}
