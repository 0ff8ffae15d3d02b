package io.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.Blame;
import io.assay.Command;
import io.assay.Execution;
import io.assay.Limits;
import io.assay.Outcome;
import io.assay.Outcome.Exited;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.SandboxSpec;
import io.assay.Template;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// SIGKILL at every step of a run: of the cell, of a sandbox's init, of the JVM.
@Timeout(60)
class KilledTest {
  private static final Template BARE =
      new Template("bare", List.of(), List.of(), List.of(), List.of(), Map.of(), new TreeMap<>());

  /// In the command line of every program started here.
  private static final String MARK = "765432";

  private static final String SCRIPT =
      "echo out; trap '' TERM; (setsid sleep 765432 &); echo more; exit 7";

  @TempDir static Path state;
  private static LocalSandboxes sandboxes;

  /// How many folders an engine has.
  private static int places;

  @BeforeAll
  static void startEngine() {
    sandboxes = LocalSandboxes.start(state);
    places = Remains.named(ProcessHandle.current().pid()).size();
  }

  @AfterAll
  static void stopEngine() {
    sandboxes.close();
    assertThat(Remains.named(ProcessHandle.current().pid())).isEmpty();
  }

  /// The steps of a run, in their order.
  enum Step {
    BEGIN,
    OPENED,
    WRITTEN,
    ALL_WRITTEN,
    COMPILING,
    COMPILED,
    STARTED,
    OUTPUT,
    ENDED
  }

  /// Is told of each step, between it and the next.
  interface Witness {
    void see(Step step);
  }

  /// A run as the runner does it.
  private static Outcome run(LocalSandboxes sandboxes, Witness witness)
      throws InterruptedException {
    witness.see(Step.BEGIN);
    try (Sandbox sandbox = sandboxes.open(new SandboxSpec(BARE, Limits.DEFAULT, Set.of()))) {
      witness.see(Step.OPENED);
      sandbox.write("one", false, new ByteArrayInputStream(new byte[100_000]));
      witness.see(Step.WRITTEN);
      sandbox.write("two", true, new ByteArrayInputStream(new byte[1]));
      witness.see(Step.ALL_WRITTEN);
      try (Execution compiler =
          sandbox.start(Command.of("/bin/sh", "-c", "sleep 0.05; test -s one -a -x two"))) {
        witness.see(Step.COMPILING);
        assertThat(compiler.outcome().end()).isEqualTo(new Exited(0));
      }
      witness.see(Step.COMPILED);
      try (Execution program = sandbox.start(Command.of("/bin/sh", "-c", SCRIPT))) {
        witness.see(Step.STARTED);
        if (program.next() != null) {
          witness.see(Step.OUTPUT);
        }
        Outcome outcome = program.outcome();
        witness.see(Step.ENDED);
        return outcome;
      }
    }
  }

  /// Whom to kill: the cell, or the init of its only sandbox.
  enum Victim {
    CELL,
    INIT;

    void kill() {
      // None while one that was killed is not yet replaced.
      cells()
          .forEach(cell -> {
            switch (this) {
              case CELL -> cell.destroyForcibly();
              case INIT -> cell.children().forEach(ProcessHandle::destroyForcibly);
            }
          });
    }

    private static List<ProcessHandle> cells() {
      return ProcessHandle.current()
          .children()
          .filter(it -> it.info().command().orElse("").contains("/cell-"))
          .toList();
    }
  }

  static Stream<Object[]> victims() {
    return Stream.of(Victim.values())
        .flatMap(victim -> Stream.of(Step.values()).map(step -> new Object[] {victim, step}));
  }

  @ParameterizedTest
  @MethodSource("victims")
  void aKillIsOurFailureAndTheNextRunWorks(Victim victim, Step at) throws InterruptedException {
    boolean dead = at != Step.BEGIN || victim == Victim.CELL;
    try {
      Outcome outcome =
          run(
              sandboxes,
              step -> {
                if (step == at && dead) {
                  victim.kill();
                }
              });
      assertThat(outcome.end()).as("the program's own end, had before").isEqualTo(new Exited(7));
      assertThat(at).isIn(Step.BEGIN, Step.OUTPUT, Step.ENDED, Step.STARTED);
    } catch (SandboxException e) {
      assertLost(e);
      assertThat(at).isNotIn(Step.BEGIN, Step.ENDED);
    }
    assertAllIsWell();
  }

  private static void assertLost(SandboxException e) {
    assertThat(e.blame()).isEqualTo(Blame.US);
    assertThat(e).hasMessageContaining("lost the sandbox while: ");
  }

