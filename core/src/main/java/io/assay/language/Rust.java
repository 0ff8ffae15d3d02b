package io.assay.language;

import io.assay.Command;
import io.assay.Limits;
import io.assay.Program;
import io.assay.Sandbox;
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

/// Rust: a file and its modules by rustc, in the newest edition it knows, as `cargo new` would
/// choose; a package by cargo, without network.
final class Rust implements Language {
  private static final Pattern PLACE =
      Pattern.compile("\\s{1,20}--> (.{1,1500}?):(\\d{1,9}):(\\d{1,9})");
  private static final Pattern ERROR = Pattern.compile("error(?:\\[(E\\d{1,6})\\])?: (.*)");
  private static final Pattern MAIN =
      Pattern.compile("^(?![ \\t\\x0B\\f]*+//).*\\bfn\\s+main\\b", Pattern.MULTILINE);
  private static final Pattern PANIC =
      Pattern.compile(
          "thread '.{0,500}?'(?: \\(\\d{1,20}\\))? (?:has )?panicked at (?:'(.*)', )?(.{1,1500}?):(\\d{1,9}):(\\d{1,9}):?");
  private static final Pattern BESIDE =
      Pattern.compile("(?<package>(?:[^/]++/)*?)(?:build\\.rs|(?:examples|benches)/.*+)");

  /// What stands for a package that starts nothing.
  private static final Pattern ROOT = Pattern.compile("(?:(?:.*/)?src/)?lib\\.rs");

  @Override
  public String name() {
    return "rust";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("rustc", "cargo");
  }

  @Override
  public List<String> extensions() {
    return List.of("rs");
  }

  @Override
  public String fileName(String code) {
    return "main.rs";
  }

  @Override
  public Optional<String> entry(SequencedMap<String, Program.Content> files) {
    SequencedMap<String, Program.Content> own = new LinkedHashMap<>(files);
    own.keySet().removeIf(file -> isBeside(file, files.keySet()));
    Optional<String> usual =
        Names.entry(own.sequencedKeySet(), List.of("main.rs", "src/main.rs"), this);
    if (usual.isPresent()) {
      return usual;
    }
    List<String> startable = Names.startable(own, this, MAIN);
    return Names.only(
        startable.isEmpty()
            ? own.keySet().stream().filter(ROOT.asMatchPredicate()).toList()
            : startable);
  }

  /// Whether cargo makes a program of its own of a package's file: of what it runs before it
  /// builds, and of examples and measurements.
  private static boolean isBeside(String file, Set<String> files) {
    Matcher beside = BESIDE.matcher(file);
    return beside.matches() && files.contains(beside.group("package") + "Cargo.toml");
  }

  @Override
  public boolean isTest(String file) {
    return file.startsWith("tests/") || file.contains("/tests/");
  }

  @Override
  public Discovery discover(Host host) throws InterruptedException {
    Map<Path, String> refused = new LinkedHashMap<>();
    Optional<Path> linker = Cpp.linker(host);
    if (linker.isEmpty()) {
      return new Discovery.Missing(
          "no C compiler was found, which Rust needs to link",
          host.install("gcc", "gcc", "gcc musl-dev", "gcc", "gcc"));
    }
    Path trial = null;
    try {
      Files.createDirectories(host.state());
      trial = Files.createTempDirectory(host.state(), ".trial");
      Path source = Files.writeString(trial.resolve("trial.rs"), "fn main() {}\n");
      for (Path program : candidates(host)) {
        Host.Answer answer = host.ask(program, "--print", "sysroot");
        String root = answer.out().strip();
        if (!answer.worked() || !root.startsWith("/")) {
          refused.put(program, answer.worked() ? "it does not know its sysroot" : answer.why());
          continue;
        }
        // A proxy stands in for the real one, which is in its sysroot; a distribution's is where it
        // was found.
        Path inRoot = Path.of(root, "bin/rustc");
        Path rustc = host.exists(inRoot) ? inRoot : program;
        Host.Answer built =
            host.ask(
                rustc,
                "-C",
                "linker=" + linker.get(),
                "-o",
                trial.resolve("trial").toString(),
                source.toString());
        String why = built.worked() ? Host.refusal(rustc).orElse("") : built.why();
        if (why.isEmpty()) {
          return new Discovery.Found(toolchain(host, Path.of(root), rustc, linker.get()));
        }
        refused.put(program, why);
      }
    } catch (IOException e) {
      refused.put(host.state(), "nothing can be tried there: " + e.getMessage());
    } finally {
      Provision.delete(trial);
    }
    return new Discovery.Missing(
        "no rustc that works was found" + Host.refused(refused),
        host.install("rustc cargo", "rust cargo", "rust cargo", "rust", "rust cargo")
            + ", or https://rustup.rs");
  }

