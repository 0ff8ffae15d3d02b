package io.assay;

import java.io.InputStream;
import java.time.Duration;

/// An isolated small machine: file system, process tree, network and ceilings. Lives until closed;
/// ends with every process in it. Two threads may use it at once.
public interface Sandbox extends AutoCloseable {
  /// The home and default working directory of the sandbox's user, writable.
  String HOME = "/home/user";

  /// A writable folder for what compilers make, outside the program's own folders.
  String BUILD = "/build";

  /// The guarantees in force.
  Isolation isolation();

  /// Starts a command. When it ends, every process it left behind in the sandbox is ended too.
  Execution start(Command command) throws InterruptedException;

  /// Starts a command with time limits of its own in place of the sandbox's.
  ///
  /// @param wall wall-clock time
  /// @param cpuTime processor time of all processes together
  Execution start(Command command, Duration wall, Duration cpuTime) throws InterruptedException;

  /// Writes a file, with the folders above it, as the sandbox's user. Relative paths start at
  /// [#HOME].
  void write(String path, boolean executable, InputStream content) throws InterruptedException;

  /// The content of a regular file of at most `most` bytes, read as the sandbox's user.
  Bytes read(String path, long most) throws InterruptedException;

  /// Ends every process of the sandbox and removes all of it.
  @Override
  void close();
}
