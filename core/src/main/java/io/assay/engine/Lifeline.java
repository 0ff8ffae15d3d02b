package io.assay.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// The connection that a sandbox lives by. The cell says nothing on it unless the sandbox's init
/// ended by itself, and hangs up once nothing of the sandbox is left.
final class Lifeline implements AutoCloseable {
  private static final Duration GONE = Duration.ofSeconds(30);

  private final Frames talk;
  private final ReentrantLock hearing = new ReentrantLock();
  private boolean heard;
  private boolean outOfMemory;

  Lifeline(Frames talk) {
    this.talk = talk;
  }

  /// Whether init was lost because the sandbox's memory had run out. To be asked when a
  /// conversation with init broke; it waits for the host's word on it.
  boolean outOfMemory() {
    hearing.lock();
    try {
      while (!heard) {
        Frames.Frame frame = talk.receive(Duration.ofSeconds(5));
        if (frame.kind() == Frames.ENDED) {
          heard = true;
          frame.fields().u32();
          outOfMemory = frame.fields().u8() != 0;
        }
      }
    } catch (IOException e) {
      // The host is lost as well: whatever the reason was, it was not the program's memory.
      heard = true;
    } finally {
      hearing.unlock();
    }
    return outOfMemory;
  }

  /// Ends the sandbox and waits until nothing of it is left.
  @Override
  public void close() {
    try {
      talk.end();
      while (true) {
        talk.receive(GONE);
      }
    } catch (IOException e) {
      // This is how it ends: the cell has hung up, or is itself gone and the sandbox with it.
      System.getLogger(Lifeline.class.getName())
          .log(System.Logger.Level.DEBUG, "a sandbox has ended", e);
    } finally {
      talk.close();
    }
  }
}