  private static List<Path> candidates(Host host) {
    Path home = host.home();
    Path data = host.folder("XDG_DATA_HOME").orElse(home.resolve(".local/share"));
    Path rustup = host.folder("RUSTUP_HOME").orElse(home.resolve(".rustup"));
    host.exists(rustup.resolve("settings.toml"));
    List<Path> elsewhere = new ArrayList<>();
    elsewhere.add(host.folder("CARGO_HOME").orElse(home.resolve(".cargo")).resolve("bin"));
    elsewhere.addAll(host.shims());
    elsewhere.add(Path.of("/usr/local/cargo/bin"));
    elsewhere.add(Path.of("/usr/local/bin"));
    elsewhere.add(Path.of("/usr/bin"));
    for (Path store :
        List.of(
            rustup.resolve("toolchains"),
            home.resolve(".asdf/installs/rust"),
            data.resolve("mise/installs/rust"))) {
      host.children(store).forEach(version -> elsewhere.add(version.resolve("bin")));
    }
    for (Path folder : host.children(Path.of("/usr/lib"))) {
      if (folder.getFileName().toString().startsWith("rust")) {
        elsewhere.add(folder.resolve("bin"));
      }
    }
    return host.programs(List.of("rustc"), elsewhere);
  }

  private Toolchain toolchain(Host host, Path root, Path rustc, Path linker)
      throws IOException, InterruptedException {
    Host.Answer about = host.ask(rustc, "-vV");
    String version =
        about
            .out()
            .lines()
            .filter(line -> line.startsWith("release: "))
            .map(line -> line.substring(9))
            .findFirst()
            .orElse("");
    Path real = rustc.toRealPath();
    Binds binds = new Binds(host);
    binds.add(root);
    binds.addLinks(rustc);
    SortedMap<String, String> identity = new TreeMap<>();
    Cpp.describe(host, linker, binds, identity);
    identity.put("root", root.toString());
    identity.put("version", about.out().lines().findFirst().orElse(""));
    identity.put("file", Host.fileIdentity(real));
    host.exists(rustc);
    host.exists(real);

    Map<String, String> tools = new TreeMap<>();
    tools.put("rustc", rustc.toString());
    tools.put("linker", linker.toString());
    for (Path cargo : List.of(rustc.resolveSibling("cargo"), real.resolveSibling("cargo"))) {
      if (host.exists(cargo) && Host.refusal(cargo).isEmpty()) {
        tools.put("cargo", cargo.toString());
        binds.addLinks(cargo);
      }
    }
    Path bin = Host.above(rustc);
    return new Toolchain(
        name(),
        version,
        tools,
        binds.paths(),
        binds.masks(),
        List.of(),
        bin.equals(Path.of("/usr/bin")) ? List.of() : List.of(bin.toString()),
        Map.of(),
        identity);
  }

