package io.assay.validate.honesty;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Command;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.StepResult;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.reading.Desk;
import io.assay.validate.reading.Resources;
import io.assay.validate.reading.Spelling;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Java, watched by an agent that is compiled with the program.
final class JavaWatch implements Watch {
  private static final String AGENT = Sandbox.BUILD + "/watch.jar";
  private static final String RECORD = Sandbox.BUILD + "/record";
  private static final String SOURCE = "assay/watch/Watch.java";
  private static final Program.Content CODE = Resources.of(JavaWatch.class, "Watch.java");
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "(?m)^\\s*public\\s+(?:(?:final|abstract|sealed|non-sealed|strictfp)\\s+)*(?:class|interface|enum|record)\\s+(\\w+)");

  /// Words by which a Java virtual machine ends, or what it does with what is thrown.
  private static final Set<String> MEANS =
      Set.of(
          "exit",
          "halt",
          "Runtime",
          "addShutdownHook",
          "UncaughtExceptionHandler",
          "setDefaultUncaughtExceptionHandler",
          "setUncaughtExceptionHandler",
          "uncaughtException",
          "ThreadGroup",
          "reflect",
          "getMethod",
          "getDeclaredMethod",
          "invoke",
          "foreign",
          "native",
          "ProcessHandle",
          "start",
          "startVirtualThread",
          "execute");

  /// Types of what tasks are given to.
  private static final Set<String> EXECUTORS =
      Set.of(
          "ExecutorService",
          "ScheduledExecutorService",
          "ThreadPoolExecutor",
          "ScheduledThreadPoolExecutor",
          "ForkJoinPool");

  /// What they, and the class for such values, are told to do something by.
  private static final Set<String> GIVE = Set.of("submit", "schedule", "runAsync", "supplyAsync");

  /// Words before a name that are no type of it.
  private static final Set<String> NO_TYPES =
      Set.of("var", "return", "else", "do", "new", "import");

  /// What can be asked of such a value without hearing of what was thrown.
  private static final Set<String> QUIET = Set.of("isDone", "isCancelled", "cancel");

  /// The word for checks that a virtual machine makes when it is told to, which nobody does.
  private static final Set<String> ASSERT = Set.of("assert");

  @Override
  public Language language() {
    return Language.JAVA;
  }

  @Override
  public Spelling spelling() {
    return Spelling.JAVA;
  }

  @Override
  public boolean needed(Words words, Map<String, String> sources) {
    return words.haveChecks(Spelling.JAVA, sources.values())
        && (words.anyOf(MEANS)
            || words.anyOf(ASSERT)
            || !Edits.of(sources, JavaWatch::watched).isEmpty());
  }

  @Override
  public Watched watch(Assay assay, Change change, Map<String, String> sources)
      throws InterruptedException {
    Program program = compilable(change.program(), sources);
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>(program.files());
    Edits.of(renamed(sources, change.program().entry(), program.entry()), JavaWatch::watched)
        .forEach((file, text) -> files.put(file, new Program.Content.Text(Bytes.of(text))));
    files.put(SOURCE, CODE);
    Program watched =
        new Program(files, program.entry(), program.arguments(), program.environment());
    try (Desk desk = Desk.of(assay, language(), watched, change.limits())) {
      Optional<StepResult> failed = desk.doesNotCompile(watched, List.of());
      if (failed.isPresent()) {
        return new Watched(failed.get(), List.of());
      }
      Command run = desk.run(watched);
      desk.put(AGENT, new Program.Content.Text(agent()));
      List<String> arguments = new ArrayList<>(List.of("-javaagent:" + AGENT + "=" + RECORD));
      boolean asserts = Words.of(spelling(), sources.values()).anyOf(ASSERT);
      if (asserts) {
        arguments.add("-ea");
      }
      arguments.addAll(run.arguments());
      Command command = new Command(run.program(), arguments, run.environment(), run.directory());
      StepResult step = desk.ask(command, change.stdin());
      Story story =
          new Story(spelling(), renamed(sources, change.program().entry(), program.entry()));
      Optional<Trick> unmade =
          asserts && !step.outcome().succeeded() ? unmade(step, story) : Optional.empty();
      Watched seen =
          unmade.isPresent()
              ? new Watched(step, List.of(unmade.get()))
              : Watched.of(step, desk.textOf(RECORD), story);
      return asNamed(seen, program.entry(), change.program().entry());
    }
  }

  /// What was seen, with the name that a file has in the place of the one that it was compiled by.
  private static Watched asNamed(Watched watched, String compiled, String name) {
    List<Trick> tricks = new ArrayList<>();
    for (Trick trick : watched.tricks()) {
      String detail = trick.detail();
      tricks.add(
          new Trick(
              trick.kind(),
              trick.file().equals(compiled) ? name : trick.file(),
              trick.line(),
              detail.startsWith(compiled + ":")
                  ? name + detail.substring(compiled.length())
                  : detail));
    }
    return new Watched(watched.step(), tricks);
  }

  /// The assertion that ended a program, if one did.
  private static Optional<Trick> unmade(StepResult step, Story story) {
    return Language.JAVA
        .error(Language.Phase.RUN, step.stdout().text(), step.stderr().text())
        .filter(error -> error.name().endsWith("AssertionError"))
        .map(error -> {
          // What is thrown knows no folders.
          String own = story.own(error.file());
          String file = own.isEmpty() ? error.file() : own;
          int line = error.line().orElse(0);
          return new Trick(Trick.Kind.NEVER_MADE, file, line, file + ":" + line);
        });
  }

  /// The text of a file that tells what the virtual machine does not: that it is halted, and what
  /// nobody hears of.
  static String watched(String text) {
    Edits edits = new Edits(Spelling.JAVA, text);
    Set<String> runtimes = new HashSet<>();
    for (int i = 0; i < edits.tokens.size(); i++) {
      if (edits.word(i) && edits.is(i + 1, "=") && edits.is(i + 4, "getRuntime")) {
        runtimes.add(edits.tokens.get(i).text());
      } else if (edits.is(i + 2, "halt") && runtimes.contains(edits.tokens.get(i).text())) {
        edits.replace(i, i + 2, "assay.watch.Watch.halt");
      } else if (edits.is(i, "Runtime")
          && edits.is(i + 2, "getRuntime")
          && edits.is(i + 6, "halt")
          && !edits.is(i - 1, ".")) {
        edits.replace(i, i + 6, "assay.watch.Watch.halt");
      }
    }
    tellWhatIsDropped(edits);
    edits.tellWhatIsSwallowed("assay.watch.Watch.caught(%s, %d);", "Throwable assayCaught");
    edits.tellWhatIsOnlyPrinted("assay.watch.Watch.told(%s);");
    return edits.toString();
  }

  /// Hands over what is thrown in tasks whose ends nobody can ask for: the value for them is left
  /// alone, or never asked what came of it. A pool that is told of each task's end hears of it.
  private static void tellWhatIsDropped(Edits edits) {
    Set<String> pools = new HashSet<>();
    for (int i = 0; i < edits.tokens.size(); i++) {
      if (edits.is(i, "afterExecute")) {
        return;
      }
      boolean made = edits.is(i, "var") && edits.is(i + 3, "Executors");
      if (edits.word(i + 1) && (made || EXECUTORS.contains(edits.tokens.get(i).text()))) {
        pools.add(edits.tokens.get(i + 1).text());
      }
    }
    // Elsewhere something of another type may have the same name.
    for (int i = 1; i < edits.tokens.size(); i++) {
      boolean typed =
          edits.word(i - 1)
              || (edits.is(i - 1, ">") && !edits.is(i - 2, "-"))
              || edits.is(i - 1, "]");
      String before = edits.tokens.get(i - 1).text();
      if (typed && !EXECUTORS.contains(before) && !NO_TYPES.contains(before)) {
        pools.remove(edits.tokens.get(i).text());
      }
    }
    Map<String, Integer> asked = asked(edits);
    for (int i = 0; i + 3 < edits.tokens.size(); i++) {
      boolean given =
          edits.word(i)
              && (pools.contains(edits.tokens.get(i).text()) || edits.is(i, "CompletableFuture"))
              && edits.is(i + 1, ".")
              && GIVE.contains(edits.tokens.get(i + 2).text())
              && edits.is(i + 3, "(");
      if (given
          && edits.is(edits.partner(i + 3) + 1, ";")
          && (edits.beginsStatement(i) || isNeverAsked(edits, i - 1, asked))) {
        edits.insertBefore(i, "assay.watch.Watch.dropped(");
        edits.insertBehind(edits.partner(i + 3), ")");
      }
    }
  }

  /// How often each word stands where it may be asked something that tells what was thrown.
  private static Map<String, Integer> asked(Edits edits) {
    Map<String, Integer> asked = new HashMap<>();
    for (int i = 0; i < edits.tokens.size(); i++) {
      boolean quiet =
          edits.is(i + 1, ".")
              && edits.word(i + 2)
              && QUIET.contains(edits.tokens.get(i + 2).text());
      if (edits.word(i) && !quiet) {
        asked.merge(edits.tokens.get(i).text(), 1, Integer::sum);
      }
    }
    return asked;
  }

  /// Whether a value is given a name, by which nothing asks what came of it.
  ///
  /// @param asked how often each word may be asked
  private static boolean isNeverAsked(Edits edits, int equals, Map<String, Integer> asked) {
    int name = equals - 1;
    return edits.is(equals, "=")
        && edits.word(name)
        && asked.getOrDefault(edits.tokens.get(name).text(), 0) == 1;
  }

  /// The program with its entry named as the compiler wants it: after its public type.
  private static Program compilable(Program program, Map<String, String> sources) {
    String entry = program.entry();
    String folder = entry.substring(0, entry.lastIndexOf('/') + 1);
    Matcher type = PUBLIC_TYPE.matcher(sources.getOrDefault(entry, ""));
    String name = entry.endsWith(".java") ? entry : folder + "Main.java";
    if (type.find()) {
      name = folder + type.group(1) + ".java";
    }
    if (name.equals(entry)) {
      return program;
    }
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    for (var file : program.files().entrySet()) {
      files.put(file.getKey().equals(entry) ? name : file.getKey(), file.getValue());
    }
    return new Program(files, name, program.arguments(), program.environment());
  }

  private static Map<String, String> renamed(
      Map<String, String> sources, String before, String after) {
    Map<String, String> renamed = new LinkedHashMap<>(sources);
    String text = renamed.remove(before);
    renamed.put(after, text == null ? "" : text);
    return renamed;
  }

  /// An archive that says which class, of those that were compiled, is the agent.
  private static Bytes agent() {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", "assay.watch.Watch");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      jar.finish();
    } catch (IOException e) {
      throw SandboxException.us("an archive in memory", e);
    }
    return Bytes.copyOf(bytes.toByteArray());
  }
}
