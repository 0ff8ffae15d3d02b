package io.assay.validate.honesty;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Command;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.StepResult;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.reading.Desk;
import io.assay.validate.reading.Resources;
import io.assay.validate.reading.Spelling;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Go, whose programs stand on nothing that could be put before them: what ends them is called by
/// another name, of a function of ours that is compiled with them.
final class GoWatch implements Watch {
  private static final String RECORD = Sandbox.BUILD + "/record";
  private static final String FILE = "assay_watch.go";
  private static final String EXIT = "assayWatchExit";
  private static final String GOEXIT = "assayWatchGoexit";
  private static final String RECOVERED = "assayWatchRecovered";
  private static final String TOLD = "assayWatchTold";
  private static final String MAIN = "assayWatchMain";
  private static final String CODE = Resources.text(GoWatch.class, "watch.go");

  private static final String ENTRY =
      """

      func main() {
      	assayWatchEntered = true
      	%s()
      	assayWatchEnd("normal")
      }
      """
          .formatted(MAIN);

  /// Words by which a Go program ends, or what is done with its panics.
  private static final Set<String> MEANS =
      Set.of(
          "Exit",
          "Goexit",
          "Exec",
          "RawSyscall",
          "RawSyscall6",
          "Syscall",
          "Syscall6",
          "unsafe",
          "C",
          "recover",
          "plugin");

  @Override
  public Language language() {
    return Language.GO;
  }

  @Override
  public Spelling spelling() {
    return Spelling.GO;
  }

  @Override
  public boolean needed(Words words, Map<String, String> sources) {
    return words.anyOf(MEANS) || new Ignored(Spelling.GO, sources.values()).any(sources);
  }

  @Override
  public Watched watch(Assay assay, Change change, Map<String, String> sources)
      throws InterruptedException {
    Program program = change.program();
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>(program.files());
    Map<String, String> packages = new HashMap<>();
    Ignored ignored = new Ignored(Spelling.GO, sources.values());
    sources.forEach((file, text) -> {
      if (!file.endsWith("_test.go") && !text.isEmpty()) {
        files.put(file, new Program.Content.Text(Bytes.of(watched(text, file, ignored, packages))));
      }
    });
    packages.forEach((folder, name) ->
        files.put(folder + FILE, new Program.Content.Text(Bytes.of(helper(name)))));
    Program changed =
        new Program(files, program.entry(), program.arguments(), program.environment());
    try (Desk desk = Desk.of(assay, language(), changed, change.limits())) {
      Optional<StepResult> failed = desk.doesNotCompile(changed, List.of());
      if (failed.isPresent()) {
        return new Watched(failed.get(), List.of());
      }
      Command run = desk.run(changed);
      return Watched.of(
          desk.ask(run, change.stdin()), desk.textOf(RECORD), new Story(spelling(), sources));
    }
  }

  private static String folder(String file) {
    return file.substring(0, file.lastIndexOf('/') + 1);
  }

  private static String helper(String name) {
    boolean program = name.equals("main");
    String code =
        CODE.replace("ASSAY_RECORD", RECORD).replace("ASSAY_ENTERED", program ? "false" : "true");
    return "package " + name + "\n" + code + (program ? ENTRY : "");
  }

  /// The text of a file with other names for what ends it, each where it was.
  static String watched(String text, String file, Ignored ignored, Map<String, String> packages) {
    Edits edits = new Edits(Spelling.GO, text);
    ignored.tell(edits, file);
    String kept = "";
    int depth = 0;
    for (int i = edits.tokens.size() - 1; i >= 0; i--) {
      depth += edits.is(i, "}") ? 1 : edits.is(i, "{") ? -1 : 0;
      String holder = edits.is(i + 1, ".") ? edits.tokens.get(i).text() : "";
      if (edits.is(i + 2, "Exit") && (holder.equals("os") || holder.equals("syscall"))) {
        edits.replace(i, i + 2, EXIT);
        // A package that nothing is used of is an error.
        kept += "\nvar _ = " + holder + ".Exit";
      } else if (edits.is(i + 2, "Goexit") && holder.equals("runtime")) {
        edits.replace(i, i + 2, GOEXIT);
        kept += "\nvar _ = runtime.Goexit";
      } else if (edits.is(i, "recover") && edits.is(i + 2, ")") && unheard(edits, i)) {
        edits.replace(i, i + 2, RECOVERED + "(recover())");
      } else if (edits.is(i, "recover") && edits.is(i + 2, ")") && onlyPrinted(edits, i)) {
        edits.replace(i, i + 2, TOLD + "(recover())");
      } else if (depth == 0 && edits.is(i, "main") && edits.is(i - 1, "func")) {
        edits.replace(i, i, MAIN);
      } else if (depth == 0 && edits.is(i, "package") && i + 1 < edits.tokens.size()) {
        packages.put(folder(file), edits.tokens.get(i + 1).text());
      }
    }
    return edits + kept + "\n";
  }

  /// Whether nothing is made of what is recovered from.
  private static boolean unheard(Edits edits, int recover) {
    if (edits.is(recover - 1, "=") && edits.is(recover - 2, ":")) {
      int open = handler(edits, recover);
      return edits.is(recover - 4, "if") && open >= 0 && edits.leavesNoTrace(open);
    }
    return edits.is(recover - 1, "{")
        || edits.is(recover - 1, ";")
        || (edits.is(recover - 1, "=") && edits.is(recover - 2, "_"));
  }

  /// Whether something is printed where there was something to recover from, and no more.
  private static boolean onlyPrinted(Edits edits, int recover) {
    int open = handler(edits, recover);
    return open >= 0 && edits.onlyWrites(open);
  }

  /// Where the block begins that is done if there was something to recover from; -1 if there is
  /// none, or something else is done as well: `if r := recover(); r != nil {`, or the same in two
  /// lines.
  private static int handler(Edits edits, int recover) {
    if (!edits.is(recover - 1, "=") || !edits.is(recover - 2, ":")) {
      return -1;
    }
    String name = edits.tokens.get(recover - 3).text();
    int asks = recover + 3;
    if (edits.is(recover - 4, "if")) {
      if (!edits.is(asks, ";")) {
        return -1;
      }
      asks++;
    } else if (edits.is(asks, "if") && edits.is(recover - 4, "{")) {
      asks++;
    } else {
      return -1;
    }
    boolean asked =
        edits.is(asks, name)
            && edits.is(asks + 1, "!")
            && edits.is(asks + 2, "=")
            && edits.is(asks + 3, "nil")
            && edits.is(asks + 4, "{");
    boolean alone = asked && edits.is(edits.partner(asks + 4) + 1, "}");
    return alone ? asks + 4 : -1;
  }
}
