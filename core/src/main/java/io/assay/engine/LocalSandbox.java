package io.assay.engine;

import io.assay.Ahead;
import io.assay.Bytes;
import io.assay.Command;
import io.assay.Execution;
import io.assay.Isolation;
import io.assay.Limits;
import io.assay.Reason;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.SandboxSpec;
import io.assay.isolation.Family;
import io.assay.isolation.HostIsolation;
import io.assay.isolation.Nest;
import io.assay.isolation.PlanWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One sandbox: a connection that keeps it alive, and a socket that its init serves.
final class LocalSandbox implements Sandbox {
  // asm-generic/resource.h
  private static final int RLIMIT_CPU = 0;
  private static final int RLIMIT_CORE = 4;
  private static final int RLIMIT_NPROC = 6;
  private static final int RLIMIT_NOFILE = 7;
  private static final int RLIMIT_MEMLOCK = 8;
  private static final int RLIMIT_SIGPENDING = 11;
  private static final int RLIMIT_MSGQUEUE = 12;
  private static final int RLIMIT_NICE = 13;
  private static final int RLIMIT_RTPRIO = 14;

  /// Where the system's own programs are.
  static final String SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";

  private final Lifeline lifeline;
  private final Path socket;
  private final SandboxSpec spec;
  private final HostIsolation host;
  private final Isolation isolation;
  private final AtomicReference<@Nullable Ahead> waiting = new AtomicReference<>();
  private final AtomicReference<@Nullable Runnable> afterwards = new AtomicReference<>();

  /// A conversation with init that has nothing to say at the moment.
  private final AtomicReference<@Nullable Frames> idle = new AtomicReference<>();

  /// Ends it when it is closed.
  private final Executor ending;

  LocalSandbox(
      Lifeline lifeline, Path socket, SandboxSpec spec, HostIsolation host, Isolation isolation) {
    this(lifeline, socket, spec, host, isolation, Runnable::run);
  }

  private LocalSandbox(
      Lifeline lifeline,
      Path socket,
      SandboxSpec spec,
      HostIsolation host,
      Isolation isolation,
      Executor ending) {
    this.lifeline = lifeline;
    this.socket = socket;
    this.spec = spec;
    this.host = host;
    this.isolation = isolation;
    this.ending = ending;
  }

  @Override
  public Isolation isolation() {
    return isolation;
  }

  @Override
  public Execution start(Command command) throws InterruptedException {
    return start(command, spec.limits().wall(), spec.limits().cpuTime());
  }

  @Override
  public Execution start(Command command, Duration wall, Duration cpuTime)
      throws InterruptedException {
    byte[] order = order(command, wall, cpuTime);
    Ahead ahead = waiting.getAndSet(null);
    if (ahead != null && ahead.suits(command)) {
      try {
        return start(Frames.HAND, order, wall, command);
      } catch (SandboxException e) {
        // It has ended, or cannot take this order; init then does without it.
        System.getLogger(LocalSandbox.class.getName())
            .log(System.Logger.Level.DEBUG, "a program started ahead is of no use", e);
      }
    }
    return start(Frames.START, order, wall, command);
  }

  private Execution start(int kind, byte[] order, Duration wall, Command command)
      throws InterruptedException {
    return LocalExecution.start(
        kind,
        idle.getAndSet(null),
        socket,
        lifeline,
        order,
        wall,
        spec.limits().outputBytes(),
        isolation,
        command.program());
  }

  /// Starts a program that will be handed its order later.
  void park(Ahead ahead) throws InterruptedException {
    for (var file : ahead.files().entrySet()) {
      write(file.getKey(), false, new ByteArrayInputStream(file.getValue().toArray()));
    }
    take(ahead, Frames.ANSWER);
  }

  /// Readies it for whoever takes it: with a program that waits, if there is one, or a process that
  /// has yet to become one.
  void ready(Optional<Ahead> ahead) throws InterruptedException {
    if (ahead.isPresent()) {
      park(ahead.get());
    } else {
      say("prepare a sandbox for a program", talk -> talk.send(Frames.PARK, new byte[0]));
    }
  }

  /// Has a program started by which `ahead` is done: by this sandbox's zygote, if it is of the
  /// family of one.
  ///
  /// @param patience how long that may take
  void take(Ahead ahead, Duration patience) throws InterruptedException {
    // Its ceilings come with its order: lowered, they could not be raised again.
    PlanWriter order = new PlanWriter();
    begin(order, ahead.command()).u32(0).u64(0).u64(0).u64(0).u64(0).u32(0).u32(0);
    say(
        "start '" + ahead.command().program() + "' ahead",
        patience,
        talk -> talk.send(Frames.PARK, order.toByteArray()));
    waiting.set(ahead);
  }

  /// What sandboxes are of that its zygote is to fork into.
  ///
  /// @param nest its own
  Family family(Nest nest) {
    return new Family.Of(socket.toString(), nest);
  }

  /// Has `action` done once this sandbox is no more.
  void afterwards(Runnable action) {
    afterwards.set(action);
  }

  /// Whether its init still listens.
  boolean lives() {
    Frames talk = idle.get();
    return talk != null && talk.silent();
  }

  /// This sandbox, which nobody has used yet, under what somebody else asked for.
  ///
  /// @param later ends it when it is closed
  LocalSandbox boundTo(SandboxSpec other, Isolation inForce, Executor later) {
    LocalSandbox bound = new LocalSandbox(lifeline, socket, other, host, inForce, later);
    bound.waiting.set(waiting.get());
    bound.afterwards.set(afterwards.get());
    bound.idle.set(idle.get());
    return bound;
  }

