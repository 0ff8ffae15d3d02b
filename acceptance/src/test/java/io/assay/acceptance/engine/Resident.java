package io.assay.acceptance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.acceptance.Product;
import io.assay.acceptance.Product.Ended;
import io.assay.acceptance.Product.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The packaged product, copied to a place of its own as if it were a release, with an engine that
/// ends with the test.
public final class Resident {
  private static final String BUILD = "0123456789abcdef";

  private final Path home;
  private final Path lib;

  /// @param folder where the copy and its state lie
  Resident(Path folder) throws IOException {
    this(folder, Files.createDirectory(folder.resolve("home")));
  }

  /// @param folder where the copy lies
  /// @param home its state
  public Resident(Path folder, Path home) throws IOException {
    this.home = home;
    lib = Files.createDirectories(folder.resolve("product/lib"));
    Files.copy(Product.program(), program());
    try (Stream<Path> parts = Files.list(Product.program().resolveSibling("lib"))) {
      for (Path part : parts.toList()) {
        // What was found of tools holds for a build, which is known by its time.
        Files.copy(part, lib.resolve(part.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    Files.writeString(lib.resolve("build"), BUILD + "\n");
    // The tools that were found are the same here.
    Path known = Path.of(Product.environment().get("ASSAY_HOME"), "toolchains");
    if (Files.isDirectory(known) && !Files.exists(home.resolve("toolchains"))) {
      Files.createDirectory(home.resolve("toolchains"));
      for (Path tool : Product.entries(known)) {
        Files.copy(tool, home.resolve("toolchains").resolve(tool.getFileName()));
      }
    }
  }

  /// Puts another build in this one's place: all that it does is to say so.
  void rebuild() throws IOException {
    Path source = Files.createDirectories(lib.resolveSibling("src/io/assay/cli"));
    Path classes = lib.resolveSibling("classes");
    Files.writeString(
        source.resolve("Main.java"),
        """
        package io.assay.cli;
        public class Main {
          public static void main(String[] arguments) {
            System.out.println("another build");
            System.exit(0);
          }
        }
        """);
    assertThat(
            ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                    System.out,
                    System.err,
                    "-d",
                    classes.toString(),
                    source.resolve("Main.java").toString()))
        .isZero();
    try (Stream<Path> parts = Files.list(lib)) {
      for (Path jar : parts.filter(it -> it.toString().endsWith(".jar")).toList()) {
        Files.delete(jar);
      }
    }
    assertThat(
            ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                    System.out,
                    System.err,
                    "--create",
                    "--file",
                    lib.resolve("assay-cli.jar").toString(),
                    "-C",
                    classes.toString(),
                    "."))
        .isZero();
    Files.writeString(lib.resolve("build"), "fedcba9876543210\n");
  }

  Path program() {
    return lib.resolveSibling("assay");
  }

  /// Starts an engine, as the launcher does.
  ///
  /// @param idle how long it waits for the next call
  public void start(String idle) throws IOException, InterruptedException {
    String jars;
    try (Stream<Path> parts = Files.list(lib)) {
      jars =
          parts
              .map(Path::toString)
              .filter(it -> it.endsWith(".jar"))
              .collect(Collectors.joining(":"));
    }
    Process keeper =
        new ProcessBuilder(
                cell().toString(),
                "keep",
                engines().toString(),
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                jars,
                "io.assay.cli.Engine",
                idle)
            .inheritIO()
            .start();
    assertThat(keeper.waitFor()).isZero();
  }

  Path cell() {
    return lib.resolve("cell");
  }

  /// Where a short run looks for the cell that an earlier one of this build unpacked.
  Path linkToCell() {
    return home.resolve("cell/of-" + BUILD);
  }

  /// What the launcher keeps in mind from one start to the next.
  Path found() {
    return home.resolve("start/found");
  }

  Path engines() {
    return home.resolve("engine").resolve(BUILD);
  }

  /// The engine's private folder.
  Path folder() {
    return Product.entries(engines()).getFirst();
  }

  /// The engine's process, once it says which it is: the socket is there before.
  public ProcessHandle process() throws InterruptedException {
    Path pid = folder().resolve("pid");
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while ((!Files.exists(pid) || Product.read(pid).isEmpty()) && System.nanoTime() < deadline) {
      Thread.sleep(5);
    }
    return ProcessHandle.of(Long.parseLong(Product.read(pid))).orElseThrow();
  }

  /// A client of the engine, which must be up.
  public ProcessBuilder client(Start start, Path directory) {
    // In place of the launcher, to which the client turns where it finds no engine: /bin/false.
    List<String> client = List.of(cell().toString(), "client", engines().toString(), "/bin/false");
    return builder(client, start, directory);
  }

  /// What the command comes to by the engine.
  public Ended call(Start start, Path directory) {
    return Product.finish(client(start, directory), start.stdin());
  }

  /// What it comes to by the launcher, with whatever is there.
  Ended launched(Start start, Path directory) {
    return run(List.of(program().toString()), start, directory);
  }

  /// What it comes to without one.
  public Ended alone(Start start, Path directory) {
    return run(List.of("/usr/bin/env", "ASSAY_ENGINE=off", program().toString()), start, directory);
  }

  /// What it comes to without one where the product has been moved to `place`.
  Ended moved(Path place, Start start, Path directory) throws IOException {
    Files.move(lib.getParent(), place);
    Path moved = place.resolve(program().getFileName());
    return run(List.of("/usr/bin/env", "ASSAY_ENGINE=off", moved.toString()), start, directory);
  }

  /// Whether the launcher has made ready what there is to start from: the engine's comes last.
  boolean isTrained() {
    Path start = home.resolve("start");
    return Files.exists(start)
        && Product.entries(start).stream().anyMatch(it -> it.toString().endsWith("-all.aot"));
  }

  /// The words of a command, to be started in `directory`.
  ProcessBuilder builder(List<String> program, Start start, Path directory) {
    List<String> command = new ArrayList<>(program);
    command.addAll(start.arguments());
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(Product.environment());
    builder.environment().remove("ASSAY_ENGINE");
    builder.environment().put("ASSAY_HOME", home.toString());
    builder.environment().putAll(start.environment());
    return builder;
  }

  private Ended run(List<String> program, Start start, Path directory) {
    return Product.finish(builder(program, start, directory), start.stdin());
  }

  /// Ends the engine, and checks that nothing of it is left.
  public void end() throws InterruptedException {
    if (Files.isDirectory(engines())) {
      ProcessHandle engine = process();
      engine.destroy();
      waitUntilGone(engine);
    }
    assertThat(engines()).doesNotExist();
  }

  /// Waits until the engine ended on its own, which it may have done already.
  void waitUntilEnded() throws InterruptedException {
    List<ProcessHandle> engines = ProcessHandle.allProcesses().filter(this::isEngine).toList();
    for (ProcessHandle engine : engines) {
      waitUntilGone(engine);
    }
    assertThat(engines()).doesNotExist();
  }

  private boolean isEngine(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(lib.toString());
  }

  private static void waitUntilGone(ProcessHandle process) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    assertThat(process.isAlive()).isFalse();
  }
}
