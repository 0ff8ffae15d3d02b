package io.assay.language;

import io.assay.Ahead;
import io.assay.Bytes;
import io.assay.Command;
import io.assay.Limits;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.StepResult;
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
import java.util.TreeSet;
import java.util.regex.Pattern;

/// CPython, or any interpreter that calls itself python3. A virtual environment that is active is
/// used, and so are the packages in it.
final class Python implements Language {
  /// The folder in which an interpreter that is started ahead finds what to do.
  private static final String AHEAD = Sandbox.BUILD + "/.ahead";

  private static final Bytes WAITS = Sources.own("python/ahead.py");
  private static final Bytes IMPORTED = Sources.own("python/imported.py");

  /// What variables begin with that the interpreter, or the C library below it, reads as it starts.
  private static final List<String> AT_START =
      List.of("PYTHON", "LC_", "LANG", "TZ", "LD_", "MALLOC_", "GLIBC_");

  private static final String TRACEBACK = "Traceback (most recent call last):";

  /// A line for each thing we need to know; `site` is asked too, because packages lie where it
  /// says.
  private static final String PROBE =
      """
      import os, site, sys, sysconfig
      if sys.version_info[0] != 3: sys.exit('it is Python %d' % sys.version_info[0])
      print('version=' + '.'.join(map(str, sys.version_info[:3])))
      print('kind=' + sys.implementation.name)
      print('executable=' + sys.executable)
      print('real=' + os.path.realpath(sys.executable))
      print('prefix=' + sys.prefix)
      print('base=' + sys.base_prefix)
      print('base_exec=' + sys.base_exec_prefix)
      lib = sysconfig.get_config_var('LIBDIR'), sysconfig.get_config_var('LDLIBRARY')
      print('library=' + (os.path.join(*lib) if all(lib) else ''))
      paths = sysconfig.get_paths()
      parts = [paths[k] for k in ('stdlib', 'platstdlib', 'purelib', 'platlib')]
      print('parts=' + ':'.join(dict.fromkeys(parts)))
      print('sites=' + ':'.join(dict.fromkeys(p for p in site.getsitepackages() + parts[2:] if os.path.isdir(p))))
      """;

  private static final Pattern TEST =
      Pattern.compile(
          "(?:.*/)?(?:tests?/.*|test_[^/]*\\.py|[^/]*_test\\.py|tests?\\.py|conftest\\.py)");

  @Override
  public String name() {
    return "python";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("python3", "cpython");
  }

  @Override
  public List<String> extensions() {
    return List.of("py", "pyw");
  }

  @Override
  public String fileName(String code) {
    return "main.py";
  }

  @Override
  public Optional<String> entry(SequencedMap<String, Program.Content> files) {
    return Names.entry(files.sequencedKeySet(), List.of("main.py", "__main__.py"), this);
  }

  @Override
  public boolean isTest(String file) {
    return TEST.matcher(file).matches();
  }

  @Override
  public Discovery discover(Host host) throws InterruptedException {
    Map<Path, String> refused = new LinkedHashMap<>();
    for (Path program : candidates(host)) {
      Host.Answer answer = host.ask(program, "-I", "-c", PROBE);
      String why = answer.why();
      if (why.isEmpty() && answer.value("sites").isEmpty()) {
        why = "it does not answer as Python does";
      }
      if (why.isEmpty()) {
        why = Host.refusal(Path.of(answer.value("real").orElse(""))).orElse("");
      }
      if (why.isEmpty()) {
        return new Discovery.Found(toolchain(host, answer));
      }
      refused.put(program, why);
    }
    String install = host.install("python3", "python3", "python3", "python", "python3");
    return new Discovery.Missing(
        "no python3 that works was found" + Host.refused(refused), install);
  }