  @Override
  public Steps steps(Program program, Toolchain toolchain, Limits limits) {
    Optional<String> manifest = manifest(program);
    if (manifest.isPresent() && toolchain.tools().containsKey("cargo")) {
      return cargo(program, toolchain, manifest.get());
    }
    Host.Version version = Host.Version.of(toolchain.version());
    List<String> arguments =
        List.of(
            "--color",
            "never",
            "--crate-name",
            "main",
            "-C",
            "linker=" + toolchain.tool("linker"),
            "-o",
            Sandbox.BUILD + "/program",
            "./" + program.entry());
    return new Steps(
            Optional.of(compile(toolchain, version, arguments)),
            new Command(
                Sandbox.BUILD + "/program",
                program.arguments(),
                program.environment(),
                Sandbox.HOME))
        .making(Sandbox.BUILD + "/program");
  }

  @Override
  public Optional<Command> library(
      Program program, Toolchain toolchain, Limits limits, StepResult failed) {
    List<ProgramError> errors = compileErrors("", failed.stderr().text());
    boolean crate =
        errors.stream().anyMatch(error -> error.message().startsWith("no bin target named "));
    boolean file =
        errors.stream().anyMatch(error -> error.name().equals("error[E0601]"))
            && !Sources.anyMatch(program, extensions(), MAIN);
    if (!crate && !file) {
      return Optional.empty();
    }
    return steps(program, toolchain, limits)
        .compile()
        .map(compile -> {
          List<String> arguments = new ArrayList<>(compile.arguments());
          int binary = arguments.indexOf("--bin");
          if (binary < 0) {
            arguments.addAll(List.of("--crate-type", "lib"));
          } else {
            arguments.subList(binary, binary + 2).clear();
            arguments.add("--lib");
          }
          return new Command(
              compile.program(), arguments, compile.environment(), compile.directory());
        });
  }

  /// In the newest edition. What is not right in 2024 may have been written for 2021, as most is:
  /// if it is right there, that is what it was written for, and if not, what is said is of 2024.
  private static Command compile(
      Toolchain toolchain, Host.Version version, List<String> arguments) {
    String compiler = toolchain.tool("rustc");
    List<String> all = new ArrayList<>();
    if (version.compareTo(Host.Version.of("1.85")) < 0) {
      String edition = version.compareTo(Host.Version.of("1.56")) >= 0 ? "2021" : "2018";
      all.addAll(List.of("--edition", edition));
      all.addAll(arguments);
      return new Command(compiler, all, Map.of(), Sandbox.HOME);
    }
    String script =
        """
        said=$("$@" --edition 2024 2>&1)
        status=$?
        if [ $status -ne 0 ] && older=$("$@" --edition 2021 2>&1); then
          said=$older
          status=0
        fi
        [ -z "$said" ] || printf '%s\\n' "$said" >&2
        exit $status
        """;
    all.addAll(List.of("-c", script, "sh", compiler));
    all.addAll(arguments);
    return new Command("/bin/sh", all, Map.of(), Sandbox.HOME);
  }

  /// The folder of the package that the entry belongs to, with a `/` behind it unless it is the
  /// home.
  private static Optional<String> manifest(Program program) {
    String folder = program.entry();
    while (folder.contains("/")) {
      folder = folder.substring(0, folder.lastIndexOf('/'));
      if (program.files().containsKey(folder + "/Cargo.toml")) {
        return Optional.of(folder + "/");
      }
    }
    return program.files().containsKey("Cargo.toml") ? Optional.of("") : Optional.empty();
  }

  private static Steps cargo(Program program, Toolchain toolchain, String folder) {
    String binary =
        binary(
            Sources.text(program.files(), folder + "Cargo.toml"),
            program.entry().substring(folder.length()));
    Map<String, String> environment = new TreeMap<>();
    environment.put("CARGO_HOME", Sandbox.BUILD + "/.cargo");
    environment.put("CARGO_TARGET_DIR", Sandbox.BUILD + "/target");
    environment.put("CARGO_INCREMENTAL", "0");
    environment.put("CARGO_TERM_COLOR", "never");
    environment.put("RUSTC", toolchain.tool("rustc"));
    if (!Names.last(toolchain.tool("linker")).equals("cc")) {
      environment.put("RUSTFLAGS", "-C linker=" + toolchain.tool("linker"));
    }
    List<String> arguments =
        List.of(
            "build",
            "--offline",
            "--quiet",
            "--manifest-path",
            Sandbox.HOME + "/" + folder + "Cargo.toml",
            "--bin",
            binary);
    String directory =
        folder.isEmpty()
            ? Sandbox.HOME
            : Sandbox.HOME + "/" + folder.substring(0, folder.length() - 1);
    return new Steps(
        Optional.of(new Command(toolchain.tool("cargo"), arguments, environment, directory)),
        new Command(
            Sandbox.BUILD + "/target/debug/" + binary,
            program.arguments(),
            program.environment(),
            Sandbox.HOME));
  }

