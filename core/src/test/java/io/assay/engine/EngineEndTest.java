package io.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.Command;
import io.assay.Execution;
import io.assay.Limits;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.SandboxSpec;
import io.assay.Template;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// However an engine ends, nothing of it stays: no process, no control group, no folder.
@Timeout(60)
class EngineEndTest {
  private static final Template BARE =
      new Template("bare", List.of(), List.of(), List.of(), Map.of(), new TreeMap<>());

  @TempDir Path state;

  /// Started in a JVM of its own, to be killed: opens a sandbox, starts a program that never ends,
  /// says so.
  static final class Victim {
    public static void main(String[] arguments) throws Exception {
      LocalSandboxes sandboxes = LocalSandboxes.start(Path.of(arguments[0]));
      Sandbox sandbox = sandboxes.open(new SandboxSpec(BARE, Limits.DEFAULT, Set.of()));
      Execution execution =
          sandbox.start(
              Command.of(
                  "/bin/sh", "-c", "trap '' TERM HUP INT; (setsid sleep 987654 &); sleep 987654"));
      System.out.println("running");
      execution.outcome();
    }
  }

  @Test
  void nothingStaysWhenTheJvmIsKilled() throws Exception {
    Process victim = victim();
    assertThat(processes(victim.pid())).isNotEmpty();
    assertThat(named(victim.pid())).isNotEmpty();

    victim.destroyForcibly().waitFor();

    await(() -> sleepers().isEmpty() && named(victim.pid()).isEmpty());
    assertThat(sleepers()).isEmpty();
    assertThat(named(victim.pid())).isEmpty();
  }

  @Test
  void nothingStaysWhenTheCellIsKilled() throws Exception {
    Process victim = victim();
    ProcessHandle cell = victim.children().findFirst().orElseThrow();
    cell.destroyForcibly();
    await(() -> sleepers().isEmpty());
    victim.waitFor();

    assertThat(sleepers()).isEmpty();
    LocalSandboxes.start(state).close();
    assertThat(named(victim.pid())).as("reconciled by the next engine").isEmpty();
  }

  @Test
  void aLostSandboxIsOurFailureAndNotTheProgramsOutcome() throws Exception {
    try (LocalSandboxes sandboxes = LocalSandboxes.start(state);
        Sandbox sandbox = sandboxes.open(new SandboxSpec(BARE, Limits.DEFAULT, Set.of()));
        Execution execution = sandbox.start(Command.of("/bin/sleep", "50"))) {
      ProcessHandle cell = ProcessHandle.current().children().reduce((a, b) -> b).orElseThrow();
      cell.children().findFirst().orElseThrow().destroyForcibly();

      assertThatThrownBy(execution::outcome)
          .isInstanceOf(SandboxException.class)
          .hasMessageContaining("lost the sandbox");
      assertThatThrownBy(() -> sandbox.start(Command.of("/bin/true")))
          .isInstanceOf(SandboxException.class);
    }
  }

  @Test
  void closingAnEngineLeavesNothing() throws Exception {
    LocalSandboxes sandboxes = LocalSandboxes.start(state);
    for (int count = 0; count < 5; count++) {
      Sandbox sandbox = sandboxes.open(new SandboxSpec(BARE, Limits.DEFAULT, Set.of()));
      sandbox.start(Command.of("/bin/sleep", "987654"));
    }
    sandboxes.close();

    assertThat(sleepers()).isEmpty();
    assertThat(named(ProcessHandle.current().pid())).isEmpty();
  }

  private Process victim() throws IOException {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")
                    + ":"
                    + System.getProperty("jdk.module.path", ""),
                Victim.class.getName(),
                state.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8));
    assertThat(out.readLine()).isEqualTo("running");
    return victim;
  }

  private static List<ProcessHandle> processes(long pid) {
    return ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).toList();
  }

  /// Living processes of the tests' programs: the dead that nobody has reaped yet do not count.
  private static List<String> sleepers() {
    List<String> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      for (Path process :
          all.filter(it -> it.getFileName().toString().matches("[0-9]+")).toList()) {
        try {
          String line = Files.readString(process.resolve("cmdline"));
          if (line.contains("987654")) {
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
  private static List<Path> named(long pid) {
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

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.holds() && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
  }
}
