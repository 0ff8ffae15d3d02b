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
import java.io.IOException;
import java.io.OutputStream;
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
  private final Watchdog watchdog;
  private final Path socket;
  private final int number;
  private final Isolation isolation;
  private final ReentrantLock sending = new ReentrantLock();
  private volatile @Nullable Outcome outcome;

  private LocalExecution(
      Frames talk, Watchdog watchdog, Path socket, int number, Isolation isolation) {
    this.talk = talk;
    this.watchdog = watchdog;
    this.socket = socket;
    this.number = number;
    this.isolation = isolation;
  }

  static LocalExecution start(
      Path socket, byte[] order, Duration wall, Isolation isolation, String program)
      throws InterruptedException {
    String act = "start '" + program + "' in the sandbox";
    try {
      Frames talk = Frames.connect(socket);
      Watchdog watchdog = Watchdog.closing(talk, wall.plus(GRACE));
      try {
        talk.send(Frames.START, order);
        int number = talk.expect(Frames.STARTED, act).u32();
        return new LocalExecution(talk, watchdog, socket, number, isolation);
      } catch (IOException | RuntimeException e) {
        watchdog.close();
        talk.close();
        throw e;
      }
    } catch (IOException e) {
      throw Frames.broken(act, e);
    }
  }

  @Override
  public @Nullable Output next() throws InterruptedException {
    if (outcome != null) {
      return null;
    }
    try {
      Frames.Frame frame = talk.receive();
      return switch (frame.kind()) {
        case Frames.STDOUT -> output(Output.Stream.STDOUT, frame);
        case Frames.STDERR -> output(Output.Stream.STDERR, frame);
        case Frames.ENDED -> {
          outcome = readOutcome(frame.fields());
          watchdog.close();
          yield null;
        }
        case Frames.FAILED ->
            throw SandboxException.us(
                "the cell gave up: " + CellFailure.read(frame.fields()), null);
        default ->
            throw new IOException("the cell sent frame " + frame.kind() + " during an execution");
      };
    } catch (IOException e) {
      throw Frames.broken("waiting for a program", e);
    }
  }

  private static Output output(Output.Stream stream, Frames.Frame frame) {
    return new Output(stream, Bytes.copyOf(frame.fields().rest()));
  }

  private Outcome readOutcome(Frames.Fields fields) throws IOException {
    int kind = fields.u8();
    int value = fields.u32();
    int hits = fields.u8();
    long cpu = fields.u64();
    long wall = fields.u64();
    Usage usage =
        new Usage(Duration.ofNanos(cpu), Duration.ofNanos(wall), fields.u64(), fields.u64());
    Outcome.End end =
        switch (kind) {
          case 0 -> new Outcome.Exited(value);
          case 1 -> new Outcome.Signalled(value);
          case 2 -> new Outcome.LimitReached(limit(value));
          case 3 -> new Outcome.Cancelled();
          default -> throw new IOException("the cell told an unknown end: " + kind);
        };
    Set<Limit> hit = EnumSet.noneOf(Limit.class);
    for (int bit = 0; bit < Limit.values().length; bit++) {
      if ((hits & 1 << bit) != 0) {
        hit.add(limit(bit));
      }
    }
    return new Outcome(end, usage, hit, isolation);
  }

  /// Limits have the same order on the wire as in the enumeration.
  private static Limit limit(int value) throws IOException {
    Limit[] all = Limit.values();
    if (value < 0 || value >= all.length) {
      throw new IOException("the cell told an unknown limit: " + value);
    }
    return all[value];
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
    try (Frames other = Frames.connect(socket);
        Watchdog _ = Watchdog.closing(other, Watchdog.ANSWER)) {
      other.send(kind, payload.toByteArray());
      other.expect(Frames.DONE, "signal a program");
    } catch (IOException e) {
      // The sandbox is gone, and the program with it.
      System.getLogger(LocalExecution.class.getName())
          .log(System.Logger.Level.DEBUG, "signalling", e);
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
      watchdog.close();
      talk.close();
    }
  }

  /// The program's standard input. What cannot be written any more is dropped: the end is told by
  /// the outcome.
  private final class Stdin extends OutputStream {
    private boolean closed;

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      for (int at = 0; at < count; at += Frames.MOST_DATA) {
        send(Frames.STDIN, bytes, from + at, Math.min(Frames.MOST_DATA, count - at));
      }
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        send(Frames.STDIN_END, new byte[0], 0, 0);
      }
    }

    private void send(int kind, byte[] bytes, int from, int count) {
      sending.lock();
      try {
        if (outcome == null) {
          talk.send(kind, bytes, from, count);
        }
      } catch (IOException e) {
        System.getLogger(LocalExecution.class.getName()).log(System.Logger.Level.DEBUG, "stdin", e);
      } finally {
        sending.unlock();
      }
    }
  }
}
