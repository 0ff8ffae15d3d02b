package io.assay.cli;

import io.assay.Assay;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;

/// A resident engine: a process that does what callers' clients hand over, and ends when nobody has
/// called for a while. The cell starts it (`cell keep`): its standard input is the socket that it
/// serves, its working directory a private folder around that, below the state folder.
public final class Engine {
  /// Calls at one time. One more is turned away, which its client then does without an engine.
  private static final int MOST_CALLS = 256;

  private static final Duration SHORTLY = Duration.ofMillis(100);
  private static final System.Logger LOG = System.getLogger(Engine.class.getName());

  private final ServerSocketChannel listener;
  private final Assay assay;
  private final Path state;
  private final Semaphore free = new Semaphore(MOST_CALLS);
  private volatile long lastUse = System.nanoTime();

  private Engine(ServerSocketChannel listener, Assay assay, Path state) {
    this.listener = listener;
    this.assay = assay;
    this.state = state;
  }

  /// Serves until nobody has called for as long as the one argument says.
  public static void main(String[] arguments) throws IOException {
    Duration idle = new Amount.Time().convert(arguments[0]);
    if (!(System.inheritedChannel() instanceof ServerSocketChannel listener)) {
      throw new IOException("standard input is not a socket that listens: 'cell keep' starts this");
    }
    // <state>/engine/<build>/<standing>
    Path state = Path.of("../../..").toRealPath();
    Engine engine = new Engine(listener, Assay.start(state, _ -> {}), state);
    Runtime.getRuntime().addShutdownHook(new Thread(engine::stop, "stop"));
    Thread.ofVirtual().name("idle").start(() -> engine.stopAfter(idle));
    engine.serve();
  }

  private void serve() throws IOException {
    try {
      while (true) {
        SocketChannel channel = listener.accept();
        if (free.tryAcquire()) {
          Thread.ofVirtual().name("call").start(() -> call(channel));
        } else {
          channel.close();
        }
      }
    } catch (ClosedChannelException e) {
      // Stopped: the hook goes on until the calls under way have ended.
      LOG.log(System.Logger.Level.DEBUG, "no more calls", e);
    }
  }

  private void call(SocketChannel channel) {
    try {
      Call.serve(channel, assay, state);
    } finally {
      lastUse = System.nanoTime();
      free.release();
    }
  }

  private void stopAfter(Duration idle) {
    try {
      long left = idle.toNanos();
      while (left > 0 || free.availablePermits() < MOST_CALLS) {
        Thread.sleep(Duration.ofNanos(Math.max(left, SHORTLY.toNanos())));
        left = lastUse + idle.toNanos() - System.nanoTime();
      }
      System.exit(0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes no more calls, lets those under way end, and leaves nothing behind. Runs at every end of
  /// this process.
  private void stop() {
    try {
      Files.deleteIfExists(Path.of("socket"));
      listener.close();
      free.acquireUninterruptibly(MOST_CALLS);
      assay.close();
      Path folder = Path.of("").toAbsolutePath();
      for (String name : List.of("pid", "log")) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.deleteIfExists(folder);
      Files.deleteIfExists(folder.resolveSibling(""));
    } catch (IOException e) {
      // Another engine has its folder beside ours; or somebody took ours away.
      LOG.log(System.Logger.Level.DEBUG, "clearing up", e);
    }
  }
}
