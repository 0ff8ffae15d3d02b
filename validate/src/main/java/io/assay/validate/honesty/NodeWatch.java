package io.assay.validate.honesty;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.reading.Desk;
import io.assay.validate.reading.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// JavaScript and TypeScript, watched by a script that Node loads before the program.
///
/// @param language which of them
record NodeWatch(Language language) implements Watch {
  private static final String SCRIPT = Sandbox.BUILD + "/watch.cjs";
  private static final String RECORD = Sandbox.BUILD + "/record";
  private static final Program.Content CODE = Resources.of(NodeWatch.class, "watch.cjs");

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

  @Override
  public Spelling spelling() {
    return Spelling.JAVASCRIPT;
  }

  @Override
  public boolean needed(Words words) {
    return words.haveChecks() && words.anyOf(MEANS);
  }

  @Override
  public Watched watch(Assay assay, Change change, Map<String, String> sources)
      throws InterruptedException {
    try (Desk desk = Desk.of(assay, language, change.program(), change.limits())) {
      desk.put(SCRIPT, CODE);
      Command run = desk.ready(change.program(), List.of());
      List<String> arguments = new ArrayList<>(List.of("--require", SCRIPT));
      arguments.addAll(run.arguments());
      Command watched = new Command(run.program(), arguments, run.environment(), run.directory());
      return Watched.of(
          desk.ask(watched, change.stdin()), desk.textOf(RECORD), new Story(spelling(), sources));
    }
  }
}
