package io.assay.language;

import io.assay.Command;
import io.assay.Limits;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// C++20, by g++ or else clang++: all translation units of the program, linked into one.
final class Cpp implements Language {
  private static final Pattern DIAGNOSTIC =
      Pattern.compile("([^:\\s][^:]{0,1000}):(\\d{1,9}):(?:(\\d{1,9}):)? (fatal )?error: (.*)");
  private static final Pattern PLACE =
      Pattern.compile(
          "\\s{0,100}(?:In file included from |from )?([^:\\s][^:]{0,1000}):(\\d{1,9})[:,].*");
  private static final Pattern UNDEFINED =
      Pattern.compile(
          "(?:.{0,1000}?: )?(?:([^:\\s][^:]{0,1000}):(?:(\\d{1,9}):|\\(.{1,200}?\\):) )?(undefined reference to .*|undefined symbol: .*|multiple definition of .*|duplicate symbol: .*)");
  private static final Pattern NO_MAIN = Pattern.compile("^undefined \\w+(?: to|:) [`']?main\\b");
  private static final Pattern MAIN =
      Pattern.compile("^(?![ \\t\\x0B\\f]*+(?://|/?\\*)).*\\bmain\\s*\\(", Pattern.MULTILINE);
  private static final Pattern TOOL =
      Pattern.compile(
          "(?:\\S{0,300}/)?(?:[\\w.-]{0,50}(?:g\\+\\+|clang|clang\\+\\+|cc1plus|collect2|ld|lld|as)[\\w.-]{0,20}): (?:fatal )?error: (.*)");
  private static final Pattern RUNTIME =
      Pattern.compile("([^:\\s][^:]{0,1000}):(\\d{1,9}):(\\d{1,9}): runtime error: (.*)");
  private static final Pattern SANITIZER =
      Pattern.compile("(?:==\\d{1,10}==\\s?ERROR: |WARNING: )(\\w{1,40}Sanitizer): (.*)");
  private static final Pattern SANITIZER_FRAME =
      Pattern.compile("\\s+#\\d+ .{0,2000} (/\\S{1,2000}?):(\\d{1,9})(?::(\\d{1,9}))?");
  private static final Pattern ASSERTION =
      Pattern.compile(
          "(?:[^:]{1,500}: )?([^:\\s][^:]{0,1000}):(\\d{1,9}): .{0,3000}Assertion [`'](.{0,3000})' failed\\.?");
  private static final Pattern GLIBC =
      Pattern.compile(
          "(\\*\\*\\* .{1,200} \\*\\*\\*: terminated|(?:free|malloc|realloc|calloc|munmap_chunk|corrupted|double free|malloc_consolidate|tcache_thread_shutdown)[\\w ]{0,40}(?:\\(\\w{0,20}\\))?(?:: | or |).{0,100})");

  /// What a compiler puts the time of day for.
  private static final Pattern CLOCK = Pattern.compile("\\b__(?:TIME|DATE|TIMESTAMP)__\\b");

  /// In a folder of tests, or called one: `test.cpp`, `unit_tests.cc`, `calc-test.cpp`,
  /// `CalcTest.cpp`, `test_calc.cpp`, `TestCalc.cpp`; not `contest.cpp`.
  private static final Pattern TEST =
      Pattern.compile(
          "(?:.*/)?(?:tests?/.*|[Tt]ests?[_-][^/]*|Tests?[A-Z][^/]*|(?:[^/]*[_.-])?(?:unit)?[Tt]ests?\\.[^/.]+|[^/]*[a-z0-9]Tests?\\.[^/.]+)");

  @Override
  public String name() {
    return "cpp";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("c++", "cplusplus", "g++", "clang++");
  }

  @Override
  public List<String> extensions() {
    return List.of("cpp", "cc", "cxx", "c++");
  }

  @Override
  public String fileName(String code) {
    return "main.cpp";
  }

  @Override
  public Optional<String> entry(SequencedMap<String, Program.Content> files) {
    return Names.entry(
            files.sequencedKeySet(),
            List.of("main.cpp", "main.cc", "main.cxx", "src/main.cpp", "src/main.cc"),
            this)
        .or(() -> Names.only(Names.startable(files, this, MAIN)));
  }

