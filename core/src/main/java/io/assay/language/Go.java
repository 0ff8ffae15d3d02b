package io.assay.language;

import io.assay.Command;
import io.assay.Limits;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.StepResult;
import io.assay.Template;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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

/// Go. It comes without its standard library compiled, so the library is compiled once into a build
/// cache that every sandbox then starts from.
final class Go implements Language {
  private static final String CACHE = Sandbox.BUILD + "/.cache/go";

  /// How long compiling the standard library may take on a slow machine.
  private static final Duration LIBRARY = Duration.ofMinutes(20);

  /// Later than any use. A cache entry that was used is touched once an hour, which would copy it
  /// into every sandbox.
  private static final FileTime FUTURE = FileTime.fromMillis(4_102_444_800_000L);

  private static final Pattern DIAGNOSTIC =
      Pattern.compile(
          "(?:vet: )?(\\S[^:]{0,1000}\\.(?:go|s|c|h)):(\\d{1,9}):(?:(\\d{1,9}):)? (.*)");

  /// A line of the package log, as it writes them unless it is told otherwise, with the place too
  /// if it is told to.
  private static final Pattern LOGGED =
      Pattern.compile(
          "\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{6})? (?:([^\\s:]{1,1000}\\.go):(\\d{1,9}): )?(.+)");

  private static final String IS_LIBRARY = " is a library";

  private static final Pattern PACKAGE = Pattern.compile("package\\s+(\\w+)");

  private static final Pattern MAIN = Pattern.compile("(?m)^func main\\(\\)");

  private static final Pattern FRAME = Pattern.compile("\\s+(/.{1,1500}?\\.go):(\\d{1,9})(?: .*)?");

  @Override
  public String name() {
    return "go";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("golang");
  }

  @Override
  public List<String> extensions() {
    return List.of("go");
  }

  @Override
  public String fileName(String code) {
    return "main.go";
  }

  @Override
  public Optional<String> entry(SequencedMap<String, Program.Content> files) {
    Optional<String> usual = Names.entry(files.sequencedKeySet(), List.of("main.go"), this);
    if (usual.isPresent()) {
      return usual;
    }
    List<String> mains =
        files.sequencedKeySet().stream()
            .filter(file -> file.startsWith("cmd/") && file.endsWith("/main.go"))
            .toList();
    if (mains.size() == 1) {
      return Optional.of(mains.getFirst());
    }
    List<String> startable = Names.startable(files, this, MAIN);
    List<String> own = Names.own(files.sequencedKeySet(), this);
    if (startable.isEmpty() && own.stream().map(Go::folder).distinct().count() == 1) {
      // Any stands for a package that starts nothing.
      return Optional.of(own.getFirst());
    }
    return Names.only(startable);
  }

  private static String folder(String file) {
    return file.substring(0, Math.max(0, file.lastIndexOf('/')));
  }

  @Override
  public boolean isTest(String file) {
    return file.endsWith("_test.go");
  }

  @Override
  public Discovery discover(Host host) throws InterruptedException {
    Map<Path, String> refused = new LinkedHashMap<>();
    for (Path program : candidates(host)) {
      Host.Answer answer =
          host.ask(
              Host.PATIENCE,
              Path.of("/"),
              Map.of("GOENV", "off"),
              program,
              List.of("env", "GOROOT", "GOVERSION"));
      List<String> lines = answer.out().lines().toList();
      if (!answer.worked() || lines.size() != 2 || !lines.get(0).startsWith("/")) {
        refused.put(program, answer.worked() ? "it does not know its GOROOT" : answer.why());
        continue;
      }
      Path root = Path.of(lines.get(0));
      Path go = root.resolve("bin/go");
      Optional<String> why = Host.refusal(go);
      if (why.isPresent()) {
        refused.put(program, why.get());
        continue;
      }
      try {
        return toolchain(host, root, go, lines.get(1).replaceFirst("^go", ""));
      } catch (IOException e) {
        refused.put(program, e.toString());
      }
    }
    return new Discovery.Missing(
        "no go that works was found" + Host.refused(refused),
        host.install("golang-go", "golang", "go", "go", "go") + ", or https://go.dev/dl");
  }

