package io.assay.bench;

import java.io.IOException;
import java.nio.file.Path;

/// A way to run a program: the bare tool, the library, the command.
///
/// @param name as it is in the table
/// @param run runs a file of [Programs#folder()]
/// @param others where processor time is used for it that the samples do not know of
/// @param sandboxed whether every run must have a sandbox of its own
record Way(String name, Run run, ProcessorTime others, boolean sandboxed) {
  /// Runs a program once.
  @FunctionalInterface
  interface Run {
    Sample run(Path file) throws IOException, InterruptedException;
  }

  /// Processor time used so far, in nanoseconds.
  @FunctionalInterface
  interface ProcessorTime {
    /// Of nobody.
    ProcessorTime NONE = () -> 0;

    long nanos() throws IOException;
  }

  /// A way whose samples know all of their processor time.
  static Way bare(String name, Run run) {
    return new Way(name, run, ProcessorTime.NONE, false);
  }
}
