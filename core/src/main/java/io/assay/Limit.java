package io.assay;

import java.util.Locale;

/// A ceiling that an execution can meet. [Outcome#limitsHit()] names every one it met.
public enum Limit {
  /// Wall-clock time.
  TIME,
  /// Processor time, of the whole sandbox.
  CPU,
  /// Memory, of the whole sandbox, its writable files included where the kernel counts them.
  MEMORY,
  /// Processes and threads at one time.
  PROCESSES,
  /// Bytes or number of files written.
  DISK,
  /// Bytes of stdout and stderr together.
  OUTPUT,
  /// Open files of one process.
  FILES;

  /// The name used in documents and on the wire: `time`, `cpu`, …
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