  private static List<Path> candidates(Host host) {
    Path home = host.home();
    Path pyenv = host.folder("PYENV_ROOT").orElse(home.resolve(".pyenv"));
    Path data = host.folder("XDG_DATA_HOME").orElse(home.resolve(".local/share"));
    host.exists(pyenv.resolve("version"));
    List<Path> elsewhere = new ArrayList<>();
    elsewhere.add(pyenv.resolve("shims"));
    elsewhere.addAll(host.shims());
    elsewhere.add(home.resolve(".local/bin"));
    elsewhere.add(Path.of("/usr/local/bin"));
    elsewhere.add(Path.of("/usr/bin"));
    for (Path store :
        List.of(
            pyenv.resolve("versions"),
            data.resolve("uv/python"),
            home.resolve(".asdf/installs/python"),
            data.resolve("mise/installs/python"))) {
      host.children(store).forEach(version -> elsewhere.add(version.resolve("bin")));
    }
    List<Path> programs = new ArrayList<>();
    host.folder("VIRTUAL_ENV")
        .map(environment -> environment.resolve("bin/python3"))
        .filter(host::exists)
        .ifPresent(programs::add);
    programs.addAll(host.programs(List.of("python3", "python"), elsewhere));
    return programs;
  }

  private Toolchain toolchain(Host host, Host.Answer answer) {
    Path prefix = Path.of(answer.value("prefix").orElseThrow());
    Path base = Path.of(answer.value("base").orElseThrow());
    Path real = Path.of(answer.value("real").orElseThrow());
    boolean virtual = !prefix.equals(base);
    // An environment is recognised by the folder of the link that starts it; anything else starts
    // best by its real name.
    Path executable = virtual ? Path.of(answer.value("executable").orElseThrow()) : real;

    Binds binds = new Binds(host);
    boolean prefixWhole = binds.add(prefix);
    boolean whole = binds.add(base) && prefixWhole;
    answer.value("base_exec").map(Path::of).ifPresent(binds::add);
    if (!whole) {
      paths(answer, "parts").forEach(binds::add);
      answer.value("library").filter(file -> !file.isEmpty()).map(Path::of).ifPresent(binds::add);
    }
    binds.addLinks(executable);
    binds.addLinks(real);

    SortedMap<String, String> identity = new TreeMap<>();
    identity.put("kind", answer.value("kind").orElse(""));
    identity.put("version", answer.value("version").orElseThrow());
    identity.put("executable", executable.toString());
    identity.put("prefix", prefix.toString());
    identity.put("base", base.toString());
    identity.put("file", Host.fileIdentity(real));
    host.exists(executable);
    host.exists(real);
    host.exists(prefix.resolve("pyvenv.cfg"));
    TreeSet<String> packages = new TreeSet<>();
    for (Path site : paths(answer, "sites")) {
      for (Path entry : host.children(site)) {
        String name = entry.getFileName().toString();
        if (name.endsWith(".dist-info") || name.endsWith(".egg-info")) {
          packages.add(name);
        }
      }
    }
    identity.put("packages", String.join(" ", packages));

    Path bin = Host.above(executable);
    return new Toolchain(
        name(),
        answer.value("version").orElseThrow(),
        Map.of("python", executable.toString()),
        binds.paths(),
        binds.masks(),
        List.of(),
        bin.startsWith("/usr") && !virtual ? List.of() : List.of(bin.toString()),
        virtual ? Map.of("VIRTUAL_ENV", prefix.toString()) : Map.of(),
        identity);
  }

  private static List<Path> paths(Host.Answer answer, String name) {
    List<Path> paths = new ArrayList<>();
    for (String path : answer.value(name).orElse("").split(":")) {
      if (path.startsWith("/") && Files.isDirectory(Path.of(path))) {
        paths.add(Path.of(path));
      }
    }
    return paths;
  }

  @Override
  public Steps steps(Program program, Toolchain toolchain, Limits limits) {
    List<String> arguments = new ArrayList<>();
    // An entry named -x.py is a file all the same.
    arguments.add(program.entry().startsWith("-") ? "./" + program.entry() : program.entry());
    String python = toolchain.tool("python");
    Optional<Ahead> ahead =
        canWait(program, toolchain)
            ? Optional.of(ahead(python, arguments, preload(toolchain)))
            : Optional.empty();
    arguments.addAll(program.arguments());
    return new Steps(
        Optional.empty(),
        new Command(python, arguments, program.environment(), Sandbox.HOME),
        ahead);
  }

