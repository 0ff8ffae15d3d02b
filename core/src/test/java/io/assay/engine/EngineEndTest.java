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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// However an engine ends, nothing of it stays: no process, no control group, no folder.
@Timeout(60)
class EngineEndTest {
  private static final Template BARE =
      new Template("bare", List.of(), List.of(), List.of(), List.of(), Map.of(), new TreeMap<>());

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
    assertThat(Remains.named(victim.pid())).isNotEmpty();

    victim.destroyForcibly().waitFor();

    Remains.await(
        () -> Remains.processes("987654").isEmpty() && Remains.named(victim.pid()).isEmpty());
    assertThat(Remains.processes("987654")).isEmpty();
    assertThat(Remains.named(victim.pid())).isEmpty();
  }

  @Test
  void nothingStaysWhenTheCellIsKilled() throws Exception {
    Process victim = victim();
    ProcessHandle cell = victim.children().findFirst().orElseThrow();
    cell.destroyForcibly();
    Remains.await(() -> Remains.processes("987654").isEmpty());
    victim.waitFor();

    assertThat(Remains.processes("987654")).isEmpty();
    LocalSandboxes.start(state).close();
    assertThat(Remains.named(victim.pid())).as("reconciled by the next engine").isEmpty();
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

    assertThat(Remains.processes("987654")).isEmpty();
    assertThat(Remains.named(ProcessHandle.current().pid())).isEmpty();
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
}
