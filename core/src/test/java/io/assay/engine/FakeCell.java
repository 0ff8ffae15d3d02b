package io.assay.engine;

import io.assay.isolation.PlanWriter;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/// A cell that says what a test wants it to: it speaks the wire, and there is nothing behind it.
final class FakeCell implements AutoCloseable {
  /// One side of a conversation, over once this returns.
  interface Talk {
    void with(SocketChannel peer) throws IOException;
  }

  static final byte[] OPENED = frame(Frames.OPENED);
  static final byte[] STARTED = frame(Frames.STARTED, new PlanWriter().u32(1).u32(2));
  static final byte[] DONE = frame(Frames.DONE);

  private final LocalSandboxes sandboxes;
  private final ServerSocketChannel host;
  private volatile Talk hosts;
  private volatile Talk inits;

  /// @param folder where it may keep a script
  FakeCell(Path folder) throws IOException {
    hosts = FakeCell::silence;
    inits = FakeCell::silence;
    Path where = folder.resolve("where");
    Path script =
        Files.createFile(
            folder.resolve("cell"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(
        script, "#!/bin/sh\necho \"$2\" >'" + where + "'\necho ready\nexec /bin/cat\n");
    sandboxes = LocalSandboxes.with(script);
    host = listen(Path.of(Files.readString(where).strip()), peer -> hosts.with(peer));
  }

  LocalSandboxes sandboxes() {
    return sandboxes;
  }

  /// What it says to who opens a sandbox, and to who asks that sandbox for something.
  FakeCell saying(Talk asHost, Talk asInit) {
    hosts = asHost;
    inits = asInit;
    return this;
  }

  /// As host: says `answer`. If that opens a sandbox, an init talks at its socket, and is lost once
  /// it hangs up.
  void open(SocketChannel peer, byte[] answer) throws IOException {
    ByteBuffer plan = ByteBuffer.wrap(hear(peer)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] socket = new byte[plan.position(1).getInt()];
    plan.get(socket);
    Path path = Path.of(new String(socket, StandardCharsets.UTF_8));
    Talk talk =
        it -> {
          try {
            inits.with(it);
          } finally {
            say(peer, frame(Frames.ENDED, new PlanWriter().u32(9).u8(0)));
          }
        };
    try (ServerSocketChannel _ = listen(path, talk)) {
      say(peer, answer);
      if (Arrays.equals(answer, OPENED)) {
        silence(peer);
      }
    } finally {
      Files.deleteIfExists(path);
    }
  }

  /// Takes what comes and says nothing, until the peer hangs up.
  static void silence(SocketChannel peer) throws IOException {
    ByteBuffer sink = ByteBuffer.allocate(1 << 16);
    while (peer.read(sink.clear()) >= 0) {
      // Nobody answers.
    }
  }

  /// The next frame's type and payload; none once the peer has hung up.
  static byte[] hear(SocketChannel peer) throws IOException {
    var in = Channels.newInputStream(peer);
    byte[] length = in.readNBytes(4);
    return length.length < 4
        ? new byte[0]
        : in.readNBytes(ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt());
  }

  static void say(SocketChannel peer, byte[]... frames) throws IOException {
    for (byte[] frame : frames) {
      ByteBuffer rest = ByteBuffer.wrap(frame);
      while (rest.hasRemaining()) {
        peer.write(rest);
      }
    }
  }

  static byte[] frame(int kind) {
    return frame(kind, new PlanWriter());
  }

  static byte[] frame(int kind, PlanWriter payload) {
    byte[] fields = payload.toByteArray();
    return new PlanWriter().u32(fields.length + 1).u8(kind).raw(fields).toByteArray();
  }

  /// How a program ended.
  static byte[] ended(int kind, long value, int hits, long amount) {
    PlanWriter fields = new PlanWriter().u8(kind).u32(value).u8(hits);
    return frame(Frames.ENDED, fields.u64(amount).u64(amount).u64(amount).u64(amount));
  }

  private static ServerSocketChannel listen(Path path, Talk talk) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              SocketChannel peer = server.accept();
              Thread.ofVirtual().start(() -> converse(peer, talk));
            }
          } catch (IOException closed) {
            // The test is over.
          }
        });
    return server;
  }

  private static void converse(SocketChannel peer, Talk talk) {
    try (peer) {
      talk.with(peer);
    } catch (IOException hungUp) {
      // The engine had heard enough.
    }
  }

  @Override
  public void close() throws IOException {
    host.close();
    sandboxes.close();
  }
}
