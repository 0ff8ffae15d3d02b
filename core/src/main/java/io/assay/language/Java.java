package io.assay.language;

import io.assay.Ahead;
import io.assay.Command;
import io.assay.Limits;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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
import java.util.stream.Stream;

/// The newest JDK of the host, 17 or later. Compiled with javac and run by class name; a file whose
/// public class has another name is run as `java File.java` runs it, because javac refuses it.
final class Java implements Language {
  private static final int OLDEST = 17;

  private static final Duration READIED = Duration.ofMinutes(2);

  private static final String ARCHIVE = "compiler.jsa";
  private static final String CACHE = "compiler.aot";

  /// The first JDK that makes in one run what keeps beside the classes how they were linked and
  /// used (JEP 514 and 515): a compiler starts faster from that than from an archive.
  private static final int CACHING = 25;

  /// The release in which a file may be a program without a class, and `main` need not be public
  /// and static.
  private static final int COMPACT = 25;

  private static final long MIB = 1024 * 1024;

  /// Below two processors or this much memory the JVM takes itself to be on a small machine.
  private static final long SERVER_MEMORY = 1792 * MIB;

  private static final Pattern DIAGNOSTIC =
      Pattern.compile("(.{1,2000}?\\.java):(\\d{1,9}): error: (.*)");
  private static final Pattern MAIN =
      Pattern.compile("^(?![ \\t\\x0B\\f]*+(?://|/?\\*)).*\\bmain\\s*\\(", Pattern.MULTILINE);
  private static final Pattern THROWN =
      Pattern.compile(
          "(?:Exception in thread \".{0,500}?\" )?((?:[\\w$]{1,200}\\.){0,50}[\\w$]{1,200})(?:: (.*))?");
  private static final Pattern FRAME =
      Pattern.compile(
          "\\s+at (?:app//)?((?:[\\w$]{1,200}\\.){0,50})[\\w$]{1,200}\\.[\\w$<>]{1,200}\\(([\\w$.-]{1,200}\\.java):(\\d{1,9})\\)");

  @Override
  public String name() {
    return "java";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("jdk", "openjdk");
  }

  @Override
  public List<String> extensions() {
    return List.of("java");
  }

  @Override
  public String fileName(String code) {
    return JavaSource.of(code).publicType().orElse("Main") + ".java";
  }

  @Override
  public Optional<String> entry(SequencedMap<String, Program.Content> files) {
    Optional<String> usual =
        Names.entry(
            files.sequencedKeySet(),
            List.of("Main.java", "src/Main.java", "src/main/java/Main.java"),
            this);
    if (usual.isPresent()) {
      return usual;
    }
    List<String> startable =
        files.sequencedKeySet().stream()
            .filter(file -> Endings.of(file).equals("java"))
            .filter(file -> JavaSource.of(Sources.text(files, file)).mainType("").isPresent())
            .toList();
    return Names.only(startable);
  }

  @Override
  public Discovery discover(Host host) throws InterruptedException {
    Map<Path, String> refused = new LinkedHashMap<>();
    for (Path jdk : candidates(host, refused)) {
      Optional<String> why = Host.refusal(jdk.resolve("bin/javac"));
      Host.Answer answer =
          why.isPresent()
              ? new Host.Answer(false, "", "", why.get())
              : host.ask(
                  jdk.resolve("bin/java"), "-Xshare:auto", "-XshowSettings:properties", "-version");
      String version = property(answer, "java.version");
      if (!answer.worked()) {
        refused.put(jdk, answer.why());
      } else if (Host.Version.of(version).at(0) < OLDEST) {
        refused.put(
            jdk,
            "it is version " + version + ", and " + OLDEST + " is the oldest that is supported");
      } else {
        return new Discovery.Found(
            toolchain(host, jdk, version, property(answer, "java.runtime.version")));
      }
    }
    return new Discovery.Missing(
        "no JDK of version " + OLDEST + " or later was found" + Host.refused(refused),
        host.install(
            "openjdk-17-jdk-headless (or default-jdk-headless)",
            "java-latest-openjdk-devel",
            "openjdk21-jdk",
            "jdk-openjdk",
            "java-21-openjdk-devel"));
  }

