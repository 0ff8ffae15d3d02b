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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// TypeScript: checked and compiled by a compiler that we fetch once, pinned by hash, then run by
/// Node.js.
final class TypeScript implements Language {
  /// What is installed: exact versions, each with its SHA-512; where from is the user's npm
  /// configuration's to say.
  private static final List<String> RESOURCES =
      List.of("package.json", "package-lock.json", "compile.cjs", "snapshot.cjs");

  private static final String SNAPSHOT = "compiler.blob";

  private static final String VERSION = "5.9.3";

  private static final Duration DOWNLOAD = Duration.ofMinutes(5);

  private static final Pattern DIAGNOSTIC =
      Pattern.compile("(?:(.{1,1500}?)\\((\\d{1,9}),(\\d{1,9})\\): )?error (TS\\d{1,6}): (.*)");

  @Override
  public String name() {
    return "typescript";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("tsc", "ts-node");
  }

  @Override
  public List<String> extensions() {
    return List.of("ts", "mts", "cts");
  }

  @Override
  public String fileName(String code) {
    return "main.ts";
  }

  @Override
  public Optional<String> entry(SequencedMap<String, Program.Content> files) {
    Set<String> sources =
        files.sequencedKeySet().stream()
            .filter(file -> !file.matches(".*\\.d\\.[mc]?ts"))
            .collect(Collectors.toSet());
    return Node.packageMain(files)
        .filter(main -> extensions().contains(Endings.of(main)))
        .or(() ->
            Names.entry(
                sources,
                List.of(
                    "index.ts",
                    "index.mts",
                    "index.cts",
                    "main.ts",
                    "main.mts",
                    "main.cts",
                    "app.ts",
                    "server.ts",
                    "src/index.ts",
                    "src/main.ts"),
                this));
  }

  @Override
  public boolean isTest(String file) {
    return JavaScript.isTestFile(file);
  }

  @Override
  public Discovery discover(Host host) throws InterruptedException {
    Map<Path, String> refused = new LinkedHashMap<>();
    Optional<Node> node = Node.find(host, refused);
    if (node.isEmpty()) {
      return Node.missing(host, refused);
    }
    String name = "typescript-" + VERSION + "-" + digest();
    return switch (Provision.folder(host, name, folder -> install(host, node.get(), folder))) {
      case Provision.Failed(String why) ->
          new Discovery.Missing(
              "the TypeScript compiler is fetched once, and that failed: " + why,
              "run it once with access to the npm registry (`npm config get registry` names yours), or copy "
                  + host.state().resolve("provisioned").resolve(name)
                  + " from a machine that has it");
      case Provision.Ready(Path folder) -> {
        Binds binds = new Binds(host);
        binds.add(folder);
        SortedMap<String, String> identity = new TreeMap<>();
        node.get().describe(host, binds, identity);
        identity.put("compiler", name);
        Map<String, String> tools = new TreeMap<>();
        tools.put("node", node.get().executable().toString());
        tools.put("compiler", folder.resolve("compile.cjs").toString());
        snapshot(host, node.get(), folder)
            .ifPresent(snapshot -> {
              binds.add(Host.above(snapshot));
              identity.put("snapshot", snapshot.toString());
              tools.put("snapshot", snapshot.toString());
            });
        yield new Discovery.Found(
            new Toolchain(
                name(),
                VERSION,
                tools,
                binds.paths(),
                binds.masks(),
                List.of(),
                node.get().path(),
                Map.of(),
                identity));
      }
    };
  }

  private static String install(Host host, Node node, Path folder)
      throws IOException, InterruptedException {
    Optional<Path> npm =
        host
            .programs(List.of("npm"), List.of(Host.above(node.executable()), Path.of("/usr/bin")))
            .stream()
            .findFirst();
    if (npm.isEmpty()) {
      return "npm was not found (" + host.install("npm", "npm", "npm", "npm", "npm") + ")";
    }
    host.progress().accept("fetching the TypeScript compiler " + VERSION + " (once)");
    for (String name : RESOURCES) {
      Files.write(folder.resolve(name), Sources.own("typescript/" + name).toArray());
    }
    Map<String, String> variables = new TreeMap<>();
    variables.put("PATH", Host.above(node.executable()) + ":" + host.variable("PATH"));
    host.environment()
        .forEach((name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (lower.startsWith("npm_config_")
              || lower.endsWith("_proxy")
              || lower.equals("node_extra_ca_certs")
              || lower.startsWith("ssl_cert_")) {
            variables.put(name, value);
          }
        });
    Host.Answer answer =
        host.ask(
            DOWNLOAD,
            folder,
            variables,
            npm.get(),
            List.of(
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--no-bin-links",
                "--prefer-offline"));
    if (!answer.worked()) {
      String said =
          answer
              .err()
              .lines()
              .filter(line -> line.startsWith("npm error ") || line.startsWith("npm ERR! "))
              .map(line -> line.substring("npm error ".length()).strip())
              .filter(line -> !line.isEmpty() && !line.startsWith("A complete log"))
              .limit(3)
              .collect(Collectors.joining("; "));
      return said.isEmpty() ? answer.why() : said;
    }
    String description = Sources.textOf(folder.resolve("node_modules/typescript/package.json"));
    return description.contains("\"version\": \"" + VERSION + "\"")
        ? ""
        : "npm installed something else than TypeScript " + VERSION;
  }