  private byte[] order(Command command, Duration wall, Duration cpuTime) {
    Limits limits = spec.limits();
    Map<Integer, Long> ceilings =
        Map.of(
            // Whole seconds more than the sandbox may use: only the second net.
            RLIMIT_CPU,
            cpuTime.plusSeconds(2).toSeconds(),
            // Not 0: at 1 the kernel does not even start the host's crash handler.
            RLIMIT_CORE,
            1L,
            RLIMIT_NPROC,
            (long) limits.processes() + host.spareProcesses(),
            RLIMIT_NOFILE,
            (long) limits.openFiles(),
            // These are taken from the user's share of the whole machine.
            RLIMIT_MEMLOCK,
            65_536L,
            RLIMIT_SIGPENDING,
            256L,
            RLIMIT_MSGQUEUE,
            262_144L,
            RLIMIT_NICE,
            0L,
            RLIMIT_RTPRIO,
            0L);
    return begin(new PlanWriter(), command)
        .list(
            new TreeMap<>(ceilings).entrySet(),
            (out, ceiling) -> out.u32(ceiling.getKey()).u64(ceiling.getValue()))
        .u64(wall.toNanos())
        .u64(cpuTime.toNanos())
        .u64(limits.outputBytes())
        .u64(host.countsMemory() ? 0 : limits.memoryBytes())
        .u32(limits.processes())
        .u32(limits.openFiles())
        .toByteArray();
  }

  private PlanWriter begin(PlanWriter order, Command command) {
    List<String> argv = new ArrayList<>();
    argv.add(command.program());
    argv.addAll(command.arguments());
    return order
        .list(argv, PlanWriter::text)
        .list(environment(command), PlanWriter::text)
        .text(command.directory());
  }

  private List<String> environment(Command command) {
    Map<String, String> all = new TreeMap<>();
    all.put("HOME", HOME);
    all.put("USER", "user");
    all.put("LOGNAME", "user");
    all.put("LANG", "C.UTF-8");
    all.put("PATH", SYSTEM_PATH);
    all.putAll(spec.template().environment());
    all.putAll(command.environment());
    List<String> entries = new ArrayList<>();
    all.forEach((key, value) -> entries.add(key + "=" + value));
    return entries;
  }

  @Override
  public void write(String path, boolean executable, InputStream content)
      throws InterruptedException {
    byte[] order = new PlanWriter().text(path).u8(executable ? 1 : 0).toByteArray();
    byte[] first = piece(content, path);
    byte[] second = first.length < Frames.MOST_DATA ? new byte[0] : piece(content, path);
    say(
        "write '" + path + "' in the sandbox",
        talk -> {
          byte[] begin = Frames.frame(Frames.WRITE, order);
          byte[] end = Frames.frame(Frames.END, new byte[0]);
          if (second.length == 0) {
            talk.send(begin, Frames.frame(Frames.DATA, first), end);
            return;
          }
          talk.send(begin, Frames.frame(Frames.DATA, first));
          for (byte[] next = second; next.length > 0; next = piece(content, path)) {
            talk.send(Frames.DATA, next);
          }
          talk.send(end);
        });
  }

  /// What is said to init.
  private interface Words {
    void to(Frames talk) throws IOException;
  }

  /// Says something to init that it answers with DONE.
  private void say(String act, Words words) throws InterruptedException {
    say(act, Frames.ANSWER, words);
  }

  private void say(String act, Duration patience, Words words) throws InterruptedException {
    Frames talk = null;
    try {
      Frames known = idle.getAndSet(null);
      talk = known == null ? Frames.connect(socket) : known;
      words.to(talk);
      talk.expect(Frames.DONE, act, patience).end();
      talk = idle.getAndSet(talk);
    } catch (IOException e) {
      throw Frames.broken(act, e);
    } finally {
      if (talk != null) {
        talk.close();
      }
    }
  }

  /// The next bytes of the caller's stream, none at its end.
  private static byte[] piece(InputStream content, String path) {
    try {
      return content.readNBytes(Frames.MOST_DATA);
    } catch (IOException e) {
      throw SandboxException.caller(
          "cannot read what is to be written to '" + path + "': " + Reason.of(e));
    }
  }

  @Override
  public Bytes read(String path, long most) throws InterruptedException {
    String act = "read '" + path + "' in the sandbox";
    try (Frames talk = Frames.connect(socket)) {
      talk.send(Frames.READ, new PlanWriter().text(path).u64(most).toByteArray());
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      while (true) {
        Frames.Frame frame = talk.receive(Frames.ANSWER);
        switch (frame.kind()) {
          case Frames.DATA -> {
            all.writeBytes(frame.fields().rest());
            if (all.size() > most) {
              throw new IOException("the cell sent more than the %d bytes allowed".formatted(most));
            }
          }
          case Frames.END -> {
            return Bytes.copyOf(all.toByteArray());
          }
          case Frames.FAILED -> throw CellFailure.read(frame.fields()).during(act);
          default -> throw new IOException("the cell answered with frame " + frame.kind());
        }
      }
    } catch (IOException e) {
      throw Frames.broken(act, e);
    }
  }

  @Override
  public void close() {
    ending.execute(this::end);
  }

  private void end() {
    Frames talk = idle.getAndSet(null);
    if (talk != null) {
      talk.close();
    }
    lifeline.close();
    Runnable action = afterwards.getAndSet(null);
    if (action != null) {
      action.run();
    }
  }
}