  private static List<Path> candidates(Host host) {
    Path home = host.home();
    Path data = host.folder("XDG_DATA_HOME").orElse(home.resolve(".local/share"));
    Path goenv = host.folder("GOENV_ROOT").orElse(home.resolve(".goenv"));
    host.exists(goenv.resolve("version"));
    List<Path> elsewhere = new ArrayList<>();
    host.folder("GOROOT").ifPresent(root -> elsewhere.add(root.resolve("bin")));
    elsewhere.addAll(host.shims());
    elsewhere.add(goenv.resolve("shims"));
    elsewhere.add(Path.of("/usr/local/go/bin"));
    elsewhere.add(Path.of("/usr/local/bin"));
    elsewhere.add(Path.of("/usr/bin"));
    elsewhere.add(Path.of("/snap/bin"));
    for (Path sdk : host.children(home.resolve("sdk"))) {
      elsewhere.add(sdk.resolve("bin"));
    }
    for (Path store : List.of(Path.of("/usr/lib"), Path.of("/usr/local"))) {
      for (Path folder : host.children(store)) {
        if (folder.getFileName().toString().startsWith("go")) {
          elsewhere.add(folder.resolve("bin"));
        }
      }
    }
    for (Path store : List.of(goenv.resolve("versions"), data.resolve("mise/installs/go"))) {
      host.children(store).forEach(version -> elsewhere.add(version.resolve("bin")));
    }
    for (Path version : host.children(home.resolve(".asdf/installs/golang"))) {
      elsewhere.add(version.resolve("go/bin"));
    }
    return host.programs(List.of("go"), elsewhere);
  }

  private Discovery toolchain(Host host, Path root, Path go, String version)
      throws IOException, InterruptedException {
    Optional<Path> compiler = Cpp.linker(host);
    Map<String, String> environment = environment(compiler);
    Path compile = compiler(root);
    String identity =
        version
            + " "
            + Host.fileIdentity(go.toRealPath())
            + " "
            + Host.fileIdentity(compile)
            + " "
            + root;
    Binds binds = new Binds(host);
    binds.add(root);
    binds.addLinks(go);
    SortedMap<String, String> parts = new TreeMap<>();
    if (compiler.isPresent()) {
      Cpp.describe(host, compiler.get(), binds, parts);
    }
    String key = Integer.toHexString((identity + environment + parts).hashCode());
    Provision.Result library =
        Provision.folder(
            host,
            "go-" + version + "-" + key,
            folder -> compileLibrary(host, go, version, environment, folder));
    return switch (library) {
      case Provision.Failed(String why) ->
          new Discovery.Missing(
              "Go's standard library could not be compiled: " + why,
              "run `" + go + " build std`, which says more");
      case Provision.Ready(Path folder) -> {
        host.exists(go);
        host.exists(compile);
        parts.put("root", root.toString());
        parts.put("version", version);
        parts.put("file", Host.fileIdentity(go.toRealPath()));
        yield new Discovery.Found(
            new Toolchain(
                name(),
                version,
                Map.of("go", go.toString()),
                binds.paths(),
                binds.masks(),
                List.of(new Template.Overlay(folder, CACHE)),
                List.of(root.resolve("bin").toString()),
                environment,
                parts));
      }
    };
  }

  /// The compiler proper, which names what it makes.
  private static Path compiler(Path root) throws IOException {
    Path tools = root.resolve("pkg/tool");
    if (Files.isDirectory(tools)) {
      try (var platforms = Files.list(tools)) {
        return platforms
            .map(platform -> platform.resolve("compile"))
            .filter(Files::exists)
            .findFirst()
            .orElse(tools);
      }
    }
    return tools;
  }

