package io.assay;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/// The most a sandbox may consume. The defaults are enforced by the best means the host offers; a
/// limit set by a caller (any method below) is [asked for][#asked()], and a sandbox that cannot
/// hold it as a whole is refused.
///
/// @param cpus processors' worth of time per second, 0.01 to 1,024
/// @param memoryBytes memory of all processes together, 4 MiB or more
/// @param wall wall-clock time of one execution, 1 ms to 7 days; a compile step has at least the
///   default
/// @param cpuTime processor time of one execution, all processes together, 1 ms to 7 days
/// @param processes processes and threads at one time, 1 to 1,000,000
/// @param diskBytes bytes in writable files, 64 KiB or more
/// @param diskFiles number of writable files and folders, 16 or more
/// @param outputBytes bytes of stdout and stderr together of one execution, 0 or more
/// @param openFiles open files of one process, 16 to 1,048,576
/// @param asked the guarantees that the caller set a limit for
public record Limits(
    double cpus,
    long memoryBytes,
    Duration wall,
    Duration cpuTime,
    int processes,
    long diskBytes,
    long diskFiles,
    long outputBytes,
    int openFiles,
    Set<Guarantee> asked) {
  private static final long MIB = 1024 * 1024;
  private static final long MOST_BYTES = 1L << 50;
  private static final Duration LONGEST = Duration.ofDays(7);

  /// Two processors, 1 GiB of memory, 30 s of wall time and 60 s of processor time, 256 processes,
  /// 512 MiB in 65,536 files, 16 MiB of output, 1,024 open files.
  public static final Limits DEFAULT =
      new Limits(
          2,
          1024 * MIB,
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          256,
          512 * MIB,
          65_536,
          16 * MIB,
          1024,
          Set.of());

  /// Checks every limit against its bounds.
  public Limits {
    if (!(cpus >= 0.01 && cpus <= 1024)) {
      throw SandboxException.caller("limit 'cpus' is " + cpus + "; expected 0.01 to 1024");
    }
    within("memory", " bytes", memoryBytes, 4 * MIB, MOST_BYTES, "4 MiB to 1 PiB");
    within("wall time", wall);
    within("cpu time", cpuTime);
    within("processes", "", processes, 1, 1_000_000, "1 to 1000000");
    within("disk", " bytes", diskBytes, 64 * 1024, MOST_BYTES, "64 KiB to 1 PiB");
    within("disk files", "", diskFiles, 16, MOST_BYTES, "16 to 2^50");
    within("output", " bytes", outputBytes, 0, MOST_BYTES, "0 to 1 PiB");
    within("open files", "", openFiles, 16, 1 << 20, "16 to 1048576");
    asked = Set.copyOf(asked);
  }

  /// The wall time of a compiler. The caller's is meant for the program: a compiler has at least
  /// the default one.
  public Duration compilerWall() {
    return longer(wall, DEFAULT.wall);
  }

  /// The processor time of a compiler, likewise.
  public Duration compilerCpuTime() {
    return longer(cpuTime, DEFAULT.cpuTime);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /// The same with another number of processors, asked for.
  public Limits withCpus(double value) {
    return new Limits(
        value,
        memoryBytes,
        wall,
        cpuTime,
        processes,
        diskBytes,
        diskFiles,
        outputBytes,
        openFiles,
        asking(Guarantee.CPUS_LIMIT));
  }

  /// The same with another limit of memory, asked for.
  public Limits withMemoryBytes(long value) {
    return new Limits(
        cpus,
        value,
        wall,
        cpuTime,
        processes,
        diskBytes,
        diskFiles,
        outputBytes,
        openFiles,
        asking(Guarantee.MEMORY_LIMIT));
  }

  /// The same with another limit of wall time, asked for.
  public Limits withWall(Duration value) {
    return new Limits(
        cpus,
        memoryBytes,
        value,
        cpuTime,
        processes,
        diskBytes,
        diskFiles,
        outputBytes,
        openFiles,
        asking(Guarantee.TIME_LIMIT));
  }

  /// The same with another limit of processor time, asked for.
  public Limits withCpuTime(Duration value) {
    return new Limits(
        cpus,
        memoryBytes,
        wall,
        value,
        processes,
        diskBytes,
        diskFiles,
        outputBytes,
        openFiles,
        asking(Guarantee.CPU_LIMIT));
  }

  /// The same with another limit of processes, asked for.
  public Limits withProcesses(int value) {
    return new Limits(
        cpus,
        memoryBytes,
        wall,
        cpuTime,
        value,
        diskBytes,
        diskFiles,
        outputBytes,
        openFiles,
        asking(Guarantee.PROCESSES_LIMIT));
  }

  /// The same with another limit of bytes in files, asked for.
  public Limits withDiskBytes(long value) {
    return new Limits(
        cpus,
        memoryBytes,
        wall,
        cpuTime,
        processes,
        value,
        diskFiles,
        outputBytes,
        openFiles,
        asking(Guarantee.DISK_LIMIT));
  }

  /// The same with another limit of files, asked for.
  public Limits withDiskFiles(long value) {
    return new Limits(
        cpus,
        memoryBytes,
        wall,
        cpuTime,
        processes,
        diskBytes,
        value,
        outputBytes,
        openFiles,
        asking(Guarantee.DISK_LIMIT));
  }

  /// The same with another limit of output, asked for.
  public Limits withOutputBytes(long value) {
    return new Limits(
        cpus,
        memoryBytes,
        wall,
        cpuTime,
        processes,
        diskBytes,
        diskFiles,
        value,
        openFiles,
        asking(Guarantee.OUTPUT_LIMIT));
  }

  /// The same with another limit of open files, asked for.
  public Limits withOpenFiles(int value) {
    return new Limits(
        cpus,
        memoryBytes,
        wall,
        cpuTime,
        processes,
        diskBytes,
        diskFiles,
        outputBytes,
        value,
        asking(Guarantee.FILES_LIMIT));
  }

  private Set<Guarantee> asking(Guarantee guarantee) {
    EnumSet<Guarantee> all = EnumSet.of(guarantee);
    all.addAll(asked);
    return all;
  }

  /// @param bounds what `least` and `most` are called
  private static void within(
      String what, String unit, long value, long least, long most, String bounds) {
    if (value < least || value > most) {
      throw SandboxException.caller(
          "limit '%s' is %d%s; expected %s".formatted(what, value, unit, bounds));
    }
  }

  private static void within(String what, Duration value) {
    if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(LONGEST) > 0) {
      throw SandboxException.caller(
          "limit '%s' is %s s; expected 1 ms to 7 days"
              .formatted(
                  what,
                  BigDecimal.valueOf(value.toNanos(), 9).stripTrailingZeros().toPlainString()));
    }
  }
}