  @Override
  public boolean isTest(String file) {
    return TEST.matcher(file).matches();
  }

  @Override
  public Discovery discover(Host host) throws InterruptedException {
    Map<Path, String> refused = new LinkedHashMap<>();
    Path trial = null;
    try {
      Files.createDirectories(host.state());
      trial = Files.createTempDirectory(host.state(), ".trial");
      Path source =
          Files.writeString(
              trial.resolve("trial.cpp"),
              "#include <vector>\nint main() { return std::vector<int>().size(); }\n");
      Path program = trial.resolve("trial");
      for (Path compiler :
          compilers(host, List.of("g++", "clang++", "c++"), "(g\\+\\+|clang\\+\\+)-\\d+")) {
        // A compiler without its library or linker says its version as proudly as any.
        Host.Answer built =
            host.ask(
                compiler, "-std=c++20", "-pthread", "-o", program.toString(), source.toString());
        Path real = compiler.toRealPath();
        String why = built.worked() ? Host.refusal(real).orElse("") : built.why();
        if (why.isEmpty()) {
          Optional<Path> linker = linker(host, compiler, source, program);
          return new Discovery.Found(toolchain(host, compiler, real, linker, trial));
        }
        refused.put(compiler, why);
      }
    } catch (IOException e) {
      refused.put(host.state(), "nothing can be tried there: " + e.getMessage());
    } finally {
      Provision.delete(trial);
    }
    return new Discovery.Missing(
        "no C++ compiler that works was found" + Host.refused(refused),
        host.install("g++", "gcc-c++", "g++ musl-dev", "gcc", "gcc-c++"));
  }

  /// A linker that is faster than the compiler's own choice, if there is one that works.
  private static Optional<Path> linker(Host host, Path compiler, Path source, Path program)
      throws InterruptedException {
    List<Path> elsewhere = List.of(Path.of("/usr/local/bin"), Path.of("/usr/bin"));
    for (String name : List.of("mold", "ld.lld", "ld.gold")) {
      for (Path linker : host.programs(List.of(name), elsewhere)) {
        if (host.ask(
                    compiler,
                    use(linker),
                    "-std=c++20",
                    "-pthread",
                    "-o",
                    program.toString(),
                    source.toString())
                .worked()
            && Host.refusal(linker).isEmpty()
            && (linker.startsWith("/usr") || linker.startsWith("/bin"))) {
          return Optional.of(linker);
        }
      }
    }
    return Optional.empty();
  }

  private static String use(Path linker) {
    return "-fuse-ld=" + linker.getFileName().toString().replaceFirst("^ld\\.", "");
  }

  /// Compilers on PATH, then elsewhere, then those with a version in their name.
  private static List<Path> compilers(Host host, List<String> names, String versioned) {
    List<Path> elsewhere = new ArrayList<>(List.of(Path.of("/usr/local/bin"), Path.of("/usr/bin")));
    List<Path> all = new ArrayList<>(host.programs(names, elsewhere));
    for (Path store : List.of(Path.of("/usr/local/bin"), Path.of("/usr/bin"))) {
      for (Path program : host.children(store)) {
        if (program.getFileName().toString().matches(versioned) && Files.isExecutable(program)) {
          all.add(program);
        }
      }
    }
    return all;
  }

  /// A C compiler, as other languages need one to link.
  static Optional<Path> linker(Host host) {
    return compilers(host, List.of("cc", "gcc", "clang"), "(gcc|clang)-\\d+").stream()
        .filter(compiler -> Host.refusal(compiler).isEmpty())
        .findFirst();
  }

  /// Adds what a compiler needs that does not live in the system's folders, and says where it is.
  static void describe(Host host, Path compiler, Binds binds, SortedMap<String, String> identity)
      throws InterruptedException {
    binds.addLinks(compiler);
    Path prefix = Host.above(Host.above(compiler));
    if (!binds.inside(compiler)) {
      binds.add(prefix);
    }
    host.exists(compiler);
    identity.put("compiler", compiler.toString());
    identity.put(
        "compiler-version", host.ask(compiler, "--version").out().lines().findFirst().orElse(""));
    identity.put("compiler-file", Host.fileIdentity(compiler));
  }

