package io.assay.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the kernel says of processes, in `/proc`.
final class Processes {
  /// Of a second, `_SC_CLK_TCK`: 100 on every architecture that Assay runs on.
  private static final long TICK_NANOS = 10_000_000;

  private Processes() {}

  /// Processor time that the whole machine has used since it started, in nanoseconds: the kernel's
  /// own threads and what nobody waited for are in it. Exact to a tick of 10 ms.
  static long machineNanos() throws IOException {
    // proc_stat(5): user, nice, system, idle, iowait, irq, softirq.
    List<String> fields =
        List.of(Files.readString(Path.of("/proc/stat")).lines().findFirst().orElse("").split(" +"));
    return Stream.of(1, 2, 3, 6, 7).mapToLong(at -> Long.parseLong(fields.get(at))).sum()
        * TICK_NANOS;
  }

  /// Processor time that this JVM has used since it started.
  static long ownNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  /// The part of memory that is a process's own share, summed over what descends from `root`,
  /// itself not counted.
  static long shareOfDescendants(ProcessHandle root, Set<Long> without) {
    return tree(root, without)
        .filter(pid -> pid != root.pid())
        .mapToLong(pid -> kibibytes(pid, "smaps_rollup", "Pss:"))
        .sum();
  }

  /// Resident memory of a process, in bytes.
  static long resident(long pid) {
    return kibibytes(pid, "status", "VmRSS:");
  }

  /// Memory that the whole machine still has to give, in bytes.
  static long available() throws IOException {
    return kibibytes(Files.readString(Path.of("/proc/meminfo")), "MemAvailable:");
  }

  private static Stream<Long> tree(ProcessHandle root, Set<Long> without) {
    if (without.contains(root.pid())) {
      return Stream.empty();
    }
    return Stream.concat(
        Stream.of(root.pid()), root.children().flatMap(child -> tree(child, without)));
  }

  private static long kibibytes(long pid, String file, String name) {
    return kibibytes(read(pid, file), name);
  }

  private static long kibibytes(String text, String name) {
    String line = text.lines().filter(it -> it.startsWith(name)).collect(Collectors.joining());
    String digits = line.replaceAll("[^0-9]", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits) * 1024;
  }

  /// Empty once the process has gone.
  private static String read(long pid, String file) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), file));
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException gone) {
      return "";
    } catch (IOException e) {
      // Gone between opening and reading.
      if (!ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
        return "";
      }
      throw new UncheckedIOException(e);
    }
  }
}
