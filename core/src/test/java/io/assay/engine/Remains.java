package io.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What could remain of an engine on the host.
final class Remains {
  private Remains() {}

  /// Living processes with `mark` in their command line: the dead that nobody has reaped yet do not
  /// count.
  static List<String> processes(String mark) {
    List<String> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      for (Path process :
          all.filter(it -> it.getFileName().toString().matches("[0-9]+")).toList()) {
        try {
          String line = Files.readString(process.resolve("cmdline"));
          if (line.contains(mark)) {
            found.add(process + " " + line.replace('\0', ' '));
          }
        } catch (IOException gone) {
          // It ended while we looked.
          assertThat(gone).isNotNull();
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return found;
  }

  /// Folders and control groups of the engines of JVM `pid`.
  static List<Path> named(long pid) {
    List<Path> found = new ArrayList<>();
    List<Path> places =
        new ArrayList<>(List.of(CellHost.runtimeFolder(), Path.of("/sys/fs/cgroup")));
    try (Stream<Path> hierarchies = Files.list(Path.of("/sys/fs/cgroup"))) {
      hierarchies.filter(Files::isDirectory).forEach(places::add);
      for (Path place : places) {
        try (Stream<Path> entries = Files.list(place)) {
          entries
              .filter(it -> it.getFileName().toString().startsWith("assay-" + pid + "-"))
              .forEach(found::add);
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return found;
  }

  interface Condition {
    boolean holds();
  }

  static void await(Condition condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.holds() && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
  }
}
