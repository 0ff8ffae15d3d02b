package io.assay.language;

import io.assay.Ahead;
import io.assay.Command;
import io.assay.Limits;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.StepResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Node.js. Whether a file is CommonJS or an ES module is Node's own decision.
final class JavaScript implements Language {
  /// As Node's own runner finds them, and with the `spec` that others add.
  private static final Pattern TEST =
      Pattern.compile(
          "(?:.*/)?(?:(?:tests?|__tests__)/.*|(?:test|test-[^/]*|[^/]*[._-](?:test|spec))\\.[cm]?[jt]sx?)");

  @Override
  public String name() {
    return "javascript";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("node", "nodejs", "ecmascript");
  }

  @Override
  public List<String> extensions() {
    return List.of("js", "mjs", "cjs");
  }

  @Override
  public String fileName(String code) {
    return "main.js";
  }

  @Override
  public Optional<String> entry(SequencedMap<String, Program.Content> files) {
    return Node.packageMain(files)
        .or(() ->
            Names.entry(
                files.sequencedKeySet(),
                List.of(
                    "index.js",
                    "index.mjs",
                    "index.cjs",
                    "main.js",
                    "main.mjs",
                    "main.cjs",
                    "app.js",
                    "server.js",
                    "src/index.js",
                    "src/main.js"),
                this));
  }

  static boolean isTestFile(String file) {
    return TEST.matcher(file).matches();
  }

  @Override
  public boolean isTest(String file) {
    return isTestFile(file);
  }

  @Override
  public Discovery discover(Host host) throws InterruptedException {
    Map<Path, String> refused = new LinkedHashMap<>();
    Optional<Node> node = Node.find(host, refused);
    if (node.isEmpty()) {
      return Node.missing(host, refused);
    }
    Binds binds = new Binds(host);
    SortedMap<String, String> identity = new TreeMap<>();
    node.get().describe(host, binds, identity);
    return new Discovery.Found(
        new Toolchain(
            name(),
            node.get().version(),
            Map.of("node", node.get().executable().toString()),
            binds.paths(),
            binds.masks(),
            List.of(),
            node.get().path(),
            Map.of(),
            identity));
  }

  @Override
  public Steps steps(Program program, Toolchain toolchain, Limits limits) {
    List<String> arguments = new ArrayList<>();
    arguments.add(Sandbox.HOME + "/" + program.entry());
    String node = toolchain.tool("node");
    Optional<Ahead> ahead = Node.ahead(node, arguments, program);
    arguments.addAll(program.arguments());
    return new Steps(
        Optional.empty(), new Command(node, arguments, program.environment(), Sandbox.HOME), ahead);
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
    return Node.error(new Report(stderr));
  }
}