  /// Folders with a javac, the newest version first.
  private static List<Path> candidates(Host host, Map<Path, String> refused)
      throws InterruptedException {
    Path home = host.home();
    Path data = host.folder("XDG_DATA_HOME").orElse(home.resolve(".local/share"));
    Set<Path> found = new LinkedHashSet<>();
    host.folder("JAVA_HOME").ifPresent(found::add);
    for (Path program : host.programs(List.of("java"), host.shims())) {
      try {
        Path real = program.toRealPath();
        if (host.exists(real.resolveSibling("javac"))) {
          found.add(Host.above(Host.above(real)));
          continue;
        }
      } catch (IOException e) {
        continue;
      }
      // A version manager's stand-in, or a runtime without a compiler: only it knows where it
      // lives.
      Host.Answer answer = host.ask(program, "-XshowSettings:properties", "-version");
      String at = property(answer, "java.home");
      if (at.startsWith("/")) {
        found.add(Path.of(at));
      } else {
        refused.put(program, answer.why());
      }
    }
    for (Path store :
        List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/usr/java"),
            Path.of("/opt"),
            Path.of("/opt/java"),
            Path.of("/usr/local"),
            host.folder("SDKMAN_DIR").orElse(home.resolve(".sdkman")).resolve("candidates/java"),
            home.resolve(".jdks"),
            home.resolve(".gradle/jdks"),
            home.resolve(".asdf/installs/java"),
            data.resolve("mise/installs/java"))) {
      found.addAll(host.children(store));
    }
    Map<Path, Host.Version> versions = new LinkedHashMap<>();
    for (Path jdk : found) {
      if (host.exists(jdk.resolve("bin/javac")) && Files.isExecutable(jdk.resolve("bin/java"))) {
        try {
          Path real = jdk.toRealPath();
          host.exists(real.resolve("release"));
          versions.putIfAbsent(real, version(real));
        } catch (IOException e) {
          refused.put(jdk, "it cannot be resolved");
        }
      }
    }
    return versions.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// The version that a JDK's own description gives, else what its folder's name says.
  private static Host.Version version(Path jdk) {
    Matcher version =
        Pattern.compile("JAVA_VERSION=\"([^\"]{1,100})\"")
            .matcher(Sources.textOf(jdk.resolve("release")));
    return Host.Version.of(version.find() ? version.group(1) : jdk.getFileName().toString());
  }