  /// The name of the binary that a package makes of the file `entry`: the one that its description
  /// gives it, else the file's own in `src/bin`, else the package's.
  private static String binary(String manifest, String entry) {
    String section = "";
    String packageName = "main";
    String name = "";
    String path = "";
    for (String text : (manifest + "\n[end]").lines().toList()) {
      String line = text.strip();
      if (line.startsWith("[")) {
        if (section.equals("[[bin]]") && path.equals(entry) && !name.isEmpty()) {
          return name;
        }
        section = line;
        name = "";
        path = "";
      }
      Matcher value =
          Pattern.compile("(name|path)\\s*=\\s*[\"']([^\"']{1,500})[\"'].*").matcher(line);
      if (!value.matches()) {
        continue;
      }
      if (section.equals("[package]") && value.group(1).equals("name")) {
        packageName = value.group(2);
      } else if (value.group(1).equals("name")) {
        name = value.group(2);
      } else {
        path = value.group(2);
      }
    }
    if (entry.startsWith("src/bin/")) {
      String rest = entry.substring("src/bin/".length());
      return rest.contains("/")
          ? rest.substring(0, rest.indexOf('/'))
          : rest.replaceFirst("\\.rs$", "");
    }
    return packageName;
  }

  @Override
  public Optional<ProgramError> error(Phase phase, String stdout, String stderr) {
    Report report = new Report(stderr);
    return switch (phase) {
      case COMPILE -> compileErrors(report).stream().findFirst();
      case RUN -> panic(report);
    };
  }

  @Override
  public List<ProgramError> compileErrors(String stdout, String stderr) {
    return compileErrors(new Report(stderr));
  }

  private static List<ProgramError> compileErrors(Report report) {
    List<ProgramError> errors = new ArrayList<>();
    for (int i = 0; i < report.size() && errors.size() < Report.MOST_ERRORS; i++) {
      Matcher error = ERROR.matcher(report.line(i));
      if (!error.matches() || isSum(error.group(2))) {
        continue;
      }
      if (error.group(2).startsWith("linking with ")) {
        return List.of(linkError(report, i));
      }
      String file = "";
      OptionalInt line = OptionalInt.empty();
      OptionalInt column = OptionalInt.empty();
      int end = i + 1;
      for (; end < report.size() && !report.line(end).isEmpty() && end - i < 100; end++) {
        Matcher place = PLACE.matcher(report.line(end));
        if (file.isEmpty() && place.matches() && !Report.own(place.group(1)).isEmpty()) {
          file = Report.own(place.group(1));
          line = Report.at(Integer.parseInt(place.group(2)));
          column = Report.at(Integer.parseInt(place.group(3)));
        }
      }
      errors.add(
          new ProgramError(
              error.group(1) == null ? "compile error" : "error[" + error.group(1) + "]",
              error.group(2),
              report.excerpt(i, end),
              file,
              line,
              column));
    }
    if (!errors.isEmpty()) {
      return errors;
    }
    for (int i = 0; i < report.size(); i++) {
      if (report.line(i).startsWith("error: ")) {
        return List.of(
            new ProgramError(
                "compile error",
                report.line(i).substring(7),
                report.excerpt(i, i + 10),
                "",
                OptionalInt.empty(),
                OptionalInt.empty()));
      }
    }
    return errors;
  }

  /// Whether it only says that there were errors.
  private static boolean isSum(String message) {
    return message.startsWith("aborting due to ") || message.startsWith("could not compile ");
  }

