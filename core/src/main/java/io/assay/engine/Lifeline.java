package io.assay.engine;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// The connection that a sandbox lives by. The cell says nothing on it unless the sandbox's init
/// ended by itself, and hangs up once nothing of the sandbox is left.
final class Lifeline implements AutoCloseable {
  private static final Duration GONE = Duration.ofSeconds(30);

  /// The host reaps init in microseconds.
  private static final Duration WORD = Duration.ofSeconds(5);

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
      if (!heard) {
        heard = true;
        Frames.Fields end = talk.receive(WORD).require(Frames.ENDED);
        // The wait status of init, killed either way.
        end.u32();
        boolean out = end.u8() != 0;
        end.end();
        outOfMemory = out;
      }
    } catch (IOException e) {
      // The host is lost as well: whatever the reason was, it was not the program's memory.
      System.getLogger(Lifeline.class.getName())
          .log(System.Logger.Level.DEBUG, "asking why a sandbox ended", e);
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
      // At most that its init ended by itself, which may not have been heard yet.
      talk.receive(GONE);
      talk.receive(GONE);
    } catch (EOFException ended) {
      // The cell has hung up: this is how it ends. Telling a log so costs more than all the rest,
      // where a JVM runs one program.
      return;
    } catch (IOException e) {
      // The cell is itself gone, and the sandbox with it.
      System.getLogger(Lifeline.class.getName())
          .log(System.Logger.Level.DEBUG, "a sandbox has ended", e);
    } finally {
      talk.close();
    }
  }
}