  private static String property(Host.Answer answer, String name) {
    return answer
        .err()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(name + " = "))
        .map(line -> line.substring(name.length() + 3))
        .findFirst()
        .orElse("");
  }

  private Toolchain toolchain(Host host, Path jdk, String version, String build)
      throws InterruptedException {
    Binds binds = new Binds(host);
    binds.add(jdk);
    addConfiguration(binds, jdk);
    SortedMap<String, String> identity = new TreeMap<>();
    identity.put("home", jdk.toString());
    identity.put("version", version);
    identity.put("build", build);
    identity.put("file", Host.fileIdentity(jdk.resolve("lib/modules")));
    host.exists(jdk.resolve("lib/modules"));
    Map<String, String> tools = new TreeMap<>();
    tools.put("java", jdk.resolve("bin/java").toString());
    tools.put("javac", jdk.resolve("bin/javac").toString());
    Optional<Path> compiler = compiler(host, jdk, identity);
    if (compiler.isPresent()) {
      binds.add(Host.above(compiler.get()));
      tools.put("compiler", compiler.get().toString());
      archive(host, jdk, version, compiler.get())
          .ifPresent(archive -> {
            binds.add(Host.above(archive));
            tools.put("archive", archive.toString());
          });
    }
    identity.put("compiler", tools.getOrDefault("compiler", ""));
    identity.put("archive", tools.getOrDefault("archive", ""));
    return new Toolchain(
        name(),
        version,
        tools,
        binds.paths(),
        binds.masks(),
        List.of(),
        List.of(jdk.resolve("bin").toString()),
        Map.of("JAVA_HOME", jdk.toString()),
        identity);
  }

  /// What starts this JDK's compiler and can wait; made by it, once.
  private static Optional<Path> compiler(Host host, Path jdk, SortedMap<String, String> identity)
      throws InterruptedException {
    String source = Sources.own("java/Compiler.java").text();
    String name = "java-compiler-" + Sources.digest(List.of(identity.toString(), source));
    return Provision.folder(
                host,
                name,
                folder -> {
                  Path code = Files.writeString(folder.resolve("Compiler.java"), source);
                  // It takes its order from an inherited descriptor.
                  Path manifest =
                      Files.writeString(
                          folder.resolve("manifest"),
                          "Main-Class: Compiler\nAdd-Opens: java.base/java.io\n");
                  Host.Answer compiled =
                      host.ask(
                          READIED,
                          folder,
                          Map.of(),
                          jdk.resolve("bin/javac"),
                          List.of("-d", folder.toString(), code.toString()));
                  return compiled.worked()
                      ? host.ask(
                              READIED,
                              folder,
                              Map.of(),
                              jdk.resolve("bin/jar"),
                              List.of("cfm", "compiler.jar", manifest.toString(), "Compiler.class"))
                          .why()
                      : compiled.why();
                })
            instanceof Provision.Ready(Path folder)
        ? Optional.of(folder.resolve("compiler.jar"))
        : Optional.empty();
  }

  /// The classes of the compiler as the JVM has them once it has used them. It names its class path
  /// and knows it again, so that one must be where it stays.
  private static Optional<Path> archive(Host host, Path jdk, String version, Path compiler)
      throws InterruptedException {
    boolean caching = Host.Version.of(version).at(0) >= CACHING;
    String name = Host.above(compiler).getFileName() + (caching ? "-cache" : "-archive");
    String file = caching ? CACHE : ARCHIVE;
    String making = caching ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
    return Provision.folder(
                host,
                name,
                folder -> {
                  host.progress().accept("readying the Java compiler (once)");
                  List<String> words = new ArrayList<>();
                  words.add(making + folder.resolve(file));
                  words.addAll(compilerWords(jdk.toString(), compiler.toString()));
                  words.addAll(List.of("-d", folder.toString()));
                  words.add(compiler.resolveSibling("Compiler.java").toString());
                  Host.Answer made =
                      host.ask(READIED, folder, Map.of(), jdk.resolve("bin/java"), words);
                  if (made.worked() && !Files.exists(folder.resolve(file))) {
                    return "this JVM makes no archive";
                  }
                  return made.why();
                })
            instanceof Provision.Ready(Path folder)
        ? Optional.of(folder.resolve(file))
        : Optional.empty();
  }

  /// What makes a JVM the compiler, as `javac` makes one.
  private static List<String> compilerWords(String jdk, String compiler) {
    return List.of(
        // What the JVM says about archives that it cannot use goes to standard output.
        "-Xlog:disable",
        "-XX:-UsePerfData",
        // A compiler's life is too short for the second compiler to pay.
        "-XX:TieredStopAtLevel=1",
        "-Dapplication.home=" + jdk,
        "-jar",
        compiler);
  }

  /// Distributions keep a JDK's configuration in /etc and link to it.
  private static void addConfiguration(Binds binds, Path jdk) {
    try (Stream<Path> files = Files.walk(jdk, 4)) {
      for (Path link : files.filter(Files::isSymbolicLink).toList()) {
        Path real = link.toRealPath();
        if (!binds.inside(real)) {
          boolean own =
              real.startsWith("/etc")
                  && real.getNameCount() > 2
                  && real.getName(1).toString().startsWith("java");
          binds.add(own ? Path.of("/etc").resolve(real.getName(1)) : real);
        }
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      // A link to nowhere is as good as none: the JVM does without.
      return;
    }
  }

  @Override
  public Steps steps(Program program, Toolchain toolchain, Limits limits) {
    String entry = program.entry();
    JavaSource source = JavaSource.of(Sources.text(program.files(), entry));
    String stem = Names.last(entry).replaceFirst("\\.java$", "");
    List<String> java = new ArrayList<>(machine(limits));

    Optional<String> named = source.publicType().filter(type -> !type.equals(stem));
    if (named.isPresent() || Endings.of(entry).isEmpty()) {
      if (Endings.of(entry).isEmpty()) {
        java.addAll(
            List.of("--source", Integer.toString(Host.Version.of(toolchain.version()).at(0))));
      }
      java.add("./" + entry);
      java.addAll(program.arguments());
      return new Steps(
          Optional.empty(),
          new Command(toolchain.tool("java"), java, program.environment(), Sandbox.HOME));
    }

    List<String> javac =
        new ArrayList<>(List.of("-Xlint:none", "-encoding", "UTF-8", "-d", Sandbox.BUILD));
    boolean test = needsJUnit(program, entry);
    program.files().sequencedKeySet().stream()
        .filter(file -> file.endsWith(".java") && (test || !needsJUnit(program, file)))
        .map(file -> "./" + file)
        .forEach(javac::add);

    boolean compact = Host.Version.of(toolchain.version()).at(0) >= COMPACT && source.compact();
    java.addAll(List.of("-cp", Sandbox.BUILD + ":" + Sandbox.HOME));
    java.add(compact ? stem : source.mainType(stem).orElse(source.qualified(stem)));
    java.addAll(program.arguments());
    Command run = new Command(toolchain.tool("java"), java, program.environment(), Sandbox.HOME);
    Steps steps = compile(toolchain, machine(limits), javac, run);
    return runsWhileItCompiles(program)
        ? new Steps(steps.compile(), run, steps.ahead())
        : steps.makingIn(Sandbox.BUILD);
  }

  @Override
  public Optional<Command> library(
      Program program, Toolchain toolchain, Limits limits, StepResult failed) {
    boolean lacking =
        failed
            .error()
            .filter(error -> error.message().startsWith("Main method not found in class "))
            .isPresent();
    return lacking && !Sources.anyMatch(program, extensions(), MAIN)
        ? steps(program, toolchain, limits).compile()
        : Optional.empty();
  }

  /// Whether the compiler may find something to execute: an annotation processor, which may ask for
  /// anything.
  private static boolean runsWhileItCompiles(Program program) {
    return program.files().keySet().stream()
        .anyMatch(
            file -> file.contains("META-INF/") || file.endsWith(".class") || file.endsWith(".jar"));
  }

  private static Steps compile(
      Toolchain toolchain, List<String> machine, List<String> arguments, Command run) {
    List<String> words = new ArrayList<>();
    if (!toolchain.tools().containsKey("compiler")) {
      machine.forEach(option -> words.add("-J" + option));
      words.add("-J-XX:TieredStopAtLevel=1");
      words.addAll(arguments);
      return new Steps(
          Optional.of(new Command(toolchain.tool("javac"), words, Map.of(), Sandbox.HOME)), run);
    }
    String java = toolchain.tool("java");
    words.addAll(machine);
    if (toolchain.tools().containsKey("archive")) {
      String archive = toolchain.tool("archive");
      words.add((archive.endsWith(CACHE) ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive);
    }
    String home = toolchain.environment().getOrDefault("JAVA_HOME", "");
    words.addAll(compilerWords(home, toolchain.tool("compiler")));
    Command waits = new Command(java, words, Map.of("ASSAY_AHEAD", "1"), Sandbox.HOME);
    Command stays = new Command(java, words, Map.of("ASSAY_STAYS", Sandbox.BUILD), Sandbox.HOME);
    words.addAll(arguments);
    return new Steps(
            Optional.of(new Command(java, words, Map.of(), Sandbox.HOME)),
            run,
            Optional.of(new Ahead(waits, new TreeMap<>(), 150 * MIB, Ahead.Start.REHEARSED)))
        .staying(stays);
  }

  @Override
  public boolean isTest(String file) {
    return amongTests(file) || file.matches("(?:.*/)?\\w+Tests?\\.java");
  }

  private static boolean amongTests(String file) {
    return file.startsWith("src/test/") || file.contains("/src/test/");
  }

  /// Whether it is not compiled with the program: there are programs that are called tests.
  private boolean needsJUnit(Program program, String file) {
    return amongTests(file)
        || (isTest(file) && Sources.text(program.files(), file).contains("org.junit."));
  }

  /// What the JVM would find out by itself in a container, and cannot in a sandbox that hides the
  /// control groups: it would take the host's memory and processors for its own, and be ended where
  /// collecting garbage was enough.
  private static List<String> machine(Limits limits) {
    int processors =
        Math.max(
            1,
            (int) Math.min(Math.ceil(limits.cpus()), Runtime.getRuntime().availableProcessors()));
    // The rest is for code, stacks and the collector.
    long heap = Math.max(limits.memoryBytes() / 2, limits.memoryBytes() - 256 * MIB);
    List<String> options = new ArrayList<>();
    options.add("-Xmx" + Math.max(2, heap / MIB) + "m");
    options.add("-XX:ActiveProcessorCount=" + processors);
    if (processors < 2 || limits.memoryBytes() < SERVER_MEMORY) {
      options.add("-XX:+UseSerialGC");
    }
    // A file in /tmp for tools that are not there.
    options.add("-XX:-UsePerfData");
    return options;
  }

  @Override
  public Optional<ProgramError> error(Phase phase, String stdout, String stderr) {
    Report report = new Report(stderr);
    if (phase == Phase.RUN) {
      Optional<ProgramError> thrown = uncaught(report).or(() -> virtualMachine(report));
      if (thrown.isPresent()) {
        return thrown;
      }
    }
    return diagnostics(report).stream()
        .findFirst()
        .or(() -> phase == Phase.RUN ? printed(report) : Optional.empty());
  }

  @Override
  public List<ProgramError> compileErrors(String stdout, String stderr) {
    return diagnostics(new Report(stderr));
  }

  /// The exception that ended the main thread; else the last one that ended another.
  private static Optional<ProgramError> uncaught(Report report) {
    int last = -1;
    for (int i = 0; i < report.size(); i++) {
      if (report.line(i).startsWith("Exception in thread \"")
          && (last < 0 || report.line(i).startsWith("Exception in thread \"main\""))) {
        last = i;
      }
    }
    return last < 0 ? Optional.empty() : thrown(report, last);
  }

  /// The last exception that the program itself printed.
  private static Optional<ProgramError> printed(Report report) {
    for (int i = report.size() - 1; i > 0; i--) {
      if (report.line(i).startsWith("\tat ") && !isStack(report.line(i - 1))) {
        int head = i - 1;
        while (head > 0 && i - head < 20 && !THROWN.matcher(report.line(head)).matches()) {
          head--;
        }
        return thrown(report, head);
      }
    }
    return Optional.empty();
  }

  private static boolean isStack(String line) {
    return line.startsWith("\t") || line.startsWith("Caused by: ");
  }

  private static Optional<ProgramError> thrown(Report report, int head) {
    Matcher thrown = THROWN.matcher(report.line(head));
    if (!thrown.matches()) {
      return Optional.empty();
    }
    StringBuilder message = new StringBuilder(thrown.group(2) == null ? "" : thrown.group(2));
    int end = head + 1;
    while (end < report.size()
        && !isStack(report.line(end))
        && message.length() < 8 * 1024
        && end - head < 200) {
      end++;
    }
    boolean stack = isStack(report.line(end));
    for (int i = head + 1; stack && i < end; i++) {
      message.append('\n').append(report.line(i));
    }
    end = stack ? end : head + 1;
    String file = "";
    OptionalInt line = OptionalInt.empty();
    for (; end < report.size() && isStack(report.line(end)); end++) {
      Matcher frame = FRAME.matcher(report.line(end));
      if (file.isEmpty() && frame.matches() && !isPlatform(frame.group(1))) {
        file = frame.group(1).replace('.', '/') + frame.group(2);
        line = OptionalInt.of(Integer.parseInt(frame.group(3)));
      }
    }
    return Optional.of(
        new ProgramError(
            simple(thrown.group(1)),
            message.toString().strip(),
            report.excerpt(head, end),
            file,
            line,
            OptionalInt.empty()));
  }

  private static boolean isPlatform(String type) {
    return type.startsWith("java.")
        || type.startsWith("javax.")
        || type.startsWith("jdk.")
        || type.startsWith("sun.");
  }

  /// A class's name without its package and the classes around it.
  private static String simple(String type) {
    String name = type.substring(type.lastIndexOf('.') + 1);
    String inner = name.substring(name.lastIndexOf('$') + 1);
    return inner.isEmpty() || Character.isDigit(inner.charAt(0)) ? name : inner;
  }

  /// What the JVM or its launcher says before or instead of the program.
  private static Optional<ProgramError> virtualMachine(Report report) {
    for (int i = 0; i < report.size(); i++) {
      String line = report.line(i);
      if (line.startsWith("Exception: ")
          && line.contains(" thrown from the UncaughtExceptionHandler")) {
        String type = line.substring("Exception: ".length(), line.indexOf(" thrown from"));
        return Optional.of(plain(simple(type), line, report, i, i + 1));
      }
      if (line.startsWith("Error: ")
          || line.startsWith("error: no class declared")
          || line.startsWith("error: can't find main")) {
        return Optional.of(
            plain("launcher error", line.substring("error: ".length()), report, i, i + 4));
      }
      if (line.startsWith("Error occurred during initialization of VM")) {
        return Optional.of(plain("JVM error", report.line(i + 1), report, i, i + 5));
      }
      if (line.startsWith("# A fatal error has been detected by the Java Runtime Environment")) {
        String what = report.line(i + 2).replaceFirst("^#\\s{0,10}", "");
        return Optional.of(plain("JVM crash", what, report, i, i + 20));
      }
    }
    return Optional.empty();
  }

  private static ProgramError plain(String name, String message, Report report, int from, int to) {
    return new ProgramError(
        name, message, report.excerpt(from, to), "", OptionalInt.empty(), OptionalInt.empty());
  }

  private static List<ProgramError> diagnostics(Report report) {
    List<ProgramError> errors = new ArrayList<>();
    for (int i = 0; i < report.size() && errors.size() < Report.MOST_ERRORS; i++) {
      Matcher diagnostic = DIAGNOSTIC.matcher(report.line(i));
      if (diagnostic.matches()) {
        int end = i + 1;
        int column = 0;
        while (end < report.size()
            && !DIAGNOSTIC.matcher(report.line(end)).matches()
            && end - i < 40) {
          String text = report.line(end);
          if (column == 0 && text.strip().equals("^")) {
            column = text.indexOf('^') + 1;
          }
          if (column > 0 && !text.startsWith(" ")) {
            break;
          }
          end++;
        }
        errors.add(
            new ProgramError(
                "compile error",
                diagnostic.group(3),
                report.excerpt(i, end),
                Report.own(diagnostic.group(1)),
                Report.at(Integer.parseInt(diagnostic.group(2))),
                Report.at(column)));
      }
    }
    if (!errors.isEmpty()) {
      return errors;
    }
    for (int i = 0; i < report.size(); i++) {
      if (report.line(i).startsWith("error: ")) {
        return List.of(
            plain("compile error", report.line(i).substring("error: ".length()), report, i, i + 4));
      }
    }
    return errors;
  }
}