  private Toolchain toolchain(
      Host host, Path compiler, Path real, Optional<Path> linker, Path trial)
      throws IOException, InterruptedException {
    Binds binds = new Binds(host);
    SortedMap<String, String> identity = new TreeMap<>();
    describe(host, compiler, binds, identity);
    binds.addLinks(real);
    identity.put("real", real.toString());
    boolean clang = identity.getOrDefault("compiler-version", "").contains("clang");
    Host.Answer version =
        clang
            ? host.ask(compiler, "-dumpversion")
            : host.ask(compiler, "-dumpfullversion", "-dumpversion");
    Map<String, String> tools = new TreeMap<>();
    tools.put("c++", compiler.toString());
    linker.ifPresent(path -> {
      tools.put("linker", path.toString());
      identity.put("linker", path + " " + Host.fileIdentity(path));
    });
    Headers.ready(host, compiler, clang, trial, identity)
        .ifPresent(headers -> {
          binds.add(headers);
          tools.put("headers", headers.toString());
          identity.put("headers", headers.toString());
        });
    Path bin = Host.above(compiler);
    return new Toolchain(
        name(),
        (clang ? "clang " : "gcc ") + version.out().strip(),
        tools,
        binds.paths(),
        binds.masks(),
        List.of(),
        bin.startsWith("/usr") || bin.startsWith("/bin") ? List.of() : List.of(bin.toString()),
        Map.of(),
        identity);
  }

  @Override
  public Steps steps(Program program, Toolchain toolchain, Limits limits) {
    List<String> arguments = new ArrayList<>(Headers.DIALECT);
    arguments.add("-fdiagnostics-color=never");
    // Projects name their headers from their root or from `include`, wherever the including file
    // lies.
    arguments.add("-I.");
    if (program.files().sequencedKeySet().stream().anyMatch(file -> file.startsWith("include/"))) {
      arguments.add("-Iinclude");
    }
    arguments.addAll(List.of("-o", Sandbox.BUILD + "/program"));
    List<String> units =
        program.files().sequencedKeySet().stream()
            .filter(file -> extensions().contains(Endings.of(file)) || file.equals(program.entry()))
            .toList();
    if (units.isEmpty()) {
      throw SandboxException.caller("no C++ file among " + program.files().keySet());
    }
    for (String unit : units) {
      if (!extensions().contains(Endings.of(unit))) {
        arguments.addAll(List.of("-x", "c++"));
      }
      arguments.add(unit.startsWith("-") || unit.startsWith("@") ? "./" + unit : unit);
    }
    Steps steps =
        new Steps(
            Optional.of(compile(program, toolchain, arguments)),
            new Command(
                Sandbox.BUILD + "/program",
                program.arguments(),
                program.environment(),
                Sandbox.HOME));
    boolean timeless =
        program.files().sequencedKeySet().stream()
            .noneMatch(file -> CLOCK.matcher(Sources.text(program.files(), file)).find());
    return timeless ? steps.making(Sandbox.BUILD + "/program") : steps;
  }

  /// What is faster goes first. If it says anything at all, the compiler is asked again as it is,
  /// so that what is said is what it says.
  private static Command compile(Program program, Toolchain toolchain, List<String> arguments) {
    String compiler = toolchain.tool("c++");
    List<String> faster = new ArrayList<>();
    if (toolchain.tools().containsKey("linker")) {
      faster.add(use(Path.of(toolchain.tool("linker"))));
    }
    if (toolchain.tools().containsKey("headers")) {
      Headers.of(program)
          .ifPresent(set -> faster.addAll(set.included(Path.of(toolchain.tool("headers")))));
    }
    if (faster.isEmpty()) {
      return new Command(compiler, arguments, Map.of(), Sandbox.HOME);
    }
    List<String> script =
        new ArrayList<>(
            List.of(
                "-c",
                """
                said=$("$@" -Wfatal-errors %s 2>&1) && [ -z "$said" ] || exec "$@"
                """
                    .formatted(String.join(" ", faster.stream().map(Cpp::quoted).toList()))
                    .strip(),
                "sh",
                compiler));
    script.addAll(arguments);
    return new Command("/bin/sh", script, Map.of(), Sandbox.HOME);
  }

