package io.assay.engine;

import io.assay.SandboxException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/// One conversation with the cell: frames over a Unix socket, as described in docs/wire.md. One
/// thread receives; sending is guarded by the caller.
final class Frames implements AutoCloseable {
  static final int OPEN = 1;
  static final int START = 2;
  static final int STDIN = 3;
  static final int STDIN_END = 4;
  static final int SIGNAL = 5;
  static final int CANCEL = 6;
  static final int WRITE = 7;
  static final int DATA = 8;
  static final int END = 9;
  static final int READ = 10;
  static final int PARK = 11;
  static final int HAND = 12;
  static final int OPENED = 65;
  static final int FAILED = 66;
  static final int STARTED = 67;
  static final int STDOUT = 68;
  static final int STDERR = 69;
  static final int ENDED = 70;
  static final int DONE = 71;

  /// The most data that one frame carries.
  static final int MOST_DATA = 64 * 1024;

  /// What stands before the payload of a frame that is sent: its length and its kind.
  private static final int HEADER = 5;

  /// No frame from the cell is longer than its data and a header.
  private static final int MOST_FRAME = MOST_DATA + 4096;

  /// For anything that takes the cell microseconds, on a machine that swaps.
  static final Duration ANSWER = Duration.ofSeconds(30);

  private final SocketChannel channel;
  private volatile boolean late;

  private Frames(SocketChannel channel) {
    this.channel = channel;
  }

