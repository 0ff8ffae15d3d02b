package io.assay.engine;

import io.assay.SandboxException;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// A step of the cell's that failed: which, with the kernel's errno.
///
/// @param errno `errno(3)`, the same on both architectures for those named here
/// @param step what was tried, on what
record CellFailure(int errno, String step) {
  private static final int EPERM = 1;
  private static final int ENOENT = 2;
  private static final int EAGAIN = 11;
  private static final int ENOMEM = 12;
  private static final int EACCES = 13;
  private static final int EMFILE = 24;
  private static final int ENOSPC = 28;
  private static final int ENOSYS = 38;
  private static final int EUSERS = 87;

  private static final int EBADMSG = 74;

  /// Steps around a program's fork and exec, and a file's open, that only the host can make fail.
  private static final List<String> OURS =
      List.of(
          "act as another user",
          "be dumpable",
          "close_range",
          "fstat",
          "install",
          "no_new_privs",
          "open /proc/self/oom_score_adj",
          "place",
          "read from a starting program",
          "read resource limit",
          "report",
          "reset signal",
          "set a descriptor",
          "set capabilities",
          "set resource limit",
          "setsid",
          "start a program: it was killed",
          "take the user",
          "unblock signals",
          "write to /proc/self/oom_score_adj");

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(EPERM, "EPERM: operation not permitted"),
          Map.entry(ENOENT, "ENOENT: no such file or directory"),
          Map.entry(7, "E2BIG: argument list too long"),
          Map.entry(8, "ENOEXEC: not an executable"),
          Map.entry(EAGAIN, "EAGAIN: no room for another process"),
          Map.entry(ENOMEM, "ENOMEM: out of memory"),
          Map.entry(EACCES, "EACCES: permission denied"),
          Map.entry(16, "EBUSY: busy"),
          Map.entry(17, "EEXIST: exists already"),
          Map.entry(20, "ENOTDIR: not a folder"),
          Map.entry(21, "EISDIR: is a folder"),
          Map.entry(22, "EINVAL: not allowed here"),
          Map.entry(EMFILE, "EMFILE: too many open files"),
          Map.entry(27, "EFBIG: too large"),
          Map.entry(ENOSPC, "ENOSPC: no space left"),
          Map.entry(30, "EROFS: read-only file system"),
          Map.entry(36, "ENAMETOOLONG: name too long"),
          Map.entry(ENOSYS, "ENOSYS: the kernel has no such call"),
          Map.entry(40, "ELOOP: too many symbolic links"),
          Map.entry(EUSERS, "EUSERS: too many namespaces"));

  static CellFailure read(Frames.Fields fields) throws IOException {
    CellFailure failure = new CellFailure(fields.u32(), fields.text());
    fields.end();
    return failure;
  }

  /// The failure as what it means while a sandbox is being built: the host lacks something, or has
  /// no room.
  SandboxException building() {
    String text = "cannot build a sandbox: " + this;
    return switch (errno) {
      case EAGAIN, ENOMEM, EMFILE, ENOSPC, EUSERS ->
          SandboxException.capacity(
              text + ". The host is out of it; free some, or raise its limit", null);
      default -> SandboxException.host(text + ". " + hint(), null);
    };
  }

  /// The failure as what it means to somebody who asked the sandbox for `act`.
  SandboxException during(String act) {
    String text = act + ": " + this;
    if (errno == EBADMSG) {
      return SandboxException.us(text, null);
    }
    if (step.equals("fork") || step.equals("pipe")) {
      return SandboxException.capacity(text + ". The host is out of it", null);
    }
    boolean ours = OURS.stream().anyMatch(step::startsWith);
    return ours ? SandboxException.host(text, null) : SandboxException.caller(text);
  }

  private String hint() {
    return step.startsWith("create namespaces") && (errno == EPERM || errno == ENOSYS)
        ? "User namespaces are not allowed here; run 'assay doctor' for the reason and the way out"
        : "Run 'assay doctor' for what this host lacks";
  }

  @Override
  public String toString() {
    return step + " (" + NAMES.getOrDefault(errno, "errno " + errno) + ")";
  }
}
