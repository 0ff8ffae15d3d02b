package io.assay.engine;

import io.assay.Bytes;
import io.assay.Execution;
import io.assay.Isolation;
import io.assay.Limit;
import io.assay.Outcome;
import io.assay.Output;
import io.assay.SandboxException;
import io.assay.Usage;
import io.assay.isolation.PlanWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One run of one command, over one connection to the sandbox's init.
final class LocalExecution implements Execution {
  /// How much longer than its wall time an execution may take to be ended and its rest to be told.
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Frames talk;
  private final Path socket;
  private final Lifeline lifeline;
  private final int number;
  private final Duration wall;
  private final long mostOutput;
  private final Isolation isolation;
  private final boolean warm;
  private final long started = System.nanoTime();
  private final ReentrantLock receiving = new ReentrantLock();
  private final ReentrantLock sending = new ReentrantLock();
  private long received;
  private volatile @Nullable Outcome outcome;

  private LocalExecution(
      Frames talk,
      Path socket,
      Lifeline lifeline,
      int number,
      Duration wall,
      long mostOutput,
      Isolation isolation,
      boolean warm) {
    this.talk = talk;
    this.socket = socket;
    this.lifeline = lifeline;
    this.number = number;
    this.wall = wall;
    this.mostOutput = mostOutput;
    this.isolation = isolation;
    this.warm = warm;
  }

  /// @param kind START, or HAND for what has been started ahead
  /// @param idle a conversation with init that it may become; null if there is none
  static LocalExecution start(
      int kind,
      @Nullable Frames idle,
      Path socket,
      Lifeline lifeline,
      byte[] order,
      Duration wall,
      long mostOutput,
      Isolation isolation,
      String program)
      throws InterruptedException {
    String act = "start '" + program + "' in the sandbox";
    try {
      Frames talk = idle == null ? Frames.connect(socket) : idle;
      try {
        talk.send(kind, order);
        Frames.Fields answer = talk.expect(Frames.STARTED, act);
        int number = answer.u32();
        // Its process id inside, which nobody asks for.
        answer.u32();
        answer.end();
        boolean warm = kind == Frames.HAND;
        return new LocalExecution(
            talk, socket, lifeline, number, wall, mostOutput, isolation, warm);
      } catch (IOException | RuntimeException e) {
        talk.close();
        throw e;
      }
    } catch (IOException e) {
      throw Frames.broken(act, e);
    }
  }

  @Override
  public @Nullable Output next() throws InterruptedException {
    receiving.lockInterruptibly();
    try {
      return outcome == null ? hear() : null;
    } catch (EOFException | SocketException e) {
      if (!lifeline.outOfMemory()) {
        throw Frames.broken("waiting for a program", e);
      }
      outcome = outOfMemory();
      return null;
    } catch (IOException e) {
      throw Frames.broken("waiting for a program", e);
    } finally {
      receiving.unlock();
    }
  }

  private @Nullable Output hear() throws IOException {
    // Its wall time may have begun just now, for all that we know: only a silence longer than all
    // of it is odd.
    Frames.Frame frame = talk.receive(wall.plus(GRACE));
    return switch (frame.kind()) {
      case Frames.STDOUT -> output(Output.Stream.STDOUT, frame);
      case Frames.STDERR -> output(Output.Stream.STDERR, frame);
      case Frames.ENDED -> {
        outcome = readOutcome(frame.fields());
        yield null;
      }
      case Frames.FAILED ->
          throw SandboxException.us("the cell gave up: " + CellFailure.read(frame.fields()), null);
      default ->
          throw new IOException("the cell sent frame " + frame.kind() + " during an execution");
    };
  }

  /// The outcome when memory ran out for init itself: the program's files took it, and they stay
  /// when it ends.
  private Outcome outOfMemory() {
    Duration lasted = Duration.ofNanos(System.nanoTime() - started);
    return new Outcome(
        new Outcome.LimitReached(Limit.MEMORY),
        new Usage(Duration.ZERO, lasted, 0, received),
        Set.of(Limit.MEMORY),
        isolation,
        warm);
  }

