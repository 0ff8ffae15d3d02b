package io.assay.bench;

import io.assay.Assay;
import io.assay.language.Discovery;
import io.assay.language.Language;
import io.assay.language.Toolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Everything that programs are run by, and the folder they lie in.
final class Workshop implements AutoCloseable {
  /// How long the engine stays should this end without ending it.
  private static final String IDLE = "10m";

  /// The number in the programs for which others are put.
  private static final String NUMBER = "4711";

  private final Path root;
  private final Path state;
  private final Path folder;
  private final Assay assay;
  private final Library library;
  private final Starter starter;
  private final Starter withoutEngine;
  private final Resident resident;
  private final Toolchain python;
  private final Set<Long> notOurs = new HashSet<>();

  /// @param root the checkout
  Workshop(Path root) throws IOException, InterruptedException {
    this.root = root;
    state = root.resolve("bench/target/state");
    Files.createDirectories(state);
    folder = Files.createTempDirectory(memory(), "assay-bench");
    Files.createDirectory(folder.resolve("build"));
    assay = Assay.start(state, line -> System.err.println("bench: " + line));
    library = new Library(assay);
    python =
        toolchain(Language.PYTHON)
            .orElseThrow(() -> new IOException("measuring takes a python3: see assay languages"));
    starter = starter();
    withoutEngine = starter("off");
    resident = new Resident(starter, root.resolve("assay"), state, example("hello.py"));
    notOurs.add(resident.handle().pid());
  }

  /// Where files are in memory, as they are in a sandbox, so that the bare tool has no disk to wait
  /// for.
  private static Path memory() {
    Path shared = Path.of("/dev/shm");
    return Files.isWritable(shared) ? shared : Path.of(System.getProperty("java.io.tmpdir"));
  }

  /// Another process that starts bare programs.
  Starter starter() throws IOException {
    return starter(IDLE);
  }

  private Starter starter(String engine) throws IOException {
    Map<String, String> environment =
        Map.of("ASSAY_HOME", state.toString(), "ASSAY_ENGINE", engine);
    return starter(python, environment, List.of());
  }

  /// One that has imported `preload` with the interpreter of `tools`.
  Starter starter(Toolchain tools, List<String> preload) throws IOException {
    return starter(tools, Map.of(), preload);
  }

  private Starter starter(Toolchain tools, Map<String, String> environment, List<String> preload)
      throws IOException {
    Starter made =
        new Starter(
            BareTools.tool(tools, "python"),
            root.resolve("bench/starter.py"),
            environment,
            preload);
    notOurs.add(made.handle().pid());
    return made;
  }

  /// Where programs are run.
  Path folder() {
    return folder;
  }

  Toolchain python() {
    return python;
  }

  Assay assay() {
    return assay;
  }

  Library library() {
    return library;
  }

  Resident resident() {
    return resident;
  }

  /// The tools of a language; empty where they are not installed, which is said.
  Optional<Toolchain> toolchain(Language language) throws InterruptedException {
    return switch (assay.discover(language)) {
      case Discovery.Found(Toolchain found) -> Optional.of(found);
      case Discovery.Missing(String what, String _) -> {
        System.err.println("bench: left out " + language.name() + ": " + what);
        yield Optional.empty();
      }
    };
  }

  /// An assistant that uses the command, with its engine and without.
  Assistant assistant(Size size) {
    return new Assistant(root.resolve("assay"), state, size);
  }

  /// A file of `examples/`, where programs are run.
  Path example(String name) throws IOException {
    return place(root.resolve("examples").resolve(name));
  }

  /// A file of `bench/programs/`, where programs are run.
  Path program(String name) throws IOException {
    return place(programs().resolve(name));
  }

  /// Starts any program in `directory`.
  Sample start(Path directory, List<String> command) throws IOException {
    return starter.start(directory, command);
  }

  /// Starts any program so many times at once.
  Sample crowd(int count, List<String> command) throws IOException {
    return starter.crowd(count, command);
  }

  /// Starts the command in `directory`.
  ///
  /// @param engine whether with the resident engine
  Sample command(Path directory, boolean engine, List<String> arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(root.resolve("assay").toString()));
    words.addAll(arguments);
    return (engine ? starter : withoutEngine).start(directory, words);
  }

  /// The folder of a template that comes with Assay.
  Path template(String name) {
    return root.resolve("templates").resolve(name);
  }

  /// The folder of the programs that are there to measure.
  Path programs() {
    return root.resolve("bench/programs");
  }

  /// The program of the mixture in a language.
  Path mixture(Language language) {
    String name = language.name().equals("java") ? "Mixture" : "mixture";
    return programs().resolve("mixture").resolve(name + "." + language.extensions().getFirst());
  }

  /// A program of ours with another number in it, so that nobody has compiled it before.
  static String another(String text, Random chance) {
    return text.replace(NUMBER, Integer.toString(chance.nextInt(1 << 30)));
  }

  private Path place(Path from) throws IOException {
    Path to = folder.resolve(String.valueOf(from.getFileName()));
    if (!Files.exists(to)) {
      Files.copy(from, to);
    }
    return to;
  }

  /// The ways to run a file of a language, the bare tool first.
  List<Way> ways(Language language, Toolchain tools) {
    List<Way> ways = new ArrayList<>();
    ways.add(bare(language, tools));
    warmBare(language, tools).ifPresent(ways::add);
    Bubblewrap.find(folder)
        .ifPresent(wrap ->
            ways.add(
                Way.bare(
                    "bubblewrap",
                    file ->
                        starter.start(
                            folder, wrap.around(BareTools.command(language, tools, file))))));
    ways.add(
        new Way("library, nothing started", file -> library.runCold(language, tools, file), true));
    if (library.keepsWhatIsMade(language, tools)) {
      ways.add(new Way("library, new text", file -> library.runNew(language, file), true));
    }
    ways.add(library.way(language));
    ways.add(
        new Way(
            "command, engine up",
            file -> starter.start(folder, Resident.command(root.resolve("assay"), file)),
            true));
    ways.add(
        new Way(
            "command, no engine",
            file -> withoutEngine.start(folder, Resident.command(root.resolve("assay"), file)),
            true));
    return ways;
  }

  /// The bare tool.
  Way bare(Language language, Toolchain tools) {
    return Way.bare(
        "bare tool", file -> starter.start(folder, BareTools.command(language, tools, file)));
  }

  /// The ways of a Python program whose interpreter has been started before.
  List<Way> started() {
    return List.of(
        Way.bare("bare fork of a started one", starter::fork), library.way(Language.PYTHON));
  }

  /// An interpreter that is as warm as ours, and in no sandbox.
  private Optional<Way> warmBare(Language language, Toolchain tools) {
    return switch (language.name()) {
      case "python" -> Optional.of(Way.bare("bare fork of a started one", starter::fork));
      case "javascript" -> {
        List<String> ready =
            List.of(BareTools.tool(tools, "node"), root.resolve("bench/ready.cjs").toString());
        yield Optional.of(
            Way.bare("bare, started before it is timed", file -> starter.ahead(file, ready)));
      }
      default -> Optional.empty();
    };
  }

  /// Memory of this process's sandboxes and of what builds them.
  long sandboxBytes() {
    return Processes.shareOfDescendants(ProcessHandle.current(), notOurs);
  }

  @Override
  public void close() throws IOException {
    starter.close();
    withoutEngine.close();
    resident.close();
    assay.close();
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