  /// An interpreter that waits, as `site` has it, before it opens the program's file.
  ///
  /// @param preload what it imports before
  private static Ahead ahead(String python, List<String> arguments, String preload) {
    SortedMap<String, Bytes> files = new TreeMap<>();
    files.put(AHEAD + "/sitecustomize.py", WAITS);
    files.put(AHEAD + "/imported.py", IMPORTED);
    if (!preload.isEmpty()) {
      files.put(AHEAD + "/preload", Bytes.of(preload));
    }
    return new Ahead(
        new Command(python, arguments, Map.of("PYTHONPATH", AHEAD), Sandbox.HOME),
        files,
        10L << 20,
        Ahead.Start.FORKED);
  }

  /// The modules that the template has imported before there is a program.
  private static String preload(Toolchain toolchain) {
    return toolchain.identity().getOrDefault("preload", "");
  }

  /// Whether an interpreter that has started already can still do all that `program` asks for: some
  /// variables are looked at during the start only.
  private static boolean canWait(Program program, Toolchain toolchain) {
    return "cpython".equals(toolchain.identity().get("kind"))
        && program.environment().keySet().stream()
            .noneMatch(name -> AT_START.stream().anyMatch(name::startsWith))
        && program.files().keySet().stream().noneMatch(file -> file.startsWith(".local/"))
        && (preload(toolchain).isEmpty() || !shadows(program, toolchain));
  }

  /// Whether a file beside the program's entry is what it would import instead of something that is
  /// loaded already.
  private static boolean shadows(Program program, Toolchain toolchain) {
    Set<String> loaded = Set.of(toolchain.identity().getOrDefault("loaded", "").split(" "));
    String folder = program.entry().substring(0, program.entry().lastIndexOf('/') + 1);
    return program.files().keySet().stream()
        .filter(file -> file.startsWith(folder))
        .map(file -> file.substring(folder.length()).split("[./]", 2)[0])
        .anyMatch(loaded::contains);
  }

  @Override
  public List<ProgramError> compileErrors(String stdout, String stderr) {
    return List.of();
  }

  @Override
  public Optional<Command> library(
      Program program, Toolchain toolchain, Limits limits, StepResult failed) {
    // Every file can be started.
    return Optional.empty();
  }

  @Override
  public Optional<ProgramError> error(Phase phase, String stdout, String stderr) {
    Report report = new Report(stderr);
    // A finaliser's or a thread's report may stand before or after that of the main program, which
    // decides.
    int last = -1;
    int aside = -1;
    boolean chainAside = false;
    for (int i = 0; i < report.size(); i++) {
      if (isTraceback(report.line(i))) {
        if (!continues(report, i)) {
          String before = report.line(i - 1);
          chainAside =
              before.startsWith("Exception ignored in") || before.startsWith("Exception in thread");
        }
        if (chainAside) {
          aside = i;
        } else {
          last = i;
        }
      }
    }
    if (last >= 0) {
      return traceback(report, last);
    }
    Optional<ProgramError> syntax = syntaxError(report);
    if (syntax.isPresent()) {
      return syntax;
    }
    if (aside >= 0) {
      return traceback(report, aside);
    }
    return fatal(report);
  }

  private static boolean isTraceback(String line) {
    return line.equals(TRACEBACK) || line.equals("  + Exception Group " + TRACEBACK);
  }

  /// Whether the traceback at `at` continues the one before it.
  private static boolean continues(Report report, int at) {
    String line = report.line(at - 2).replace("  | ", "");
    return report.line(at - 1).replace("  | ", "").isBlank()
        && (line.startsWith("The above exception was the direct cause")
            || line.startsWith("During handling of the above exception"));
  }

  private static Optional<ProgramError> traceback(Report report, int at) {
    String margin = report.line(at).startsWith("  + ") ? "  | " : "";
    Frame own = Frame.NONE;
    int end = at + 1;
    for (; end < report.size(); end++) {
      String line = report.line(end);
      if (!line.startsWith(margin + " ")) {
        break;
      }
      Frame frame = Frame.of(line.substring(margin.length()));
      own = frame.file().isEmpty() ? own : frame;
    }
    if (!report.line(end).startsWith(margin)) {
      return Optional.empty();
    }
    int first = at;
    while (continues(report, first)) {
      int before = first - 1;
      while (before >= 0 && !isTraceback(report.line(before))) {
        before--;
      }
      if (before < 0) {
        break;
      }
      first = before;
    }
    return Optional.of(raised(report, first, end, margin, own));
  }

