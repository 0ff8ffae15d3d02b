package io.assay;

import java.util.Locale;

/// One thing that an isolation back end enforces and that our tests try to break. The first group
/// is never given up: a host that lacks one of them runs nothing. The second group bounds
/// consumption; the means differ from host to host and [Isolation] says which was in force.
public enum Guarantee {
  /// A file system of its own: of the host only toolchains, read-only.
  FILES,
  /// Sees and signals only its own processes.
  PROCESSES,
  /// No network but its own loopback.
  NETWORK,
  /// System V IPC, POSIX queues and the host name are its own.
  IPC,
  /// An unprivileged user in a user namespace of its own, without capabilities.
  PRIVILEGES,
  /// A system-call filter, and no way to gain privileges by exec.
  SYSCALLS,

  /// Wall time is bounded.
  TIME_LIMIT,
  /// The share of the processors is bounded for the whole sandbox.
  CPUS_LIMIT,
  /// Processor time is bounded for the whole sandbox.
  CPU_LIMIT,
  /// Memory is bounded for the whole sandbox.
  MEMORY_LIMIT,
  /// Processes and threads are bounded for the whole sandbox.
  PROCESSES_LIMIT,
  /// Bytes and number of files are bounded for the whole sandbox.
  DISK_LIMIT,
  /// Output is bounded.
  OUTPUT_LIMIT,
  /// Open files are bounded for each process.
  FILES_LIMIT;

  /// The name used in documents, on the wire and by `--require`: `files`, `memory-limit`, …
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