  @Override
  public Optional<Command> library(
      Program program, Toolchain toolchain, Limits limits, StepResult failed) {
    List<ProgramError> errors = compileErrors("", failed.stderr().text());
    boolean lacking =
        !errors.isEmpty()
            && errors.stream()
                .allMatch(error ->
                    error.name().equals("link error") && NO_MAIN.matcher(error.message()).find());
    if (!lacking || Sources.anyMatch(program, extensions(), MAIN)) {
      return Optional.empty();
    }
    return steps(program, toolchain, limits)
        .compile()
        .map(compile -> {
          List<String> arguments = new ArrayList<>(compile.arguments());
          arguments.add("-fsyntax-only");
          return new Command(
              compile.program(), arguments, compile.environment(), compile.directory());
        });
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  @Override
  public Optional<ProgramError> error(Phase phase, String stdout, String stderr) {
    Report report = new Report(stderr);
    return switch (phase) {
      case COMPILE -> compileErrors(report).stream().findFirst();
      case RUN -> runError(report);
    };
  }

  @Override
  public List<ProgramError> compileErrors(String stdout, String stderr) {
    return compileErrors(new Report(stderr));
  }

  /// The errors of a compiler, else of the linker, else of the tools themselves; also for the C
  /// that other languages have compiled and linked.
  static List<ProgramError> compileErrors(Report report) {
    List<ProgramError> errors = new ArrayList<>();
    for (int i = 0; i < report.size() && errors.size() < Report.MOST_ERRORS; i++) {
      Matcher diagnostic = DIAGNOSTIC.matcher(report.line(i));
      if (diagnostic.matches()) {
        errors.add(diagnosed(report, i, diagnostic));
      }
    }
    if (!errors.isEmpty()) {
      return errors;
    }
    for (int i = 0; i < report.size() && errors.size() < Report.MOST_ERRORS; i++) {
      Matcher undefined = UNDEFINED.matcher(report.line(i));
      if (undefined.matches()) {
        String file = undefined.group(1) == null ? "" : Report.own(undefined.group(1));
        errors.add(
            new ProgramError(
                "link error",
                undefined.group(3),
                report.excerpt(Math.max(0, i - 1), i + 1),
                extension(file) ? file : "",
                undefined.group(2) == null
                    ? OptionalInt.empty()
                    : Report.at(Integer.parseInt(undefined.group(2))),
                OptionalInt.empty()));
      }
    }
    for (int i = 0; i < report.size(); i++) {
      Matcher tool = TOOL.matcher(report.line(i));
      if (errors.isEmpty() && tool.matches()) {
        return List.of(plain("compile error", tool.group(1), report, i, i + 3));
      }
    }
    return errors;
  }

  private static boolean extension(String file) {
    return !Endings.of(file).isEmpty() && !Endings.of(file).equals("o");
  }

  private static ProgramError diagnosed(Report report, int at, Matcher diagnostic) {
    String file = Report.own(diagnostic.group(1));
    int line = Integer.parseInt(diagnostic.group(2));
    int column = diagnostic.group(3) == null ? 0 : Integer.parseInt(diagnostic.group(3));
    int first = at;
    // What stands above says how the compiler came to a place in a library.
    for (; first > 0 && at - first < 50; first--) {
      String above = report.line(first - 1);
      if (above.isEmpty() || (above.startsWith(" ") && !above.contains("from "))) {
        break;
      }
      Matcher place = PLACE.matcher(above);
      if (file.isEmpty() && place.matches() && !Report.own(place.group(1)).isEmpty()) {
        file = Report.own(place.group(1));
        line = Integer.parseInt(place.group(2));
        column = 0;
      }
    }
    int end = at + 1;
    while (end < report.size() && report.line(end).startsWith(" ") && end - at < 40) {
      end++;
    }
    return new ProgramError(
        "compile error",
        diagnostic.group(5),
        report.excerpt(first, end),
        file,
        file.isEmpty() ? OptionalInt.empty() : Report.at(line),
        file.isEmpty() ? OptionalInt.empty() : Report.at(column));
  }

  private static Optional<ProgramError> runError(Report report) {
    for (int i = 0; i < report.size(); i++) {
      String line = report.line(i);
      Matcher sanitizer = SANITIZER.matcher(line);
      if (sanitizer.matches()) {
        return Optional.of(sanitized(report, i, sanitizer));
      }
      Matcher runtime = RUNTIME.matcher(line);
      if (runtime.matches()) {
        return Optional.of(
            new ProgramError(
                "runtime error",
                runtime.group(4),
                report.excerpt(i, i + 3),
                Report.own(runtime.group(1)),
                Report.at(Integer.parseInt(runtime.group(2))),
                Report.at(Integer.parseInt(runtime.group(3)))));
      }
    }
    for (int i = report.size() - 1; i >= 0; i--) {
      String line = report.line(i);
      if (line.startsWith("terminate called ")) {
        String pure = "pure virtual method called";
        return Optional.of(
            i > 0 && report.line(i - 1).equals(pure)
                ? plain("abort", pure, report, i - 1, i + 1)
                : terminated(report, i));
      }
      String llvm = "libc++abi: terminating ";
      if (line.startsWith(llvm)) {
        int of = line.indexOf(" of type ");
        String what = of < 0 ? "" : line.substring(of + " of type ".length());
        int colon = what.indexOf(": ");
        return Optional.of(
            plain(
                what.isEmpty() ? "terminate" : (colon < 0 ? what : what.substring(0, colon)),
                colon < 0
                    ? (what.isEmpty() ? line.substring(llvm.length()) : "")
                    : what.substring(colon + 2),
                report,
                i,
                i + 1));
      }
      Matcher assertion = ASSERTION.matcher(line);
      if (assertion.matches()) {
        String file = Report.own(assertion.group(1));
        return Optional.of(
            new ProgramError(
                "assertion failed",
                assertion.group(3),
                line,
                file,
                file.isEmpty()
                    ? OptionalInt.empty()
                    : Report.at(Integer.parseInt(assertion.group(2))),
                OptionalInt.empty()));
      }
    }
    for (int i = report.size() - 1; i >= 0; i--) {
      if (GLIBC.matcher(report.line(i)).matches()) {
        return Optional.of(plain("abort", report.line(i), report, i, i + 1));
      }
    }
    return Optional.empty();
  }

  private static ProgramError terminated(Report report, int at) {
    String start = "terminate called after throwing an instance of '";
    String line = report.line(at);
    if (!line.startsWith(start)) {
      return plain("terminate", line, report, at, at + 1);
    }
    int quote = line.lastIndexOf('\'');
    String type = line.substring(start.length(), Math.max(start.length(), quote));
    StringBuilder message = new StringBuilder();
    int end = at + 1;
    String what = "  what():  ";
    if (report.line(end).startsWith(what)) {
      message.append(report.line(end).substring(what.length()));
      for (end++; end < report.size() && message.length() < 8 * 1024; end++) {
        message.append('\n').append(report.line(end));
      }
    }
    return plain(type.isEmpty() ? "terminate" : type, message.toString().strip(), report, at, end);
  }

  private static ProgramError sanitized(Report report, int at, Matcher sanitizer) {
    String what = sanitizer.group(2);
    int space = what.indexOf(' ');
    String kind = space < 0 ? what : what.substring(0, space);
    for (int i = at + 1; i < report.size(); i++) {
      Matcher frame = SANITIZER_FRAME.matcher(report.line(i));
      if (frame.matches() && !Report.inHome(frame.group(1)).isEmpty()) {
        return new ProgramError(
            sanitizer.group(1) + ": " + kind,
            what,
            report.excerpt(at, report.size()),
            Report.inHome(frame.group(1)),
            Report.at(Integer.parseInt(frame.group(2))),
            frame.group(3) == null
                ? OptionalInt.empty()
                : Report.at(Integer.parseInt(frame.group(3))));
      }
    }
    return plain(sanitizer.group(1) + ": " + kind, what, report, at, report.size());
  }

  private static ProgramError plain(String name, String message, Report report, int from, int to) {
    return new ProgramError(
        name, message, report.excerpt(from, to), "", OptionalInt.empty(), OptionalInt.empty());
  }
}
