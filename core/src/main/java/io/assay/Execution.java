package io.assay;

import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// One run of one command, from start to outcome, with its output while it runs. A reader that
/// stops calling [#next()] stops the program at its next write: nothing is queued in between.
public interface Execution extends AutoCloseable {
  /// The next piece of output, or null once the command has ended. Output first, then the end: a
  /// caller that has read the end has read everything.
  @Nullable Output next() throws InterruptedException;

  /// The program's standard input. Closing it is the end of file. A write blocks while the program
  /// does not read, and fails with an [java.io.IOException] once it has ended; what a program that
  /// closed its own input gets is dropped. Interrupting a thread in a write ends the execution.
  OutputStream stdin();

  /// Sends `signal` (a number, 1 to 64) to the program. Does nothing once it has ended.
  void signal(int signal);

  /// How it ended. Waits for the end, and discards output that was not read.
  Outcome outcome() throws InterruptedException;

  /// Ends the program if it still runs ([Outcome.Cancelled]).
  void cancel();

  /// Cancels what still runs and releases the connection.
  @Override
  void close();
}