  /// Connects, and waits for room where many do so at once: a virtual thread is told so by the
  /// kernel, any other is held by it.
  static Frames connect(Path socket) throws IOException {
    long deadline = System.nanoTime() + ANSWER.toNanos();
    while (true) {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      Frames talk = new Frames(channel);
      try (Watchdog _ = talk.within(ANSWER)) {
        channel.connect(UnixDomainSocketAddress.of(socket));
        return talk;
      } catch (IOException e) {
        channel.close();
        boolean full = e.getClass() == SocketException.class && Files.exists(socket);
        if (!full || System.nanoTime() > deadline) {
          throw talk.late ? tooLate(ANSWER, e) : e;
        }
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  /// Has the JVM make ready what it needs for its first socket of this kind.
  static void prepare() {
    try {
      SocketChannel.open(StandardProtocolFamily.UNIX).close();
    } catch (IOException e) {
      System.getLogger(Frames.class.getName())
          .log(System.Logger.Level.DEBUG, "opening a socket that nobody uses", e);
    }
  }

  /// A frame as it came.
  record Frame(int kind, Fields fields) {
    /// Its fields, if it is of the kind that has to come.
    Fields require(int wanted) throws IOException {
      if (kind != wanted) {
        throw new IOException("the cell sent frame %d instead of %d".formatted(kind, wanted));
      }
      return fields;
    }
  }

  /// Sends a frame that the cell has every reason to read at once.
  void send(int kind, byte[] payload) throws IOException {
    try (Watchdog _ = within(ANSWER)) {
      send(kind, payload, 0, payload.length);
    }
  }

  /// A frame as it is sent.
  static byte[] frame(int kind, byte[] payload) {
    return ByteBuffer.allocate(HEADER + payload.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(payload.length + 1)
        .put((byte) kind)
        .put(payload)
        .array();
  }

  /// Sends frames that the cell has every reason to read at once, in one piece.
  void send(byte[]... frames) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(frames).mapToInt(it -> it.length).sum());
    for (byte[] frame : frames) {
      all.put(frame);
    }
    all.flip();
    try (Watchdog _ = within(ANSWER)) {
      while (all.hasRemaining()) {
        channel.write(all);
      }
    }
  }

  /// Whether the cell has neither said anything nor hung up.
  boolean silent() {
    try {
      channel.configureBlocking(false);
      try {
        return channel.read(ByteBuffer.allocate(1)) == 0;
      } finally {
        channel.configureBlocking(true);
      }
    } catch (IOException e) {
      System.getLogger(Frames.class.getName())
          .log(System.Logger.Level.DEBUG, "looking whether a sandbox still listens", e);
      return false;
    }
  }

  /// Sends a frame, however long the cell takes to read it.
  void send(int kind, byte[] payload, int from, int count) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(count + 1).put((byte) kind).flip();
    ByteBuffer[] parts = {header, ByteBuffer.wrap(payload, from, count)};
    while (parts[0].hasRemaining() || parts[1].hasRemaining()) {
      channel.write(parts);
    }
  }

  /// The next frame.
  ///
  /// @param patience how long it is waited for
  /// @throws EOFException once the cell has hung up
  Frame receive(Duration patience) throws IOException {
    try (Watchdog _ = within(patience)) {
      return receive();
    } catch (IOException e) {
      throw late ? tooLate(patience, e) : e;
    }
  }

  private static IOException tooLate(Duration patience, IOException cause) {
    return new IOException("the cell did not answer within " + patience.toSeconds() + " s", cause);
  }

  private Watchdog within(Duration patience) {
    return Watchdog.after(
        patience,
        () -> {
          late = true;
          close();
        });
  }

  private Frame receive() throws IOException {
    ByteBuffer header = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    fill(header);
    int length = header.getInt(0);
    if (length < 1 || length > MOST_FRAME) {
      throw new IOException(
          "the cell sent a frame of %d bytes; 1 to %d are allowed".formatted(length, MOST_FRAME));
    }
    ByteBuffer body = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    fill(body);
    body.flip();
    int kind = Byte.toUnsignedInt(body.get());
    return new Frame(kind, new Fields(body));
  }

  /// The next frame, which must come at once and be of `kind`; a FAILED frame becomes the exception
  /// that says so.
  Fields expect(int kind, String act) throws IOException {
    return expect(kind, act, ANSWER);
  }

  /// The same within `patience`.
  Fields expect(int kind, String act, Duration patience) throws IOException {
    Frame frame = receive(patience);
    if (frame.kind() == FAILED) {
      throw CellFailure.read(frame.fields()).during(act);
    }
    return frame.require(kind);
  }

  private void fill(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the cell hung up");
      }
    }
  }

  /// Tells the cell that nothing more will be sent.
  void end() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing was to be sent any more, and a closed descriptor is gone whatever close reported.
      System.getLogger(Frames.class.getName())
          .log(System.Logger.Level.DEBUG, "closing a conversation", e);
    }
  }

  /// An [IOException] on the way to the cell, as what it means to a caller.
  static SandboxException broken(String act, IOException cause) throws InterruptedException {
    if (cause instanceof ClosedByInterruptException) {
      // The flag is the exception's now: whoever interrupted hears of it once.
      boolean ignored = Thread.interrupted();
      throw (InterruptedException)
          new InterruptedException("interrupted while: " + act).initCause(cause);
    }
    return Shortage.in(cause)
        .map(what -> what.toDo(act, cause))
        .orElseGet(() ->
            SandboxException.us(
                "lost the sandbox while: %s (%s). Its init or the cell was ended from outside; open another one"
                    .formatted(act, cause),
                cause));
  }

  /// A payload, read from the front.
  static final class Fields {
    private final ByteBuffer buffer;

    private Fields(ByteBuffer buffer) {
      this.buffer = buffer;
    }

    int u8() throws IOException {
      return Byte.toUnsignedInt(need(1).get());
    }

    int u32() throws IOException {
      return need(Integer.BYTES).getInt();
    }

    long u64() throws IOException {
      return need(Long.BYTES).getLong();
    }

    String text() throws IOException {
      int count = u32();
      byte[] bytes = new byte[Math.clamp(count, 0, buffer.remaining())];
      need(count).get(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Nothing may follow the last field.
    void end() throws IOException {
      if (buffer.hasRemaining()) {
        throw new IOException("the cell sent a frame that goes on after its last field");
      }
    }

    byte[] rest() {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    }

    private ByteBuffer need(int count) throws IOException {
      if (count < 0 || count > buffer.remaining()) {
        throw new IOException("the cell sent a frame that ends before its last field");
      }
      return buffer;
    }
  }
}