  private static ProgramError linkError(Report report, int at) {
    for (int i = at; i < report.size(); i++) {
      String line = report.line(i);
      int undefined = line.indexOf("undefined reference to ");
      int symbol = undefined < 0 ? line.indexOf("undefined symbol: ") : undefined;
      if (symbol >= 0) {
        return new ProgramError(
            "link error",
            line.substring(symbol),
            report.excerpt(at, report.size()),
            "",
            OptionalInt.empty(),
            OptionalInt.empty());
      }
    }
    return new ProgramError(
        "link error",
        report.line(at).substring("error: ".length()),
        report.excerpt(at, report.size()),
        "",
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  /// The panic of the main thread; else the last one; else what `main` returned as an error.
  private static Optional<ProgramError> panic(Report report) {
    int last = -1;
    boolean main = false;
    for (int i = 0; i < report.size(); i++) {
      String line = report.line(i);
      if (PANIC.matcher(line).matches()) {
        boolean here = line.startsWith("thread 'main'");
        last = here || !main ? i : last;
        main |= here;
      }
    }
    if (last >= 0) {
      return Optional.of(panicked(report, last));
    }
    for (int i = report.size() - 1; i >= 0; i--) {
      String line = report.line(i);
      if (line.startsWith("Error: ")) {
        return Optional.of(
            new ProgramError(
                "Error",
                line.substring("Error: ".length()),
                report.excerpt(i, report.size()),
                "",
                OptionalInt.empty(),
                OptionalInt.empty()));
      }
      if (line.startsWith("fatal runtime error: ")
          || line.endsWith("has overflowed its stack")
          || line.startsWith("memory allocation of ")) {
        boolean stack = report.line(i - 1).endsWith("has overflowed its stack");
        return Optional.of(
            new ProgramError(
                "fatal runtime error",
                line.replaceFirst("^fatal runtime error: ", ""),
                report.excerpt(stack ? i - 1 : i, i + 1),
                "",
                OptionalInt.empty(),
                OptionalInt.empty()));
      }
    }
    return Optional.empty();
  }

  private static ProgramError panicked(Report report, int at) {
    Matcher panic = PANIC.matcher(report.line(at));
    if (!panic.matches()) {
      throw new IllegalArgumentException(report.line(at));
    }
    // Before 1.73 the message stands on the same line.
    StringBuilder message = new StringBuilder(panic.group(1) == null ? "" : panic.group(1));
    int end = at + 1;
    for (; end < report.size() && message.length() < 8 * 1024; end++) {
      String line = report.line(end);
      if (line.startsWith("note: ")
          || line.startsWith("stack backtrace:")
          || line.startsWith("thread '")) {
        break;
      }
      if (panic.group(1) == null) {
        message.append(message.isEmpty() ? "" : "\n").append(line);
      }
    }
    String file = Report.own(panic.group(2));
    OptionalInt line = Report.at(Integer.parseInt(panic.group(3)));
    OptionalInt column = Report.at(Integer.parseInt(panic.group(4)));
    // A panic in the library names the library; the backtrace, if there is one, our own place.
    for (int i = end; file.isEmpty() && i < report.size(); i++) {
      String text = report.line(i).strip();
      if (text.startsWith("at ")) {
        Matcher place = Pattern.compile("at (.{1,1500}?):(\\d{1,9}):(\\d{1,9})").matcher(text);
        if (place.matches() && !Report.own(place.group(1)).isEmpty()) {
          file = Report.own(place.group(1));
          line = Report.at(Integer.parseInt(place.group(2)));
          column = Report.at(Integer.parseInt(place.group(3)));
        }
      }
    }
    return new ProgramError(
        "panic",
        message.toString().strip(),
        report.excerpt(at, report.line(end).startsWith("stack backtrace:") ? report.size() : end),
        file,
        file.isEmpty() ? OptionalInt.empty() : line,
        file.isEmpty() ? OptionalInt.empty() : column);
  }
}
