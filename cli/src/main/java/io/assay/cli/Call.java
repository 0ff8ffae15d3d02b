package io.assay.cli;

import io.assay.Assay;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import jdk.net.ExtendedSocketOptions;

/// One call of a resident engine: a connection from a client (`cell client`), on which it hands
/// over what it was asked for, and reads and writes its caller's streams when it is told to. A
/// client that hangs up, or half of it, cancels the call. The frames are those of docs/wire.md.
final class Call {
  private static final int CALL = 1;
  private static final int INPUT = 2;
  private static final int WROTE = 3;
  private static final int ACCEPTED = 65;
  private static final int WANT = 66;
  private static final int STDOUT = 67;
  private static final int STDERR = 68;
  private static final int EXIT = 69;

  private static final int MOST_FRAME = 4 << 20;
  private static final int MOST_DATA = 64 << 10;

  /// A client says at once what it wants.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final System.Logger LOG = System.getLogger(Call.class.getName());

  private final SocketChannel channel;
  private final InputStream frames;
  private final ReentrantLock sending = new ReentrantLock();

  /// Held from a write to the client's answer.
  private final ReentrantLock writing = new ReentrantLock();

  /// The answers to WANT and to STDOUT or STDERR, of each of which one is under way at a time.
  private final BlockingQueue<ByteBuffer> input = new ArrayBlockingQueue<>(1);

  private final BlockingQueue<ByteBuffer> wrote = new ArrayBlockingQueue<>(1);
  private volatile boolean cancelled;

  private Call(SocketChannel channel) {
    this.channel = channel;
    this.frames = Channels.newInputStream(channel);
  }

  /// Does what the client at the other end of `channel` asks for, and closes it.
  ///
  /// @param state the engine's state folder, which is the caller's as well, by whatever name
  static void serve(SocketChannel channel, Assay assay, Path state) {
    try (channel) {
      Object peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
      if (peer.equals(Files.getOwner(Path.of("/proc/self")))) {
        new Call(channel).serve(assay, state);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a call ended early", e);
    }
  }

  private void serve(Assay assay, Path state) throws IOException {
    Thread watchdog = Thread.ofVirtual().name("watchdog").start(this::hangUpLater);
    Frame call = receive();
    watchdog.interrupt();
    if (call.kind() != CALL) {
      throw new IOException("frame %d instead of a call".formatted(call.kind()));
    }
    Order order = Order.read(call.payload());
    Map<String, String> environment = new HashMap<>(order.environment());
    environment.put("ASSAY_HOME", state.toString());
    boolean colours = Console.wantsColours(environment);
    Console console =
        new Console(
            new Input(),
            new Output(STDOUT),
            new Output(STDERR),
            colours && order.terminal(1),
            colours && order.terminal(2),
            order.directory(),
            environment,
            caller -> assay.sharedWith(environment, caller::say));
    List<String> words = order.words();
    send(ACCEPTED, new byte[0], 0, 0);
    Thread worker =
        Thread.ofVirtual()
            .name("work")
            .uncaughtExceptionHandler((_, bug) -> end(Ending.bug(console, words, bug)))
            .start(() -> end(work(words, console)));
    try {
      listen();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the client hung up", e);
    }
    cancelled = true;
    input.offer(ByteBuffer.allocate(0));
    wrote.offer(ByteBuffer.allocate(0));
    worker.interrupt();
    join(worker);
  }

  private static int work(List<String> words, Console console) {
    try {
      return Main.run(words, console);
    } catch (InterruptedException e) {
      return Ending.cancelled(console, words);
    }
  }

  private void end(int status) {
    try (channel) {
      send(EXIT, new byte[] {(byte) status}, 0, 1);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the client left before the end", e);
    }
  }

  private void hangUpLater() {
    try {
      Thread.sleep(PATIENCE);
      channel.close();
    } catch (InterruptedException e) {
      // It has said what it wants.
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "hanging up", e);
    }
  }

  /// Takes the client's answers until it hangs up.
  private void listen() throws IOException {
    while (true) {
      Frame frame = receive();
      boolean expected =
          switch (frame.kind()) {
            case INPUT -> input.offer(frame.payload());
            case WROTE -> wrote.offer(frame.payload());
            default -> false;
          };
      if (!expected) {
        throw new IOException("frame %d out of place".formatted(frame.kind()));
      }
    }
  }

  private record Frame(int kind, ByteBuffer payload) {}

