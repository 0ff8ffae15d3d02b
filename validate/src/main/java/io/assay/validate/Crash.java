package io.assay.validate;

import io.assay.Bytes;
import io.assay.Command;
import io.assay.Outcome;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.StepResult;
import io.assay.language.Language;
import io.assay.language.Steps;
import io.assay.validate.reading.Desk;
import io.assay.validate.reading.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Where a program of C++ was when a signal ended it. It says so itself of no more than an
/// assertion: it is compiled with its lines and run once more, with a library before it that writes
/// down the calls which led to the signal.
///
/// @param file of the program
/// @param line from 1
public record Crash(String file, int line) {
  private static final String SOURCE = Sandbox.BUILD + "/crash.c";
  private static final String LIBRARY = Sandbox.BUILD + "/crash.so";
  private static final String CALLS = Sandbox.BUILD + "/calls";
  private static final Program.Content CODE = Resources.of(Crash.class, "crash.c");

  /// What the library hears: SIGILL, SIGABRT, SIGBUS, SIGFPE and SIGSEGV, as signal(7) numbers
  /// them.
  private static final Set<Integer> HEARD = Set.of(4, 6, 7, 8, 11);

  private static final int HOME_LENGTH = (Sandbox.HOME + "/").length();
  private static final String LINE = "[1-9]\\d{0,8}";

  /// The innermost place of the program's own; empty if that cannot be told, or it ends otherwise
  /// when it is run again.
  static Optional<Crash> of(Examination examination, Outcome.Signalled signal)
      throws InterruptedException {
    Change change = examination.change();
    if (!change.language().equals(Language.CPP) || !HEARD.contains(signal.signal())) {
      return Optional.empty();
    }
    Program program = examination.executed();
    try (Desk desk = Desk.of(examination.assay(), change.language(), program, change.limits())) {
      Steps steps = change.language().steps(program, desk.toolchain(), change.limits());
      return of(desk, steps, change.stdin(), signal, examination.sources()::containsKey);
    }
  }

  /// The same, of what lies on a desk.
  ///
  /// @param steps what compiles it, and what the signal ended
  /// @param own whether a file is the program's own
  public static Optional<Crash> of(
      Desk desk, Steps steps, Bytes stdin, Outcome.Signalled signal, Predicate<String> own)
      throws InterruptedException {
    if (!HEARD.contains(signal.signal())) {
      return Optional.empty();
    }
    Command compile = steps.compile().orElseThrow();
    List<String> arguments = new ArrayList<>(compile.arguments());
    // Of later versions the addr2line of some years takes a header's line for one of the file that
    // includes it.
    arguments.addAll(List.of("-g1", "-gdwarf-4"));
    Command lines =
        new Command(compile.program(), arguments, compile.environment(), compile.directory());
    desk.put(SOURCE, CODE);
    List<String> library =
        List.of("-x", "c", "-O1", "-shared", "-fPIC", "-o", LIBRARY, SOURCE, "-ldl");
    StepResult built = desk.ask(new Command(desk.tool("c++"), library, Map.of(), Sandbox.BUILD));
    if (!built.outcome().succeeded() || !desk.compile(lines).outcome().succeeded()) {
      return Optional.empty();
    }
    Command run = steps.run();
    Map<String, String> environment = new TreeMap<>(run.environment());
    environment.put("LD_PRELOAD", LIBRARY);
    environment.put("ASSAY_CALLS", CALLS);
    StepResult again =
        desk.ask(new Command(run.program(), run.arguments(), environment, run.directory()), stdin);
    return again.outcome().end().equals(signal)
        ? place(desk, run.program(), own)
        : Optional.empty();
  }

  private static Optional<Crash> place(Desk desk, String program, Predicate<String> own)
      throws InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("-i", "-e", program));
    desk.textOf(CALLS)
        .lines()
        .filter(it -> it.matches("0x[0-9a-f]{1,16}"))
        .limit(200)
        .forEach(arguments::add);
    // Without arguments it would read addresses.
    if (arguments.size() == 3) {
      return Optional.empty();
    }
    StepResult asked =
        desk.ask(new Command("/usr/bin/addr2line", arguments, Map.of(), Sandbox.BUILD));
    if (!asked.outcome().succeeded()) {
      return Optional.empty();
    }
    for (String told : asked.stdout().text().lines().toList()) {
      String place = told.replaceFirst(" \\(discriminator \\d++\\)$", "");
      int colon = place.lastIndexOf(':');
      String path = place.substring(0, Math.max(colon, 0)).replace("/./", "/");
      String file = path.startsWith(Sandbox.HOME + "/") ? path.substring(HOME_LENGTH) : "";
      if (own.test(file) && place.substring(colon + 1).matches(LINE)) {
        return Optional.of(new Crash(file, Integer.parseInt(place.substring(colon + 1))));
      }
    }
    return Optional.empty();
  }
}
