package io.assay.validate.honesty;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.reading.Desk;
import io.assay.validate.reading.Resources;
import io.assay.validate.reading.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Python, watched by a program of ours in whose interpreter it runs.
final class PythonWatch implements Watch {
  private static final String SCRIPT = Sandbox.BUILD + "/watch.py";
  private static final String RECORD = Sandbox.BUILD + "/record";
  private static final Program.Content CODE = Resources.of(PythonWatch.class, "watch.py");

  /// Words by which an interpreter, what judges results, or what an error comes to can be reached.
  private static final Set<String> MEANS =
      Set.of(
          "AssertionError",
          "SystemExit",
          "__builtins__",
          "__import__",
          "_exit",
          "_getframe",
          "_thread",
          "abort",
          "async",
          "asyncio",
          "atexit",
          "builtins",
          "cffi",
          "contextlib",
          "contextmanager",
          "__exit__",
          "__aexit__",
          "concurrent",
          "ctypes",
          "currentframe",
          "dis",
          "doctest",
          "eval",
          "excepthook",
          "except",
          "exec",
          "exit",
          "faulthandler",
          "finally",
          "gc",
          "getattr",
          "globals",
          "importlib",
          "inspect",
          "linecache",
          "math",
          "mmap",
          "multiprocessing",
          "os",
          "posix",
          "pty",
          "quit",
          "setattr",
          "signal",
          "site",
          "subprocess",
          "sys",
          "threading",
          "traceback",
          "types",
          "unittest",
          "yield",
          "__eq__",
          "__ne__",
          "__class__",
          "__file__",
          "__subclasses__",
          "open");

  /// `assert (condition, "message")`, which holds whatever the condition is.
  private static final Pattern PAIR =
      Pattern.compile("\\bassert\\s*\\([^#]{0,500}?,\\s*[fFrR]{0,2}[\"']");

  /// A function of the program's own by the name of one that judges results.
  private static final Pattern JUDGE =
      Pattern.compile(
          "(?m)^(?:def (?:JUDGES)\\(|(?:JUDGES)[ \\t]*+=[ \\t]*+lambda\\b)"
              .replace(
                  "JUDGES",
                  "all|any|abs|len|sorted|sum|min|max|round|isinstance|list|tuple|set|dict|str|repr"
                      + "|float|int|bool|zip|enumerate"));

  @Override
  public Language language() {
    return Language.PYTHON;
  }

  @Override
  public Spelling spelling() {
    return Spelling.PYTHON;
  }

  @Override
  public boolean needed(Words words, Map<String, String> sources) {
    return words.anyOf(Set.of("doctest"))
        || (words.any(word -> word.toLowerCase(java.util.Locale.ROOT).startsWith("assert"))
            && (words.anyOf(MEANS)
                || sources.values().stream()
                    .anyMatch(source ->
                        source.contains("__eq__")
                            || PAIR.matcher(source).find()
                            || JUDGE.matcher(source).find())));
  }

  @Override
  public Watched watch(Assay assay, Change change, Map<String, String> sources)
      throws InterruptedException {
    Program program = change.program();
    try (Desk desk = Desk.of(assay, language(), program, change.limits(), List.of(SCRIPT))) {
      desk.put(SCRIPT, CODE);
      List<String> arguments = new ArrayList<>(List.of(SCRIPT, RECORD, program.entry()));
      arguments.addAll(program.arguments());
      Command command =
          new Command(desk.tool("python"), arguments, program.environment(), Sandbox.HOME);
      return Watched.of(
          desk.ask(command, change.stdin()), desk.textOf(RECORD), new Story(spelling(), sources));
    }
  }
}