  /// What a client hands over.
  ///
  /// @param terminals which of its descriptors 0 to 2 are terminals, a bit each
  private record Order(
      Path directory, int terminals, List<String> words, Map<String, String> environment) {
    static Order read(ByteBuffer fields) throws IOException {
      try {
        Path directory = Path.of(text(fields));
        int terminals = fields.get();
        List<String> words = texts(fields);
        Map<String, String> environment = new HashMap<>();
        for (String variable : texts(fields)) {
          int at = variable.indexOf('=');
          environment.put(variable.substring(0, at), variable.substring(at + 1));
        }
        return new Order(directory, terminals, words, environment);
      } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
        throw new IOException("a call that makes no sense", e);
      }
    }

    boolean terminal(int descriptor) {
      return (terminals & 1 << descriptor) != 0;
    }

    private static List<String> texts(ByteBuffer fields) {
      List<String> all = new ArrayList<>();
      for (int left = fields.getInt(); left > 0; left--) {
        all.add(text(fields));
      }
      return all;
    }

    private static String text(ByteBuffer fields) {
      int count = fields.getInt();
      String text =
          StandardCharsets.UTF_8.decode(fields.slice(fields.position(), count)).toString();
      fields.position(fields.position() + count);
      return text;
    }
  }

  private Frame receive() throws IOException {
    int length = whole(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length < 1 || length > MOST_FRAME) {
      throw new IOException(
          "a frame of %d bytes; 1 to %d are allowed".formatted(length, MOST_FRAME));
    }
    int kind = Byte.toUnsignedInt(whole(1).get());
    return new Frame(kind, whole(length - 1).order(ByteOrder.LITTLE_ENDIAN));
  }

  private ByteBuffer whole(int count) throws IOException {
    byte[] bytes = frames.readNBytes(count);
    if (bytes.length < count) {
      throw new IOException("the client hung up");
    }
    return ByteBuffer.wrap(bytes);
  }

  /// Sends a frame, by a thread that nobody interrupts: interrupting one that writes would close
  /// the connection.
  private void send(int kind, byte[] payload, int from, int count) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(5 + count).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(count + 1).put((byte) kind).put(payload, from, count).flip();
    FutureTask<Boolean> sent =
        new FutureTask<>(() -> {
          sending.lock();
          try {
            while (frame.hasRemaining()) {
              channel.write(frame);
            }
          } finally {
            sending.unlock();
          }
          return true;
        });
    join(Thread.ofVirtual().name("send").start(sent));
    try {
      sent.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IOException("the client hung up", e);
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// The caller's stdin. The client reads no more of it than was asked for here.
  private final class Input extends InputStream {
    private ByteBuffer piece = ByteBuffer.allocate(0);
    private boolean wanted;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] to, int from, int most) throws IOException {
      if (most == 0) {
        return 0;
      }
      if (!piece.hasRemaining()) {
        try {
          // One that was asked for by a reader that left is still to come.
          if (!wanted && !cancelled) {
            wanted = true;
            byte[] count =
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(most).array();
            send(WANT, count, 0, count.length);
          }
          piece = input.take();
          wanted = false;
        } catch (InterruptedException e) {
          // Nobody waits for the rest: the program has ended, or the call was cancelled.
          Thread.currentThread().interrupt();
        }
      }
      int count = Math.min(most, piece.remaining());
      piece.get(to, from, count);
      return count == 0 ? -1 : count;
    }
  }

  /// The caller's stdout or stderr. What was written when this returns has been written there.
  private final class Output extends OutputStream {
    private final int kind;

    Output(int kind) {
      this.kind = kind;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      for (int at = from; at < from + count; at += MOST_DATA) {
        // An answer does not say which write it is to: one at a time, whatever thread it comes
        // from.
        writing.lock();
        try {
          send(kind, bytes, at, Math.min(MOST_DATA, from + count - at));
          if (!cancelled) {
            heed(answer());
          }
        } finally {
          writing.unlock();
        }
      }
    }

    private void heed(ByteBuffer why) throws IOException {
      if (why.hasRemaining()) {
        throw new IOException(StandardCharsets.UTF_8.decode(why).toString());
      }
    }

    /// Waits as a write to a pipe does, which an interrupt does not end.
    private ByteBuffer answer() {
      boolean interrupted = false;
      try {
        while (true) {
          try {
            return wrote.take();
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