  /// The compiler as it is once it has compiled something, made once for each Node.js; empty where
  /// that one cannot make it, and then it starts from nothing each time.
  private static Optional<Path> snapshot(Host host, Node node, Path compiler)
      throws InterruptedException {
    if (Host.Version.of(node.version()).at(0) < 20) {
      return Optional.empty();
    }
    String made =
        Sources.digest(List.of(node.executable() + " " + Host.fileIdentity(node.executable())));
    String name = compiler.getFileName() + "-node-" + node.version() + "-" + made;
    Provision.Result result =
        Provision.folder(
            host,
            name,
            folder -> {
              host.progress().accept("readying the TypeScript compiler " + VERSION + " (once)");
              return host.ask(
                      DOWNLOAD,
                      folder,
                      Map.of(),
                      node.executable(),
                      List.of(
                          "--snapshot-blob",
                          folder.resolve(SNAPSHOT).toString(),
                          "--build-snapshot",
                          compiler.resolve("snapshot.cjs").toString(),
                          compiler.resolve("compile.cjs").toString(),
                          Sandbox.HOME,
                          Sandbox.BUILD))
                  .why();
            });
    return switch (result) {
      case Provision.Ready(Path folder) -> Optional.of(folder.resolve(SNAPSHOT));
      case Provision.Failed(String why) -> {
        System.getLogger(TypeScript.class.getName())
            .log(System.Logger.Level.DEBUG, () -> "no snapshot of the compiler: " + why);
        yield Optional.empty();
      }
    };
  }

  private static String digest() {
    List<String> all = new ArrayList<>();
    for (String name : RESOURCES) {
      all.add(name);
      all.add(Sources.own("typescript/" + name).text());
    }
    return Sources.digest(all);
  }

  @Override
  public Steps steps(Program program, Toolchain toolchain, Limits limits) {
    String entry = program.entry();
    List<String> compile = new ArrayList<>();
    if (toolchain.tools().containsKey("snapshot")) {
      compile.add("--snapshot-blob");
      compile.add(toolchain.tool("snapshot"));
    } else {
      compile.add(toolchain.tool("compiler"));
    }
    List<String> starts = new ArrayList<>(compile);
    starts.addAll(List.of(Sandbox.HOME, Sandbox.BUILD, ""));
    compile.addAll(List.of(Sandbox.HOME, Sandbox.BUILD, entry));
    String node = toolchain.tool("node");
    List<String> run = new ArrayList<>();
    run.add("--enable-source-maps");
    run.add(Sandbox.BUILD + "/" + entry.replaceFirst("\\.([mc]?)ts$", ".$1js"));
    run.addAll(program.arguments());
    return new Steps(
            Optional.of(new Command(node, compile, Map.of(), Sandbox.HOME)),
            new Command(node, run, program.environment(), Sandbox.HOME),
            Optional.of(
                new Ahead(
                    new Command(node, compile, Map.of("ASSAY_AHEAD", "1"), Sandbox.HOME),
                    new TreeMap<>(),
                    300L << 20,
                    Ahead.Start.REHEARSED)))
        .makingIn(Sandbox.BUILD)
        .staying(new Command(node, starts, Map.of("ASSAY_STAYS", "1"), Sandbox.HOME));
  }

  @Override
  public Optional<Command> library(
      Program program, Toolchain toolchain, Limits limits, StepResult failed) {
    // Every file can be started.
    return Optional.empty();
  }

  @Override
  public Optional<ProgramError> error(Phase phase, String stdout, String stderr) {
    return switch (phase) {
      case COMPILE ->
          compileErrors(stdout, stderr).stream()
              .findFirst()
              .or(() -> Node.error(new Report(stderr)));
      case RUN -> Node.error(new Report(stderr));
    };
  }

  @Override
  public List<ProgramError> compileErrors(String stdout, String stderr) {
    List<ProgramError> errors = diagnostics(new Report(stderr));
    return errors.isEmpty() ? diagnostics(new Report(stdout)) : errors;
  }

  private static List<ProgramError> diagnostics(Report report) {
    List<ProgramError> errors = new ArrayList<>();
    for (int i = 0; i < report.size() && errors.size() < Report.MOST_ERRORS; i++) {
      Matcher error = DIAGNOSTIC.matcher(report.line(i));
      if (!error.matches()) {
        continue;
      }
      StringBuilder message = new StringBuilder(error.group(5));
      int end = i + 1;
      for (;
          end < report.size() && report.line(end).startsWith("  ") && message.length() < 8 * 1024;
          end++) {
        message.append('\n').append(report.line(end));
      }
      String file = error.group(1) == null ? "" : Report.own(error.group(1));
      errors.add(
          new ProgramError(
              error.group(4),
              message.toString(),
              report.excerpt(i, end),
              file,
              file.isEmpty() ? OptionalInt.empty() : Report.at(Integer.parseInt(error.group(2))),
              file.isEmpty() ? OptionalInt.empty() : Report.at(Integer.parseInt(error.group(3)))));
    }
    return errors;
  }
}
