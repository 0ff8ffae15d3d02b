package io.assay.engine;

import static io.assay.engine.FakeCell.DONE;
import static io.assay.engine.FakeCell.OPENED;
import static io.assay.engine.FakeCell.STARTED;
import static io.assay.engine.FakeCell.ended;
import static io.assay.engine.FakeCell.frame;
import static io.assay.engine.FakeCell.hear;
import static io.assay.engine.FakeCell.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.Ahead;
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
import io.assay.isolation.PlanWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A cell that answers late, wrong or never: our failure in bounded time, and never a program's
/// outcome.
@Timeout(120)
class FakeCellTest {
  private static final Limits LIMITS = Limits.DEFAULT.withWall(Duration.ofSeconds(1));
  private static final SandboxSpec SPEC =
      new SandboxSpec(
          new Template(
              "bare", List.of(), List.of(), List.of(), List.of(), Map.of(), new TreeMap<>()),
          new Limits(
              LIMITS.cpus(),
              LIMITS.memoryBytes(),
              LIMITS.wall(),
              LIMITS.cpuTime(),
              LIMITS.processes(),
              LIMITS.diskBytes(),
              LIMITS.diskFiles(),
              100,
              LIMITS.openFiles(),
              Set.of()),
          Set.of());
  private static final byte[] EXITED = ended(0, 7, 0, 1);
  private static final byte[] SOME = frame(Frames.STDOUT, new PlanWriter().raw(new byte[10]));

  @TempDir Path folder;
  private FakeCell cell;

  @BeforeEach
  void start() throws IOException {
    cell = new FakeCell(folder);
  }

  @AfterEach
  void stop() throws IOException {
    cell.close();
    assertThat(Remains.named(ProcessHandle.current().pid())).isEmpty();
  }

  private static Outcome run(Sandbox sandbox) throws InterruptedException {
    try (Execution execution = sandbox.start(Command.of("/bin/true"))) {
      return execution.outcome();
    }
  }

  private static void assertOurs(SandboxException e) {
    assertThat(e.blame()).as(e.getMessage()).isIn(Blame.US, Blame.HOST);
  }

  @Test
  void aCellThatSpeaksTheWireIsUnderstood() throws InterruptedException {
    cell.saying(
        peer -> cell.open(peer, OPENED),
        peer -> {
          hear(peer);
          say(peer, STARTED, SOME, EXITED);
        });

    try (Sandbox sandbox = cell.sandboxes().open(SPEC)) {
      assertThat(run(sandbox).end()).isEqualTo(new Exited(7));
    }
  }

  private static byte[] head(long length, int... rest) {
    PlanWriter bytes = new PlanWriter().u32(length);
    Arrays.stream(rest).forEach(bytes::u8);
    return bytes.toByteArray();
  }

