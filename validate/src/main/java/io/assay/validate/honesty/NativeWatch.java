package io.assay.validate.honesty;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Outcome;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.StepResult;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.reading.Desk;
import io.assay.validate.reading.Notes;
import io.assay.validate.reading.Resources;
import io.assay.validate.reading.Spelling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Languages that are compiled to programs of the C library, watched by a library of ours that
/// stands before it.
///
/// @param language which
/// @param spelling how it is written
/// @param compiler the tool that compiles C
/// @param debugging what has the compiler say which line an address is
/// @param means words by which a program ends, or what is done with what fails
record NativeWatch(
    Language language,
    Spelling spelling,
    String compiler,
    List<String> debugging,
    Set<String> means)
    implements Watch {
  private static final String SOURCE = Sandbox.BUILD + "/watch.c";
  private static final String LIBRARY = Sandbox.BUILD + "/watch.so";
  static final String RECORD = Sandbox.BUILD + "/record";
  private static final Program.Content CODE = Resources.of(NativeWatch.class, "watch.c");

  /// Declarations of what only the library has. They stand before a file: within a template, what
  /// is declared to be found there only is looked for under another name.
  private static final String DECLARED =
      "extern \"C\" void assay_watch_caught() __attribute__((weak));"
          + " extern \"C\" void assay_watch_told() __attribute__((weak));\n#line 1\n";

  private static final String CAUGHT = " if (::assay_watch_caught) ::assay_watch_caught(); ";
  private static final String TOLD = " if (::assay_watch_told) ::assay_watch_told(); ";

  static final NativeWatch CPP =
      new NativeWatch(
          Language.CPP,
          Spelling.CPP,
          "c++",
          List.of("-g1"),
          Set.of(
              "exit",
              "_exit",
              "_Exit",
              "quick_exit",
              "abort",
              "atexit",
              "at_quick_exit",
              "signal",
              "sigaction",
              "raise",
              "kill",
              "syscall",
              "asm",
              "__asm",
              "__asm__",
              "dlsym",
              "dlopen",
              "execl",
              "execle",
              "execlp",
              "execv",
              "execve",
              "execvp",
              "execvpe",
              "set_terminate",
              "set_unexpected",
              "longjmp",
              "siglongjmp",
              "system",
              "constructor",
              "ptrace",
              "vfork",
              "fork",
              "_Fork",
              "async",
              "thrd_exit",
              "pthread_exit"));

  static final NativeWatch RUST =
      new NativeWatch(
          Language.RUST,
          Spelling.RUST,
          "linker",
          List.of("-C", "debuginfo=1"),
          Set.of(
              "exit",
              "_exit",
              "abort",
              "set_hook",
              "take_hook",
              "extern",
              "asm",
              "global_asm",
              "exec",
              "syscall",
              "catch_unwind",
              "spawn",
              "libc"));

  @Override
  public boolean needed(Words words, Map<String, String> sources) {
    return words.haveChecks(spelling, sources.values())
        && (words.anyOf(means) || !watched(sources).isEmpty());
  }

  @Override
  public Watched watch(Assay assay, Change change, Map<String, String> sources)
      throws InterruptedException {
    Program program = Edits.of(change.program(), watched(sources));
    try (Desk desk = Desk.of(assay, language, program, change.limits())) {
      desk.put(SOURCE, CODE);
      StepResult built =
          desk.ask(
              new Command(
                  desk.tool(compiler),
                  List.of("-x", "c", "-O1", "-shared", "-fPIC", "-o", LIBRARY, SOURCE, "-ldl"),
                  Map.of(),
                  Sandbox.BUILD));
      if (!(built.outcome().end() instanceof Outcome.Exited(int code) && code == 0)) {
        throw SandboxException.host(
            "what watches programs does not compile here: " + built.stderr().text(), null);
      }
      boolean cargo = program.files().containsKey("Cargo.toml");
      Optional<StepResult> failed = desk.doesNotCompile(program, cargo ? List.of() : debugging);
      if (failed.isPresent()) {
        return new Watched(failed.get(), List.of());
      }
      Command run = desk.run(program);
      Map<String, String> environment = new TreeMap<>(run.environment());
      environment.put("LD_PRELOAD", LIBRARY);
      environment.put("ASSAY_RECORD", RECORD);
      StepResult step =
          desk.ask(
              new Command(run.program(), run.arguments(), environment, run.directory()),
              change.stdin());
      // Without what is heard of.
      boolean unheard =
          new Edits(spelling, String.join("\n", sources.values())).leavesJumpsUnheard();
      List<String> told = resolved(desk, run.program(), desk.textOf(RECORD).lines().toList());
      List<String> record =
          (spelling == Spelling.CPP ? lost(told, new Unasked(sources.values())) : told)
              .stream().map(line -> line.equals("jumped") && !unheard ? "heard" : line).toList();
      return Watched.of(step, String.join("\n", record), new Story(spelling, sources));
    }
  }

  /// The files that tell of what they let go unheard, as they do.
  private Map<String, String> watched(Map<String, String> sources) {
    return switch (spelling) {
      case CPP -> Edits.of(sources, NativeWatch::watched);
      case RUST -> {
        Ignored ignored = new Ignored(spelling, sources.values());
        Map<String, String> changed = new HashMap<>();
        sources.forEach((file, text) -> {
          Edits edits = new Edits(spelling, text);
          ignored.tell(edits, file);
          changed.put(file, edits.toString());
        });
        changed.entrySet().removeIf(it -> it.getValue().equals(sources.get(it.getKey())));
        yield changed;
      }
      case GO, JAVA, JAVASCRIPT, PYTHON -> throw new IllegalStateException(spelling.name());
    };
  }

  private static String watched(String text) {
    Edits edits = new Edits(Spelling.CPP, text);
    edits.tellThatItIsSwallowed(CAUGHT);
    edits.tellThatItIsOnlyPrinted(TOLD);
    String watched = edits.toString();
    return watched.equals(text) ? text : DECLARED + watched;
  }

  /// The record with what was lost for good where a child failed, and where the library took what a
  /// task threw.
  private static List<String> lost(List<String> record, Unasked unasked) {
    List<String> told = new ArrayList<>(record);
    for (int i = 0; i < told.size(); i++) {
      if (told.get(i).equals("child") && unasked.children()) {
        told.set(i, "lost\tassertion");
      } else if (told.get(i).equals("task")) {
        int last = i;
        while (last + 1 < told.size() && told.get(last + 1).startsWith("frame\t")) {
          last++;
        }
        boolean library = last > i && Notes.fields(told.get(last)).get(1).endsWith("/future");
        if (library && unasked.tasks()) {
          told.set(i, "lost\terror");
        }
      }
    }
    return told;
  }

  /// The record with lines of sources in place of addresses.
  private static List<String> resolved(Desk desk, String program, List<String> record)
      throws InterruptedException {
    List<String> addresses =
        record.stream()
            .map(Notes::fields)
            .filter(fields -> fields.getFirst().equals("address") && fields.size() == 2)
            .map(fields -> fields.get(1))
            .filter(address -> address.matches("0x[0-9a-f]{1,16}"))
            .distinct()
            .limit(1000)
            .toList();
    if (addresses.isEmpty()) {
      return record;
    }
    List<String> arguments = new ArrayList<>(List.of("-a", "-f", "-i", "-C", "-e", program));
    arguments.addAll(addresses);
    StepResult asked =
        desk.ask(new Command("/usr/bin/addr2line", arguments, Map.of(), Sandbox.BUILD));
    if (!(asked.outcome().end() instanceof Outcome.Exited(int code) && code == 0)) {
      throw SandboxException.host(
          "nothing tells here which lines a program has come through: /usr/bin/addr2line is missing; it comes with binutils",
          null);
    }
    Map<String, List<String>> frames = new HashMap<>();
    List<String> lines = asked.stdout().text().lines().toList();
    String address = "";
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("0x")) {
        address = Long.toHexString(Long.parseUnsignedLong(lines.get(i).substring(2), 16));
      } else if (i + 1 < lines.size()) {
        frames
            .computeIfAbsent(address, _ -> new ArrayList<>())
            .add(frame(lines.get(i), lines.get(i + 1)));
        i++;
      }
    }
    List<String> told = new ArrayList<>();
    int event = 0;
    for (String line : record) {
      List<String> fields = Notes.fields(line);
      if (fields.getFirst().equals("address") && fields.size() == 2) {
        for (String frame : frames.getOrDefault(fields.get(1).substring(2), List.of())) {
          told.add(frame);
          // Rust's hook of panics: the end was called for by a failure.
          if (frame.endsWith("\trust_panic_with_hook") && !told.get(event).equals("thrown")) {
            told.set(event, "failed\terror");
          }
        }
      } else {
        event = told.size();
        told.add(line);
      }
    }
    return told;
  }

  private static String frame(String function, String place) {
    String path = place.replaceFirst(" \\(discriminator \\d+\\)$", "");
    int colon = path.lastIndexOf(':');
    String line = colon < 0 ? "" : path.substring(colon + 1);
    return "frame\t%s\t%s\t0\t%s"
        .formatted(
            colon < 0 ? "" : path.substring(0, colon).replace('\t', ' '),
            line.matches("\\d{1,9}") ? line : "0",
            plain(function));
  }

  /// The last part of a function's name, without its arguments and what its compiler adds.
  private static String plain(String function) {
    String whole = function.replaceFirst("::h[0-9a-f]{16}$", "");
    // <TYPE as TRAIT>::NAME
    String own = whole.startsWith("<") ? whole.substring(whole.lastIndexOf(">::") + 1) : whole;
    String name = own.replaceFirst("[(<].*", "");
    return name.substring(name.lastIndexOf(':') + 1).replace('\t', ' ').strip();
  }
}