  /// The exception printed at `at`, behind `margin`.
  private static ProgramError raised(Report report, int first, int at, String margin, Frame own) {
    String line = report.line(at).substring(margin.length());
    int colon = line.indexOf(": ");
    String name = colon < 0 ? line : line.substring(0, colon);
    StringBuilder message = new StringBuilder(colon < 0 ? "" : line.substring(colon + 2));
    int end = at + 1;
    while (end < report.size()
        && (margin.isEmpty() ? !starts(report.line(end)) : report.line(end).startsWith(margin))) {
      if (message.length() < 8 * 1024) {
        message.append('\n').append(report.line(end).substring(margin.length()));
      }
      end++;
    }
    while (!margin.isEmpty()
        && (report.line(end).startsWith("    ") || report.line(end).startsWith("  +-"))) {
      end++;
    }
    return new ProgramError(
        name.isBlank() || name.length() > 200 ? "Exception" : name.strip(),
        message.toString().strip(),
        report.excerpt(first, end),
        own.file(),
        own.line(),
        OptionalInt.empty());
  }

  /// Whether a line starts something that is no part of a message.
  private static boolean starts(String line) {
    return line.startsWith("Exception ignored in")
        || line.startsWith("Exception in thread")
        || isTraceback(line);
  }

  /// An error in the main file itself has no traceback, only the place.
  private static Optional<ProgramError> syntaxError(Report report) {
    for (int i = report.size() - 1; i > 0; i--) {
      String line = report.line(i);
      if (!line.startsWith("SyntaxError: ")
          && !line.startsWith("IndentationError: ")
          && !line.startsWith("TabError: ")) {
        continue;
      }
      for (int above = i - 1; above >= Math.max(0, i - 5); above--) {
        if (report.line(above).startsWith("  File \"")) {
          Frame place = Frame.of(report.line(above));
          int colon = line.indexOf(": ");
          return Optional.of(
              new ProgramError(
                  line.substring(0, colon),
                  line.substring(colon + 2),
                  report.excerpt(above, i + 1),
                  place.file(),
                  place.line(),
                  OptionalInt.empty()));
        }
      }
    }
    return Optional.empty();
  }

  /// The interpreter's own end, with the innermost frame first.
  private static Optional<ProgramError> fatal(Report report) {
    String start = "Fatal Python error: ";
    for (int i = 0; i < report.size(); i++) {
      if (report.line(i).startsWith(start)) {
        Frame own = Frame.NONE;
        for (int j = i + 1; j < report.size() && own.file().isEmpty(); j++) {
          own = Frame.of(report.line(j));
        }
        return Optional.of(
            new ProgramError(
                "Fatal Python error",
                report.line(i).substring(start.length()),
                report.excerpt(i, report.size()),
                own.file(),
                own.line(),
                OptionalInt.empty()));
      }
    }
    return Optional.empty();
  }

  /// A line ` File "…", line 3, in f` that names a file of the program; [#NONE] for any other line.
  private record Frame(String file, OptionalInt line) {
    static final Frame NONE = new Frame("", OptionalInt.empty());

    static Frame of(String text) {
      String start = "  File \"";
      int quote = text.lastIndexOf("\", line ");
      if (!text.startsWith(start) || quote < start.length()) {
        return NONE;
      }
      String file = Report.inHome(text.substring(start.length(), quote));
      if (file.isEmpty() || file.contains("site-packages/")) {
        return NONE;
      }
      String rest = text.substring(quote + "\", line ".length());
      int end = 0;
      while (end < rest.length() && Character.isDigit(rest.charAt(end))) {
        end++;
      }
      int number = Report.number(rest.substring(0, end));
      return number == 0 ? NONE : new Frame(file, OptionalInt.of(number));
    }
  }
}
