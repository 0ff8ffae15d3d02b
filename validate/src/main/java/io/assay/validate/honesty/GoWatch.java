package io.assay.validate.honesty;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Command;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.reading.Desk;
import io.assay.validate.reading.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// Go, whose programs stand on nothing that could be put before them: what ends them is called by
/// another name, of a function of ours that is compiled with them.
final class GoWatch implements Watch {
  private static final String RECORD = Sandbox.BUILD + "/record";
  private static final String FILE = "assay_watch.go";
  private static final String EXIT = "assayWatchExit";
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
  public boolean needed(Words words) {
    return words.anyOf(MEANS);
  }

  @Override
  public Watched watch(Assay assay, Change change, Map<String, String> sources)
      throws InterruptedException {
    Program program = change.program();
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>(program.files());
    Map<String, String> packages = new HashMap<>();
    sources.forEach((file, text) -> {
      if (!file.endsWith("_test.go")) {
        files.put(file, new Program.Content.Text(Bytes.of(watched(text, packages, folder(file)))));
      }
    });
    packages.forEach((folder, name) ->
        files.put(folder + FILE, new Program.Content.Text(Bytes.of(helper(name)))));
    Program changed =
        new Program(files, program.entry(), program.arguments(), program.environment());
    try (Desk desk = Desk.of(assay, language(), changed, change.limits())) {
      Command run = desk.ready(changed, List.of());
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
  private static String watched(String text, Map<String, String> packages, String folder) {
    List<Token> tokens = Token.of(Spelling.GO, text);
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    String kept = "";
    int depth = 0;
    for (int i = tokens.size() - 1; i >= 0; i--) {
      depth += at(tokens, i, "}") ? 1 : at(tokens, i, "{") ? -1 : 0;
      String holder = at(tokens, i + 1, ".") ? tokens.get(i).text() : "";
      if (at(tokens, i + 2, "Exit") && (holder.equals("os") || holder.equals("syscall"))) {
        replace(lines, tokens.get(i), tokens.get(i + 2), EXIT);
        // A package that nothing is used of is an error.
        kept += "\nvar _ = " + holder + ".Exit";
      } else if (depth == 0 && at(tokens, i, "main") && at(tokens, i - 1, "func")) {
        replace(lines, tokens.get(i), tokens.get(i), MAIN);
      } else if (depth == 0 && at(tokens, i, "package") && i + 1 < tokens.size()) {
        packages.put(folder, tokens.get(i + 1).text());
      }
    }
    return String.join("\n", lines) + kept + "\n";
  }

  private static boolean at(List<Token> tokens, int index, String text) {
    return index >= 0 && index < tokens.size() && tokens.get(index).is(text);
  }

  private static void replace(List<String> lines, Token first, Token last, String name) {
    if (first.line() == last.line()) {
      String line = lines.get(first.line() - 1);
      lines.set(
          first.line() - 1,
          line.substring(0, first.column() - 1)
              + name
              + line.substring(last.column() - 1 + last.text().length()));
    }
  }
}