  private Output output(Output.Stream stream, Frames.Frame frame) throws IOException {
    Bytes bytes = Bytes.copyOf(frame.fields().rest());
    received += bytes.size();
    if (received > mostOutput) {
      throw new IOException(
          "the cell sent %d bytes of output; %d are allowed".formatted(received, mostOutput));
    }
    return new Output(stream, bytes);
  }

  private Outcome readOutcome(Frames.Fields fields) throws IOException {
    int kind = fields.u8();
    int value = fields.u32();
    int hits = fields.u8();
    long cpu = amount(fields.u64());
    long wall = amount(fields.u64());
    long peak = amount(fields.u64());
    long output = amount(fields.u64());
    fields.end();
    Outcome.End end =
        switch (kind) {
          case 0 -> new Outcome.Exited((int) within(value, 0, 255));
          case 1 -> new Outcome.Signalled((int) within(value, 1, 64));
          case 2 -> new Outcome.LimitReached(limit(value));
          case 3 -> new Outcome.Cancelled();
          default -> throw new IOException("the cell told an unknown end: " + kind);
        };
    Set<Limit> hit = EnumSet.noneOf(Limit.class);
    within(hits, 0, (1 << Limit.values().length) - 1);
    for (int bit = 0; bit < Limit.values().length; bit++) {
      if ((hits & 1 << bit) != 0) {
        hit.add(limit(bit));
      }
    }
    return new Outcome(
        end,
        new Usage(Duration.ofNanos(cpu), Duration.ofNanos(wall), peak, output),
        hit,
        isolation,
        warm);
  }

  private static long amount(long value) throws IOException {
    return within(value, 0, Long.MAX_VALUE);
  }

  private static long within(long value, long least, long most) throws IOException {
    if (value < least || value > most) {
      throw new IOException(
          "the cell told %d of a program's end; expected %d to %d".formatted(value, least, most));
    }
    return value;
  }

  /// Limits have the same order on the wire as in the enumeration.
  private static Limit limit(int value) throws IOException {
    Limit[] all = Limit.values();
    return all[(int) within(value, 0, all.length - 1)];
  }

  @Override
  public OutputStream stdin() {
    return new Stdin();
  }

  @Override
  public void signal(int signal) {
    if (signal < 1 || signal > 64) {
      throw SandboxException.caller("signal " + signal + " does not exist; expected 1 to 64");
    }
    tell(Frames.SIGNAL, new PlanWriter().u32(number).u32(signal));
  }

  @Override
  public void cancel() {
    tell(Frames.CANCEL, new PlanWriter().u32(number));
  }

  private void tell(int kind, PlanWriter payload) {
    if (outcome != null) {
      return;
    }
    // A thread that was told to stop is just the one that has to end programs.
    boolean interrupted = Thread.interrupted();
    try (Frames other = Frames.connect(socket)) {
      other.send(kind, payload.toByteArray());
      other.expect(Frames.DONE, "end or signal a program").end();
    } catch (IOException e) {
      // The sandbox is gone, and the program with it.
      System.getLogger(LocalExecution.class.getName())
          .log(System.Logger.Level.DEBUG, "signalling", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public Outcome outcome() throws InterruptedException {
    while (true) {
      Outcome known = outcome;
      if (known != null) {
        return known;
      }
      next();
    }
  }

  @Override
  public void close() {
    try {
      if (outcome == null) {
        cancel();
        outcome();
      }
    } catch (SandboxException e) {
      // The sandbox is gone, and the program with it.
      System.getLogger(LocalExecution.class.getName()).log(System.Logger.Level.DEBUG, "closing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      talk.close();
    }
  }

  /// The program's standard input.
  private final class Stdin extends OutputStream {
    private boolean closed;

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      for (int at = 0; at < count; at += Frames.MOST_DATA) {
        send(Frames.STDIN, bytes, from + at, Math.min(Frames.MOST_DATA, count - at));
      }
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        if (outcome == null) {
          send(Frames.STDIN_END, new byte[0], 0, 0);
        }
      }
    }

    private void send(int kind, byte[] bytes, int from, int count) throws IOException {
      sending.lock();
      try {
        if (outcome != null) {
          throw new IOException("the program has ended");
        }
        talk.send(kind, bytes, from, count);
      } finally {
        sending.unlock();
      }
    }
  }
}