  /// What every go command of a sandbox is told. The standard library is compiled under the same,
  /// or its cache would not fit.
  private static Map<String, String> environment(Optional<Path> compiler) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("GOCACHE", CACHE);
    environment.put("GOTOOLCHAIN", "local");
    environment.put("GOENV", "off");
    environment.put("GOPROXY", "off");
    environment.put("GOFLAGS", "-buildvcs=false");
    environment.put("CGO_ENABLED", compiler.isPresent() ? "1" : "0");
    compiler.ifPresent(path -> environment.put("CC", path.toString()));
    return environment;
  }

  private static String compileLibrary(
      Host host, Path go, String version, Map<String, String> environment, Path folder)
      throws IOException, InterruptedException {
    host.progress()
        .accept("compiling the standard library of Go " + version + " (once; a minute or two)");
    Map<String, String> variables = new TreeMap<>(environment);
    variables.put("GOCACHE", folder.toString());
    // Neither the user's settings nor their GOPATH, and no counters in their home.
    Path away = Files.createTempDirectory(host.state(), ".go");
    try {
      variables.put("HOME", away.toString());
      Host.Answer built = host.ask(LIBRARY, Path.of("/"), variables, go, List.of("build", "std"));
      if (!built.worked()) {
        return built.why();
      }
    } finally {
      Provision.delete(away);
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
            Files.setLastModifiedTime(file, FUTURE);
            return FileVisitResult.CONTINUE;
          }
        });
    return "";
  }

  @Override
  public Steps steps(Program program, Toolchain toolchain, Limits limits) {
    String entry = program.entry();
    String folder = folder(entry);
    Optional<String> module = module(program.files().sequencedKeySet(), folder);

    List<String> arguments = new ArrayList<>(List.of("build", "-o", Sandbox.BUILD + "/program"));
    // As `go run` has it: no tables for a debugger. Those for tracebacks stay.
    arguments.add("-ldflags=-s -w");
    String directory = Sandbox.HOME;
    if (module.isPresent()) {
      String root = module.get();
      directory = root.isEmpty() ? directory : directory + "/" + root;
      arguments.add(
          "./"
              + (folder.equals(root)
                  ? ""
                  : folder.substring(root.isEmpty() ? 0 : root.length() + 1)));
    } else {
      Set<String> sources = new LinkedHashSet<>();
      sources.add(entry);
      for (String file : program.files().sequencedKeySet()) {
        boolean beside = file.substring(0, Math.max(0, file.lastIndexOf('/'))).equals(folder);
        if (beside && file.endsWith(".go") && !file.endsWith("_test.go")) {
          sources.add(file);
        }
      }
      sources.forEach(source -> arguments.add("./" + source));
    }
    // The processors that the sandbox has, not those that the machine shows.
    String processors =
        Integer.toString(
            Math.max(
                1,
                (int)
                    Math.min(
                        Math.ceil(limits.cpus()), Runtime.getRuntime().availableProcessors())));
    Map<String, String> build = new TreeMap<>(toolchain.environment());
    // Go keeps counters of its own use in the home of who runs it.
    build.put("HOME", Sandbox.BUILD + "/.home");
    build.put("GOPATH", Sandbox.BUILD + "/.go");
    build.put("GOMAXPROCS", processors);
    Map<String, String> run = new TreeMap<>();
    run.put("GOMAXPROCS", processors);
    run.putAll(program.environment());
    Command start =
        nothingToStart(program)
            .map(why ->
                new Command(
                    "/bin/sh",
                    List.of("-c", "echo \"$0\" >&2; exit 1", why),
                    Map.of(),
                    Sandbox.HOME))
            .orElseGet(() ->
                new Command(Sandbox.BUILD + "/program", program.arguments(), run, Sandbox.HOME));
    return new Steps(
            Optional.of(new Command(toolchain.tool("go"), arguments, build, directory)), start)
        .making(Sandbox.BUILD + "/program");
  }

  /// Why there is nothing to start, if the entry is of another package than `main`. Its compiler
  /// makes an archive of that and is content.
  private static Optional<String> nothingToStart(Program program) {
    String code = Sources.text(program.files(), program.entry());
    Matcher clause = PACKAGE.matcher(code);
    return clause.region(behindComments(code), code.length()).lookingAt()
            && !clause.group(1).equals("main")
        ? Optional.of(
            "package %s%s: there is no func main to run".formatted(clause.group(1), IS_LIBRARY))
        : Optional.empty();
  }

  private static int behindComments(String code) {
    int at = 0;
    while (at < code.length()) {
      int end = at + 1;
      if (code.startsWith("//", at)) {
        end = code.indexOf('\n', at);
      } else if (code.startsWith("/*", at)) {
        int close = code.indexOf("*/", at + 2);
        end = close < 0 ? close : close + 2;
      } else if (code.charAt(at) != '\uFEFF' && !Character.isWhitespace(code.charAt(at))) {
        break;
      }
      at = end < 0 ? code.length() : end;
    }
    return at;
  }

  @Override
  public Optional<Command> library(
      Program program, Toolchain toolchain, Limits limits, StepResult failed) {
    return failed.error().filter(error -> error.message().contains(IS_LIBRARY)).isPresent()
        ? steps(program, toolchain, limits).compile()
        : Optional.empty();
  }

  /// The nearest folder at or above `folder` with a go.mod.
  private static Optional<String> module(Set<String> files, String folder) {
    for (String at = folder;
        !at.isEmpty();
        at = at.substring(0, Math.max(0, at.lastIndexOf('/')))) {
      if (files.contains(at + "/go.mod")) {
        return Optional.of(at);
      }
    }
    return files.contains("go.mod") ? Optional.of("") : Optional.empty();
  }

  @Override
  public Optional<ProgramError> error(Phase phase, String stdout, String stderr) {
    Report report = new Report(stderr);
    return switch (phase) {
      case COMPILE -> compileErrors(report).stream().findFirst();
      case RUN -> panic(report).or(() -> fatal(report));
    };
  }

  @Override
  public List<ProgramError> compileErrors(String stdout, String stderr) {
    return compileErrors(new Report(stderr));
  }

  private static List<ProgramError> compileErrors(Report report) {
    List<ProgramError> errors = new ArrayList<>();
    for (int i = 0; i < report.size() && errors.size() < Report.MOST_ERRORS; i++) {
      String line = report.line(i);
      Matcher diagnostic = DIAGNOSTIC.matcher(line);
      if (diagnostic.matches() && !diagnostic.group(4).startsWith("warning: ")) {
        int end = i + 1;
        while (end < report.size() && report.line(end).startsWith("\t")) {
          end++;
        }
        errors.add(
            new ProgramError(
                "compile error",
                diagnostic.group(4),
                report.excerpt(i, end),
                Report.own(diagnostic.group(1)),
                Report.at(Integer.parseInt(diagnostic.group(2))),
                diagnostic.group(3) == null
                    ? OptionalInt.empty()
                    : Report.at(Integer.parseInt(diagnostic.group(3)))));
        continue;
      }
      boolean complaint =
          line.startsWith("go: ")
              && !line.startsWith("go: downloading ")
              && !line.startsWith("go: warning");
      if (complaint
          || (line.startsWith("package ") && line.contains(": "))
          || line.startsWith("imports ")) {
        errors.add(
            new ProgramError(
                "compile error",
                line.startsWith("go: ") ? line.substring("go: ".length()) : line,
                report.excerpt(i, i + 5),
                "",
                OptionalInt.empty(),
                OptionalInt.empty()));
      }
    }
    if (!errors.isEmpty()) {
      return errors;
    }
    for (int i = 0; i < report.size(); i++) {
      if (report.line(i).startsWith("runtime.main_main·f: ")) {
        return List.of(
            new ProgramError(
                "link error",
                report.line(i).substring("runtime.main_main·f: ".length()),
                report.line(i),
                "",
                OptionalInt.empty(),
                OptionalInt.empty()));
      }
    }
    return Cpp.compileErrors(report);
  }

  /// The last panic or fatal error; a panic while panicking stands below the first.
  private static Optional<ProgramError> panic(Report report) {
    if (report.size() == 1
        && report.line(0).startsWith("package ")
        && report.line(0).contains(IS_LIBRARY)) {
      return Optional.of(
          new ProgramError(
              "launcher error",
              report.line(0),
              report.line(0),
              "",
              OptionalInt.empty(),
              OptionalInt.empty()));
    }
    for (int i = report.size() - 1; i >= 0; i--) {
      String line = report.line(i);
      for (String kind : List.of("panic: ", "fatal error: ", "runtime: out of memory: ")) {
        if (line.startsWith(kind)) {
          return Optional.of(
              panicked(
                  report,
                  i,
                  kind.substring(0, kind.lastIndexOf(':')),
                  line.substring(kind.length())));
        }
      }
      if (line.startsWith("SIG")
          && line.indexOf(": ") > 0
          && report.line(i + 1).startsWith("PC=")) {
        return Optional.of(
            panicked(
                report,
                i,
                line.substring(0, line.indexOf(": ")),
                line.substring(line.indexOf(": ") + 2)));
      }
      if (line.startsWith("WARNING: DATA RACE")) {
        return Optional.of(panicked(report, i, "data race", ""));
      }
    }
    return Optional.empty();
  }

  /// What `log.Fatal` wrote before it ended the program with status 1: its last line.
  private static Optional<ProgramError> fatal(Report report) {
    int last = report.size() - 1;
    if (!report.line(last).equals("exit status 1")) {
      return Optional.empty();
    }
    Matcher logged = LOGGED.matcher(report.line(last - 1));
    return logged.matches()
        ? Optional.of(
            new ProgramError(
                "log.Fatal",
                logged.group(3),
                report.line(last - 1),
                logged.group(1) == null ? "" : Report.own(logged.group(1)),
                logged.group(1) == null
                    ? OptionalInt.empty()
                    : Report.at(Integer.parseInt(logged.group(2))),
                OptionalInt.empty()))
        : Optional.empty();
  }

  private static ProgramError panicked(Report report, int at, String name, String first) {
    StringBuilder message = new StringBuilder(first);
    int end = at + 1;
    while (end < report.size()
        && !report.line(end).startsWith("goroutine ")
        && !report.line(end).startsWith("[signal ")
        && !report.line(end).equals("runtime stack:")
        && message.length() < 8 * 1024) {
      message.append('\n').append(report.line(end).strip());
      end++;
    }
    for (int i = end; i < report.size(); i++) {
      Matcher frame = FRAME.matcher(report.line(i));
      if (frame.matches() && !Report.inHome(frame.group(1)).isEmpty()) {
        return new ProgramError(
            name,
            message.toString().strip(),
            report.excerpt(at, report.size()),
            Report.inHome(frame.group(1)),
            Report.at(Integer.parseInt(frame.group(2))),
            OptionalInt.empty());
      }
    }
    return new ProgramError(
        name,
        message.toString().strip(),
        report.excerpt(at, report.size()),
        "",
        OptionalInt.empty(),
        OptionalInt.empty());
  }
}
