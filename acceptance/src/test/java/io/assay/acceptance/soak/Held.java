package io.assay.acceptance.soak;

import io.assay.Bytes;
import io.assay.acceptance.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What two engines hold at one moment: the library's, in this JVM, and the command's resident one.
record Held(Map<Amount, Long> amounts) {
  private static final Pattern USED = Pattern.compile("total +[0-9]+K, used ([0-9]+)K");

  Held {
    amounts = Map.copyOf(amounts);
  }

  /// What is looked at, and by how much it may be more without having grown.
  enum Amount {
    LIBRARY_HEAP("the library's JVM: KiB in use after a collection", 0.1, 4096, 32),
    LIBRARY_MEMORY("the library's JVM: KiB resident", 0.15, 16_384, 128),
    LIBRARY_FILES("the library's JVM: open files", 0, 4, 2),
    LIBRARY_THREADS("the library's JVM: threads", 0, 4, 0),
    LIBRARY_CELL("the library's cell: KiB resident", 0, 512, 16),
    LIBRARY_CELL_FILES("the library's cell: open files", 0, 2, 8),
    ENGINE_HEAP("the resident engine's JVM: KiB in use after a collection", 0.1, 4096, 32),
    ENGINE_MEMORY("the resident engine's JVM: KiB resident", 0.15, 16_384, 128),
    ENGINE_FILES("the resident engine's JVM: open files", 0, 4, 2),
    ENGINE_THREADS("the resident engine's JVM: threads", 0, 4, 0),
    ENGINE_CELL("the resident engine's cell: KiB resident", 0, 512, 16),
    ENGINE_CELL_FILES("the resident engine's cell: open files", 0, 2, 8),
    PROCESSES("processes of both", 0, 1, 4),
    GROUPS("control groups of both", 0, 1, 6),
    RUNTIME_FILES("files in the folders of both", 0, 1, 1),
    STATE_FILES("files in the state", 0, 2, 0),
    STATE_SIZE("KiB in the state", 0, 256, 0),
    MOUNTS("mounts of the host", 0, 2, 0);

    final String words;
    final double share;
    final long slack;

    /// By how much each sandbox that happens to be ready for its order may add to it.
    final long ready;

    Amount(String words, double share, long slack, long ready) {
      this.words = words;
      this.share = share;
      this.slack = slack;
      this.ready = ready;
    }
  }

  /// Looks, once no run is under way.
  ///
  /// @param engine the resident engine's JVM
  /// @param state the state that both keep
  static Held now(ProcessHandle engine, Path state) throws IOException {
    System.gc();
    Map<Amount, Long> all = new EnumMap<>(Amount.class);
    ProcessHandle library = ProcessHandle.current();
    String heap = jcmd(engine, "GC.run") + jcmd(engine, "GC.heap_info");
    all.put(
        Amount.LIBRARY_HEAP,
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024);
    all.put(
        Amount.ENGINE_HEAP,
        USED.matcher(heap).results().mapToLong(it -> Long.parseLong(it.group(1))).sum());
    all.put(Amount.LIBRARY_MEMORY, status(library, "VmRSS"));
    all.put(Amount.ENGINE_MEMORY, status(engine, "VmRSS"));
    all.put(Amount.LIBRARY_THREADS, status(library, "Threads"));
    all.put(Amount.ENGINE_THREADS, status(engine, "Threads"));
    all.put(Amount.LIBRARY_FILES, openFiles(library));
    all.put(Amount.ENGINE_FILES, openFiles(engine));
    all.put(Amount.LIBRARY_CELL, status(cell(library), "VmRSS"));
    all.put(Amount.ENGINE_CELL, status(cell(engine), "VmRSS"));
    all.put(Amount.LIBRARY_CELL_FILES, openFiles(cell(library)));
    all.put(Amount.ENGINE_CELL_FILES, openFiles(cell(engine)));
    all.put(Amount.PROCESSES, library.descendants().count() + engine.descendants().count());
    List<Path> own = named(List.of(library.pid(), engine.pid()));
    all.put(Amount.GROUPS, own.stream().filter(it -> it.startsWith("/sys")).count());
    all.put(Amount.RUNTIME_FILES, own.stream().filter(it -> !it.startsWith("/sys")).count());
    // Not what tools are made ready with, once for all: another test may just be the first to need
    // one; so is what the launcher starts from, of which it keeps three. And not what compilers
    // made,
    // which may grow until it has the size that it may have.
    List<Path> files =
        below(state).stream()
            .filter(it -> !it.startsWith(state.resolve("provisioned")))
            .filter(it -> !it.startsWith(state.resolve("toolchains")))
            .filter(it -> !it.startsWith(state.resolve("start")))
            .filter(it -> !it.startsWith(state.resolve("artefacts")))
            .toList();
    all.put(Amount.STATE_FILES, (long) files.size());
    all.put(Amount.STATE_SIZE, files.stream().mapToLong(Held::size).sum() / 1024);
    all.put(Amount.MOUNTS, Product.read(Path.of("/proc/self/mountinfo")).lines().count());
    return new Held(all);
  }

  long of(Amount amount) {
    return amounts.getOrDefault(amount, 0L);
  }

  private static String jcmd(ProcessHandle jvm, String order) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin/jcmd").toString();
    return Product.finish(new ProcessBuilder(jcmd, "" + jvm.pid(), order), Bytes.of(""))
        .stdout()
        .text();
  }

  private static ProcessHandle cell(ProcessHandle jvm) {
    return jvm.children()
        .filter(it -> it.info().command().orElse("").contains("/cell-"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no cell below " + jvm.pid()));
  }

  private static long status(ProcessHandle process, String name) throws IOException {
    byte[] text = Files.readAllBytes(Path.of("/proc", "" + process.pid(), "status"));
    return new String(text, StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  private static long openFiles(ProcessHandle process) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc", "" + process.pid(), "fd"))) {
      return all.count();
    }
  }

  /// The control groups and runtime files of the engines of these JVMs, and all below them.
  private static List<Path> named(List<Long> jvms) {
    List<Path> found = new ArrayList<>();
    List<Path> places = new ArrayList<>(List.of(Path.of("/tmp"), Path.of("/sys/fs/cgroup")));
    places.addAll(children(Path.of("/sys/fs/cgroup")));
    places.addAll(children(Path.of("/run/user")));
    for (Path place : places) {
      for (Path entry : children(place)) {
        String name = String.valueOf(entry.getFileName());
        if (jvms.stream().anyMatch(pid -> name.startsWith("assay-" + pid + "-"))) {
          below(entry).stream()
              .filter(it -> !place.startsWith("/sys") || Files.isDirectory(it))
              .forEach(found::add);
        }
      }
    }
    return found;
  }

  private static List<Path> below(Path top) {
    List<Path> found = new ArrayList<>(List.of(top));
    for (Path entry : children(top)) {
      if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        found.addAll(below(entry));
      } else {
        found.add(entry);
      }
    }
    return found;
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (IOException | UncheckedIOException goneOrForbidden) {
      // Others' come and go, and are not what is counted.
      return List.of();
    }
  }

  private static long size(Path file) {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
    } catch (IOException gone) {
      return 0;
    }
  }
}