  /// What a host may say wrongly to who opens a sandbox.
  static Stream<byte[]> wrongOpenings() {
    return Stream.of(
        new byte[0],
        head(1),
        head(0),
        head(0xffffffffL, 65),
        head(0x7fffffff, 65),
        head(5_000_000, 65),
        head(2, 65, 0),
        head(1, 1),
        DONE,
        STARTED,
        EXITED,
        frame(Frames.FAILED),
        frame(Frames.FAILED, new PlanWriter().u32(1).u32(0xffffffffL)),
        frame(Frames.FAILED, new PlanWriter().u32(1).text("step").u8(0)),
        "HTTP/1.1 200 OK\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @MethodSource("wrongOpenings")
  void aHostThatAnswersWronglyOpensNothing(byte[] answer) {
    cell.saying(
        peer -> {
          hear(peer);
          say(peer, answer);
        },
        FakeCell::silence);

    assertThatThrownBy(() -> cell.sandboxes().open(SPEC))
        .isInstanceOfSatisfying(SandboxException.class, FakeCellTest::assertOurs);
  }

  /// What an init may say wrongly to who starts a program.
  static Stream<List<byte[]>> wrongEndings() {
    return Stream.of(
        List.of(),
        List.of(EXITED),
        List.of(DONE),
        List.of(frame(Frames.STARTED)),
        List.of(STARTED),
        List.of(STARTED, STARTED, EXITED),
        List.of(STARTED, DONE),
        List.of(STARTED, SOME),
        List.of(STARTED, OPENED),
        List.of(STARTED, frame(Frames.FAILED, new PlanWriter().u32(1).text("step"))),
        List.of(STARTED, ended(0, 256, 0, 1)),
        List.of(STARTED, ended(0, -1, 0, 1)),
        List.of(STARTED, ended(1, 0, 0, 1)),
        List.of(STARTED, ended(1, 65, 0, 1)),
        List.of(STARTED, ended(2, 7, 0, 1)),
        List.of(STARTED, ended(4, 0, 0, 1)),
        List.of(STARTED, ended(0, 0, 128, 1)),
        List.of(STARTED, ended(0, 0, 0, -1)),
        List.of(STARTED, Arrays.copyOf(EXITED, EXITED.length - 1)),
        List.of(STARTED, frame(Frames.ENDED, new PlanWriter().u8(0).u32(0))),
        List.of(STARTED, head(0x7fffffff, 68)),
        List.of(STARTED, frame(Frames.STDOUT, new PlanWriter().raw(new byte[101])), EXITED));
  }

  @ParameterizedTest
  @MethodSource("wrongEndings")
  void anInitThatAnswersWronglyEndsNoProgram(List<byte[]> answers) throws InterruptedException {
    cell.saying(
        peer -> cell.open(peer, OPENED),
        peer -> {
          hear(peer);
          say(peer, answers.toArray(byte[][]::new));
        });

    try (Sandbox sandbox = cell.sandboxes().open(SPEC)) {
      // Told by the host, so that nobody waits for its word.
      assertThatThrownBy(() -> run(sandbox))
          .isInstanceOfSatisfying(SandboxException.class, FakeCellTest::assertOurs);
    }
  }

  @Test
  void aFileThatNeverEndsIsNotReadToItsEnd() throws InterruptedException {
    cell.saying(
        peer -> cell.open(peer, OPENED),
        peer -> {
          hear(peer);
          while (true) {
            say(peer, frame(Frames.DATA, new PlanWriter().raw(new byte[50_000])));
          }
        });

    try (Sandbox sandbox = cell.sandboxes().open(SPEC)) {
      assertThatThrownBy(() -> sandbox.read("file", 1_000_000))
          .isInstanceOfSatisfying(SandboxException.class, FakeCellTest::assertOurs);
    }
  }

  /// Every replay of a good conversation with some of it changed, cut, doubled or moved.
  @Test
  @Tag("slow")
  void noConversationThatIsChangedAtRandomDoesMoreThanFail() throws InterruptedException {
    byte[][] good = {STARTED, SOME, SOME, EXITED, DONE, OPENED};
    int outcomes = 0;
    for (int seed = 0; seed < 1500; seed++) {
      Random random = new Random(seed);
      byte[] opening = random.nextInt(4) == 0 ? changed(random, OPENED) : OPENED;
      byte[] answers =
          changed(random, random.nextInt(3) == 0 ? shuffled(random, good) : joined(good));
      cell.saying(
          peer -> cell.open(peer, opening),
          peer -> {
            hear(peer);
            say(peer, answers);
          });
      try (Sandbox sandbox = cell.sandboxes().open(SPEC)) {
        sandbox.write("file", false, new ByteArrayInputStream(new byte[10]));
      } catch (SandboxException e) {
        assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
      }
      try (Sandbox sandbox = cell.sandboxes().open(SPEC)) {
        Outcome outcome = run(sandbox);
        assertThat(outcome.usage().outputBytes()).as("seed %d", seed).isNotNegative();
        outcomes++;
      } catch (SandboxException e) {
        assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
      }
    }
    assertThat(outcomes).as("conversations that were still good").isBetween(50, 1400);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Stream.of(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static byte[] shuffled(Random random, byte[]... parts) {
    List<byte[]> order = new ArrayList<>(List.of(parts));
    java.util.Collections.shuffle(order, random);
    return joined(order.toArray(byte[][]::new));
  }

  private static byte[] changed(Random random, byte[] bytes) {
    byte[] changed = bytes.clone();
    for (int times = random.nextInt(4); times > 0; times--) {
      int at = random.nextInt(changed.length);
      switch (random.nextInt(4)) {
        case 0 -> changed[at] = (byte) random.nextInt(256);
        case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> changed = Arrays.copyOf(changed, at + 1);
        case 3 -> changed = joined(Arrays.copyOf(changed, at), bytes);
        default -> throw new AssertionError();
      }
    }
    return changed;
  }

  /// All at once, for they take as long as the engine is patient.
  @Test
  @Tag("slow")
  void aCellThatNeverAnswersIsNotWaitedForWithoutEnd() throws Exception {
    cell.saying(FakeCell::silence, FakeCell::silence);
    FutureTask<SandboxException> opening = trial(() -> cell.sandboxes().open(SPEC));
    Thread.sleep(500);
    cell.saying(peer -> cell.open(peer, OPENED), FakeCell::silence);
    Sandbox silent = cell.sandboxes().open(SPEC);
    FutureTask<SandboxException> starting = trial(() -> silent.start(Command.of("/bin/true")));
    FutureTask<SandboxException> reading = trial(() -> silent.read("file", 1));
    FutureTask<SandboxException> writing =
        trial(() -> silent.write("file", false, new ByteArrayInputStream(new byte[1])));
    Thread.sleep(500);
    cell.saying(
        peer -> cell.open(peer, OPENED),
        peer -> {
          hear(peer);
          say(peer, STARTED);
          FakeCell.silence(peer);
        });
    Execution running = silent.start(Command.of("/bin/true"));
    FutureTask<SandboxException> waiting = trial(running::outcome);
    FutureTask<SandboxException> connecting;
    Path full = folder.resolve("full");
    try (ServerSocketChannel never = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      never.bind(UnixDomainSocketAddress.of(full), 1);
      connecting =
          trial(() -> {
            try {
              while (true) {
                Frames.connect(full);
              }
            } catch (IOException e) {
              throw Frames.broken("connect", e);
            }
          });
      for (FutureTask<SandboxException> trial :
          List.of(opening, starting, reading, writing, waiting, connecting)) {
        SandboxException e = trial.get(60, TimeUnit.SECONDS);
        assertThat(e.blame()).as(e.getMessage()).isIn(Blame.US, Blame.CAPACITY);
      }
    }
  }

  @Test
  @Tag("slow")
  void aZygoteIsWaitedForWhileItLoads() throws Exception {
    Ahead ahead = new Ahead(Command.of("/bin/true"), new TreeMap<>(), 0, Ahead.Start.FORKED);
    cell.saying(peer -> cell.open(peer, OPENED), peer -> answer(peer, Duration.ZERO));
    Zygote zygote = Zygote.start(cell.sandboxes(), SPEC, ahead);
    cell.saying(
        peer -> cell.open(peer, OPENED),
        peer -> answer(peer, Frames.ANSWER.plus(Duration.ofSeconds(1))));
    try (LocalSandbox forked = zygote.fork(SPEC)) {
      assertThat(forked.lives()).isTrue();
    }
    zygote.retire();
  }

  /// Does what it is asked for after a while.
  private static void answer(SocketChannel peer, Duration after) throws IOException {
    hear(peer);
    LockSupport.parkNanos(after.toNanos());
    say(peer, DONE);
    FakeCell.silence(peer);
  }

  private interface Act {
    void act() throws InterruptedException;
  }

  private static FutureTask<SandboxException> trial(Act act) {
    FutureTask<SandboxException> trial =
        new FutureTask<>(() -> {
          try {
            act.act();
          } catch (SandboxException e) {
            return e;
          }
          throw new AssertionError("nothing failed");
        });
    Thread.ofVirtual().start(trial);
    return trial;
  }
}
