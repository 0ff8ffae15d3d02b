package io.assay.engine;

import static io.assay.engine.FakeCell.frame;
import static io.assay.engine.FakeCell.hear;
import static io.assay.engine.FakeCell.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Limits;
import io.assay.SandboxSpec;
import io.assay.Template;
import io.assay.isolation.Cgroups;
import io.assay.isolation.Family;
import io.assay.isolation.HostIsolation;
import io.assay.isolation.PlanWriter;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real cell that hears nonsense: it answers or hangs up in bounded time, holds nothing of it
/// afterwards, and its other sandboxes do not notice.
@Timeout(120)
class FuzzedCellTest {
  private static final SandboxSpec SPEC =
      new SandboxSpec(
          new Template(
              "bare", List.of(), List.of(), List.of(), List.of(), Map.of(), new TreeMap<>()),
          Limits.DEFAULT,
          Set.of());

  /// Of the socket's buffers, a frame, and what is under way; what comes from one peer may take no
  /// more.
  private static final int MOST_TAKEN = 16 << 20;

  private static final byte[] STDIN_END = frame(Frames.STDIN_END);
  private static final byte[] END = frame(Frames.END);
  private static final byte[] DATA = frame(Frames.DATA, new PlanWriter().raw(new byte[100]));

  @TempDir Path folder;
  private CellHost host;
  private HostIsolation isolation;
  private Cgroups cgroups;
  private int opened;
  private SocketChannel lifeline;

  /// Of a sandbox that nobody talks nonsense to: its program repeats what it hears.
  private SocketChannel bystander;

  /// The sandbox that hears some.
  private Path target;

  @BeforeEach
  void start() throws IOException {
    CellHost.Folder own = CellHost.Folder.create();
    cgroups = Cgroups.make(own.name());
    host = CellHost.start(CellHost.unpack(folder), own, List.of(), cgroups.folders());
    isolation = new HostIsolation(cgroups);
    SocketChannel its = connect(hostSocket());
    bystander = connect(open(its));
    say(bystander, command("/bin/cat"));
    assertThat(hear(bystander)[0]).isEqualTo((byte) Frames.STARTED);
    lifeline = connect(hostSocket());
    target = open(lifeline);
  }

  @AfterEach
  void stop() {
    host.close();
    assertThat(Remains.named(ProcessHandle.current().pid())).isEmpty();
  }

  private Path hostSocket() {
    return host.socketOf("host");
  }

  private Path open(SocketChannel own) throws IOException {
    String name = "s" + ++opened;
    say(own, frame(Frames.OPEN, new PlanWriter().raw(plan(name))));
    assertThat(hear(own)[0]).isEqualTo((byte) Frames.OPENED);
    return host.socketOf(name);
  }

  private byte[] plan(String name) throws IOException {
    return isolation.plan(SPEC, name, host.socketOf(name).toString(), new Family.Alone());
  }

