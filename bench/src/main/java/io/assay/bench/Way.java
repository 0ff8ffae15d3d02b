package io.assay.bench;

import java.io.IOException;
import java.nio.file.Path;

/// A way to run a program: the bare tool, the library, the command.
///
/// @param name as it is in the table
/// @param run runs a file of [Programs#folder()]
/// @param sandboxed whether every run must have a sandbox of its own
record Way(String name, Run run, boolean sandboxed) {
  /// Runs a program once.
  @FunctionalInterface
  interface Run {
    Sample run(Path file) throws IOException, InterruptedException;
  }

  /// A way whose samples know all of their processor time.
  static Way bare(String name, Run run) {
    return new Way(name, run, false);
  }
}