  private static void assertAllIsWell() throws InterruptedException {
    Remains.await(() -> Remains.processes(MARK).isEmpty());
    assertThat(Remains.processes(MARK)).isEmpty();
    assertThat(run(sandboxes, step -> {}).end()).isEqualTo(new Exited(7));
    Remains.await(() -> Remains.named(ProcessHandle.current().pid()).size() == places);
    assertThat(Remains.named(ProcessHandle.current().pid()))
        .as("of one engine only")
        .hasSize(places);
    assertThat(Victim.cells()).hasSize(1);
  }

  /// What happens between the steps as well.
  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Victim.class)
  void aKillAtAnyMomentIsOurFailureAndTheNextRunWorks(Victim victim) throws Exception {
    int lost = 0;
    for (int round = 0; round < 40; round++) {
      int delay = round * 2;
      AtomicReference<Thread> killer = new AtomicReference<>();
      try {
        Outcome outcome =
            run(
                sandboxes,
                step -> {
                  if (step == Step.BEGIN) {
                    killer.set(
                        Thread.ofPlatform()
                            .start(() -> {
                              sleep(delay);
                              victim.kill();
                            }));
                  }
                });
        assertThat(outcome.end()).isEqualTo(new Exited(7));
      } catch (SandboxException e) {
        assertThat(e.blame()).as(e.getMessage()).isIn(Blame.US, Blame.HOST);
        lost++;
      }
      killer.get().join();
    }
    assertThat(lost).isPositive();
    assertAllIsWell();
  }

  private static void sleep(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSandboxOfADeadCellIsLostAndTheNextIsNot() throws InterruptedException {
    try (Sandbox lost = sandboxes.open(new SandboxSpec(BARE, Limits.DEFAULT, Set.of()))) {
      Victim.CELL.kill();
      assertThat(run(sandboxes, step -> {}).end()).isEqualTo(new Exited(7));

      assertThatThrownBy(() -> lost.start(Command.of("/bin/true")))
          .isInstanceOfSatisfying(SandboxException.class, KilledTest::assertLost);
      assertThatThrownBy(() -> lost.read("/etc/passwd", 1 << 20))
          .isInstanceOfSatisfying(SandboxException.class, KilledTest::assertLost);
    }
    assertAllIsWell();
  }

  @Test
  void manyWhoseCellIsKilledShareTheNext() throws InterruptedException {
    Victim.CELL.kill();
    List<Outcome.End> ends = new java.util.concurrent.CopyOnWriteArrayList<>();
    List<Thread> runs = new ArrayList<>();
    for (int count = 0; count < 8; count++) {
      runs.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  ends.add(run(sandboxes, step -> {}).end());
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              }));
    }
    for (Thread run : runs) {
      run.join();
    }
    assertThat(ends).hasSize(8).containsOnly(new Exited(7));
    assertAllIsWell();
  }

  @Test
  void aClosedEngineStaysClosed() {
    LocalSandboxes closed = LocalSandboxes.start(state);
    closed.close();
    closed.close();

    assertThatThrownBy(() -> closed.open(new SandboxSpec(BARE, Limits.DEFAULT, Set.of())))
        .isInstanceOfSatisfying(
            SandboxException.class, e -> assertThat(e.blame()).isEqualTo(Blame.CALLER));
  }

  @Test
  void anEngineThatFailsToStartLeavesNothing() {
    assertThatThrownBy(() -> LocalSandboxes.with(Path.of("/bin/false")))
        .isInstanceOfSatisfying(
            SandboxException.class, e -> assertThat(e.blame()).isEqualTo(Blame.HOST));
    assertThatThrownBy(() -> LocalSandboxes.with(state.resolve("no such cell")))
        .isInstanceOfSatisfying(
            SandboxException.class, e -> assertThat(e.blame()).isEqualTo(Blame.HOST));

    assertThat(Remains.named(ProcessHandle.current().pid())).hasSize(places);
  }

  /// A run in a JVM of its own, which stops at each step until it is told to go on.
  static final class Jvm {
    public static void main(String[] arguments) throws Exception {
      LocalSandboxes sandboxes = LocalSandboxes.start(Path.of(arguments[0]));
      run(
          sandboxes,
          step -> {
            System.out.println(step);
            try {
              if (System.in.read() < 0) {
                throw new IllegalStateException("nobody is there");
              }
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Step.class)
  void nothingStaysOfAKilledJvm(Step at) throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")
                    + ":"
                    + System.getProperty("jdk.module.path", ""),
                Jvm.class.getName(),
                state.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
      for (Step step = null; step != at; ) {
        step = Step.valueOf(out.readLine());
        if (step != at) {
          jvm.getOutputStream().write('\n');
          jvm.getOutputStream().flush();
        }
      }
    } finally {
      jvm.destroyForcibly().waitFor();
    }

    Remains.await(() -> Remains.processes(MARK).isEmpty() && Remains.named(jvm.pid()).isEmpty());
    assertThat(Remains.processes(MARK)).isEmpty();
    assertThat(Remains.named(jvm.pid())).isEmpty();
  }
}