  private static SocketChannel connect(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(socket));
    return channel;
  }

  private static byte[] command(String... argv) {
    return command(Frames.START, 1_000_000_000L, argv);
  }

  private static byte[] command(int kind, long wall, String... argv) {
    PlanWriter order =
        new PlanWriter()
            .list(List.of(argv), PlanWriter::text)
            .list(List.of("PATH=/usr/bin:/bin"), PlanWriter::text)
            .text("/home/user")
            .list(List.of(7L), (out, limit) -> out.u32(limit).u64(64));
    wall = argv[0].equals("/bin/cat") ? 100 * wall : wall;
    return frame(kind, order.u64(wall).u64(wall).u64(1 << 20).u64(0).u32(64).u32(64));
  }

  private static byte[] write(String path) {
    return frame(Frames.WRITE, new PlanWriter().text(path).u8(0));
  }

  private static byte[] read(String path) {
    return frame(Frames.READ, new PlanWriter().text(path).u64(1000));
  }

  /// Says `nonsense`, hangs up, and hears the other out. How many bytes it said.
  private static int talk(Path socket, byte[] nonsense) throws IOException {
    int heard = 0;
    try (SocketChannel channel = connect(socket)) {
      say(channel, nonsense);
      channel.shutdownOutput();
      ByteBuffer sink = ByteBuffer.allocate(1 << 16);
      for (int count = 0; count >= 0; count = channel.read(sink.clear())) {
        heard += count;
      }
    } catch (IOException hungUp) {
      assertThat(hungUp).hasMessageMatching("Broken pipe|Connection reset.*");
    }
    return heard;
  }

  private void assertUnharmed(int seed) throws IOException {
    byte[] line = ("line " + seed + "\n").getBytes(StandardCharsets.UTF_8);
    say(bystander, frame(Frames.STDIN, new PlanWriter().raw(line)));
    byte[] answer = hear(bystander);
    assertThat(answer).as("seed %d", seed).startsWith(Frames.STDOUT).endsWith(line);
  }

  /// What the cell, and where one may look the init of the target too, holds at the moment.
  private record Held(long descriptors, long processes, long groups) {}

  private Held held() {
    ProcessHandle cell = ProcessHandle.of(host.pid()).orElseThrow();
    List<Long> all =
        Stream.concat(Stream.of(cell), cell.descendants()).map(ProcessHandle::pid).toList();
    return new Held(
        all.stream().mapToLong(pid -> entries(Path.of("/proc", "" + pid, "fd"))).sum(),
        all.size(),
        cgroups.folders().stream().mapToLong(FuzzedCellTest::entries).sum());
  }

  private static long entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.count();
    } catch (IOException e) {
      // Not ours to see, or gone.
      return 0;
    }
  }

  private void assertHolds(Held before) throws InterruptedException {
    Remains.await(() -> held().equals(before));
    assertThat(held()).isEqualTo(before);
  }

  @Test
  void aHostThatHearsNonsenseHoldsNothingOfIt() throws Exception {
    Held before = settled();
    int refused = 0;
    for (int seed = 0; seed < 400; seed++) {
      Fuzz fuzz = new Fuzz(seed);
      String name = "n" + seed;
      byte[] good = plan(name);
      byte[] open = frame(Frames.OPEN, new PlanWriter().raw(good));
      byte[] changed = frame(Frames.OPEN, new PlanWriter().raw(fuzz.plan(good)));
      byte[] nonsense =
          switch (seed % 5) {
            case 0 -> fuzz.bytes(1 + seed);
            // Cut, so that nothing of it is ever a plan.
            case 1 -> Arrays.copyOf(open, 1 + (int) ((long) open.length * seed / 401));
            case 2 -> Fuzz.joined(open, fuzz.scratched(command("/bin/true")));
            default -> changed;
          };
      assertThat(good).as("seed %d", seed).isNotEmpty();
      refused += talk(hostSocket(), nonsense) > 5 ? 1 : 0;
      if (seed % 20 == 0) {
        assertUnharmed(seed);
      }
    }
    assertThat(refused).as("conversations that were refused in words").isBetween(100, 390);
    assertHolds(before);
  }

  /// Recorded from good conversations.
  private static List<List<byte[]>> recorded() {
    byte[] hello =
        frame(Frames.STDIN, new PlanWriter().raw("hello".getBytes(StandardCharsets.UTF_8)));
    return List.of(
        List.of(command("/bin/true")),
        List.of(command("/bin/sh", "-c", "read line; echo $line; exit 3"), hello, STDIN_END),
        List.of(command("/bin/sh", "-c", "echo a; echo b >&2; kill -9 $$")),
        List.of(
            command(Frames.PARK, 0, "/bin/sleep", "9"), command(Frames.HAND, 1000, "/bin/true")),
        List.of(write("file"), DATA, DATA, END, read("file")),
        List.of(write("a/b/c"), END, read("a/b/c"), read("/etc/passwd"), read("/proc/1/maps")),
        List.of(
            frame(Frames.SIGNAL, new PlanWriter().u32(1).u32(9)),
            frame(Frames.CANCEL, new PlanWriter().u32(1))));
  }

  @Test
  void anInitThatHearsNonsenseHoldsNothingOfIt() throws Exception {
    List<List<byte[]>> recorded = recorded();
    for (List<byte[]> conversation : recorded) {
      assertThat(talk(target, Fuzz.joined(conversation.toArray(byte[][]::new)))).isPositive();
    }
    Held before = settled();
    for (int seed = 0; seed < 1500; seed++) {
      Fuzz fuzz = new Fuzz(seed);
      byte[] nonsense =
          fuzz.rarely()
              ? fuzz.bytes(1 + seed)
              : fuzz.conversation(recorded.get(seed % recorded.size()));
      talk(target, nonsense);
      if (seed % 50 == 0) {
        assertUnharmed(seed);
        assertServes(seed);
      }
    }
    assertServes(1500);
    assertHolds(before);
  }

  /// What is held once nothing is under way.
  private Held settled() throws Exception {
    assertServes(-1);
    Held last = held();
    // The end of a conversation is heard a moment after it is said.
    for (int same = 0; same < 5; same++) {
      Thread.sleep(50);
      Held now = held();
      if (!now.equals(last)) {
        last = now;
        same = -1;
      }
    }
    return last;
  }

  /// That the target does what it is there for: no program of before runs any more.
  private void assertServes(int seed) throws IOException {
    try (SocketChannel channel = connect(target)) {
      say(channel, write("served"), DATA, END, read("served"));
      assertThat(hear(channel)).as("seed %d", seed).startsWith(Frames.DONE);
      assertThat(hear(channel)).as("seed %d", seed).startsWith(Frames.DATA).hasSize(101);
      assertThat(hear(channel)).as("seed %d", seed).startsWith(Frames.END);
      say(channel, command("/bin/sh", "-c", "exit 5"));
      byte[] started = hear(channel);
      assertThat(started)
          .as("seed %d: %s", seed, new String(started, StandardCharsets.UTF_8))
          .startsWith(Frames.STARTED);
      assertThat(hear(channel)).as("seed %d", seed).startsWith(Frames.ENDED, 0, 5);
    }
  }

  @Test
  void halfAFrameFromManyHoldsNobodyUp() throws Exception {
    List<SocketChannel> idle = new ArrayList<>();
    for (int count = 0; count < 300; count++) {
      SocketChannel channel = connect(hostSocket());
      say(channel, new byte[] {9, 0, 0});
      idle.add(channel);
    }
    SocketChannel own = connect(hostSocket());
    open(own);
    own.close();
    for (SocketChannel channel : idle) {
      channel.close();
    }
    assertUnharmed(0);
  }

  @Test
  void whatNobodyReadsIsNotKept() throws Exception {
    byte[] word = frame(Frames.SIGNAL, new PlanWriter().u32(99).u32(9));
    try (SocketChannel channel = connect(target)) {
      assertThat(flood(channel, word)).isLessThan(MOST_TAKEN);
    }
    assertServes(0);
    assertUnharmed(1);
  }

  @Test
  void aSandboxWhoseOpenerSaysMoreIsEnded() throws Exception {
    assertThat(flood(lifeline, frame(Frames.OPEN))).isLessThan(MOST_TAKEN);
    byte[] failed = hear(lifeline);
    assertThat(failed).startsWith(Frames.FAILED);
    assertThat(new String(failed, StandardCharsets.UTF_8)).endsWith("a frame after OPEN");
    assertUnharmed(0);
  }

  /// Says `word` over and over to one that is not listened to; how many bytes it took before it
  /// stopped to for a second.
  private static long flood(SocketChannel channel, byte[] word) throws Exception {
    ByteBuffer many = ByteBuffer.allocate(word.length * 1000);
    while (many.hasRemaining()) {
      many.put(word);
    }
    channel.configureBlocking(false);
    long taken = 0;
    int refusals = 0;
    try {
      while (taken < 8L * MOST_TAKEN && refusals < 100) {
        if (!many.hasRemaining() || taken == 0) {
          many.rewind();
        }
        int count = channel.write(many);
        taken += count;
        refusals = count == 0 ? refusals + 1 : 0;
        if (count == 0) {
          Thread.sleep(10);
        }
      }
    } catch (IOException hungUp) {
      assertThat(hungUp).hasMessageContaining("Broken pipe");
    }
    channel.configureBlocking(true);
    return taken;
  }

  @Test
  void aPathThatNoFileCanHaveIsRefusedAtOnce() throws Exception {
    try (SocketChannel channel = connect(target)) {
      try {
        say(channel, write("a/".repeat(1 << 20)), END);
      } catch (IOException e) {
        // It may hang up before it has heard the end of it.
        assertThat(e).hasMessage("Broken pipe");
      }
      byte[] failed = hear(channel);
      assertThat(new String(failed, StandardCharsets.UTF_8)).contains("a path of 2097152 bytes");
    }
    assertServes(0);
  }
}
