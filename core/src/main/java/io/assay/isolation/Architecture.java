package io.assay.isolation;

import io.assay.SandboxException;
import java.util.Locale;
import java.util.Map;

/// A processor architecture that the cell is built for, with its system-call numbers
/// (`arch/x86/entry/syscalls/syscall_64.tbl` and `include/uapi/asm-generic/unistd.h`). From 424 on
/// the two are the same.
public enum Architecture {
  X86_64(
      0xC000_003E,
      Map.ofEntries(
          Map.entry("open", 2),
          Map.entry("mmap", 9),
          Map.entry("ioctl", 16),
          Map.entry("shmget", 29),
          Map.entry("socket", 41),
          Map.entry("socketpair", 53),
          Map.entry("clone", 56),
          Map.entry("fcntl", 72),
          Map.entry("creat", 85),
          Map.entry("chmod", 90),
          Map.entry("fchmod", 91),
          Map.entry("syslog", 103),
          Map.entry("mknod", 133),
          Map.entry("uselib", 134),
          Map.entry("personality", 135),
          Map.entry("ustat", 136),
          Map.entry("sysfs", 139),
          Map.entry("vhangup", 153),
          Map.entry("modify_ldt", 154),
          Map.entry("pivot_root", 155),
          Map.entry("_sysctl", 156),
          Map.entry("adjtimex", 159),
          Map.entry("setrlimit", 160),
          Map.entry("chroot", 161),
          Map.entry("sync", 162),
          Map.entry("acct", 163),
          Map.entry("settimeofday", 164),
          Map.entry("mount", 165),
          Map.entry("umount2", 166),
          Map.entry("swapon", 167),
          Map.entry("swapoff", 168),
          Map.entry("reboot", 169),
          Map.entry("sethostname", 170),
          Map.entry("setdomainname", 171),
          Map.entry("iopl", 172),
          Map.entry("ioperm", 173),
          Map.entry("init_module", 175),
          Map.entry("delete_module", 176),
          Map.entry("quotactl", 179),
          Map.entry("nfsservctl", 180),
          Map.entry("io_setup", 206),
          Map.entry("lookup_dcookie", 212),
          Map.entry("clock_settime", 227),
          Map.entry("kexec_load", 246),
          Map.entry("add_key", 248),
          Map.entry("request_key", 249),
          Map.entry("keyctl", 250),
          Map.entry("openat", 257),
          Map.entry("mknodat", 259),
          Map.entry("fchmodat", 268),
          Map.entry("unshare", 272),
          Map.entry("perf_event_open", 298),
          Map.entry("fanotify_init", 300),
          Map.entry("name_to_handle_at", 303),
          Map.entry("open_by_handle_at", 304),
          Map.entry("prlimit64", 302),
          Map.entry("clock_adjtime", 305),
          Map.entry("syncfs", 306),
          Map.entry("setns", 308),
          Map.entry("finit_module", 313),
          Map.entry("memfd_create", 319),
          Map.entry("kexec_file_load", 320),
          Map.entry("bpf", 321),
          Map.entry("userfaultfd", 323))),
  AARCH64(
      0xC000_00B7,
      Map.ofEntries(
          Map.entry("io_setup", 0),
          Map.entry("lookup_dcookie", 18),
          Map.entry("fcntl", 25),
          Map.entry("ioctl", 29),
          Map.entry("mknodat", 33),
          Map.entry("umount2", 39),
          Map.entry("mount", 40),
          Map.entry("pivot_root", 41),
          Map.entry("nfsservctl", 42),
          Map.entry("chroot", 51),
          Map.entry("fchmod", 52),
          Map.entry("fchmodat", 53),
          Map.entry("openat", 56),
          Map.entry("vhangup", 58),
          Map.entry("quotactl", 60),
          Map.entry("sync", 81),
          Map.entry("acct", 89),
          Map.entry("personality", 92),
          Map.entry("unshare", 97),
          Map.entry("kexec_load", 104),
          Map.entry("init_module", 105),
          Map.entry("delete_module", 106),
          Map.entry("clock_settime", 112),
          Map.entry("syslog", 116),
          Map.entry("reboot", 142),
          Map.entry("sethostname", 161),
          Map.entry("setdomainname", 162),
          Map.entry("setrlimit", 164),
          Map.entry("settimeofday", 170),
          Map.entry("adjtimex", 171),
          Map.entry("shmget", 194),
          Map.entry("socket", 198),
          Map.entry("socketpair", 199),
          Map.entry("add_key", 217),
          Map.entry("request_key", 218),
          Map.entry("keyctl", 219),
          Map.entry("clone", 220),
          Map.entry("mmap", 222),
          Map.entry("swapon", 224),
          Map.entry("swapoff", 225),
          Map.entry("perf_event_open", 241),
          Map.entry("fanotify_init", 262),
          Map.entry("name_to_handle_at", 264),
          Map.entry("open_by_handle_at", 265),
          Map.entry("clock_adjtime", 266),
          Map.entry("syncfs", 267),
          Map.entry("prlimit64", 261),
          Map.entry("setns", 268),
          Map.entry("finit_module", 273),
          Map.entry("memfd_create", 279),
          Map.entry("bpf", 280),
          Map.entry("userfaultfd", 282),
          Map.entry("kexec_file_load", 294)));

  /// System calls that have one number everywhere.
  private static final Map<String, Integer> COMMON =
      Map.ofEntries(
          Map.entry("io_uring_setup", 425),
          Map.entry("io_uring_enter", 426),
          Map.entry("io_uring_register", 427),
          Map.entry("open_tree", 428),
          Map.entry("move_mount", 429),
          Map.entry("fsopen", 430),
          Map.entry("fsconfig", 431),
          Map.entry("fsmount", 432),
          Map.entry("fspick", 433),
          Map.entry("clone3", 435),
          Map.entry("openat2", 437),
          Map.entry("mount_setattr", 442),
          Map.entry("quotactl_fd", 443),
          Map.entry("memfd_secret", 447),
          Map.entry("fchmodat2", 452),
          Map.entry("statmount", 457),
          Map.entry("listmount", 458),
          Map.entry("open_tree_attr", 467));

  private final int audit;
  private final Map<String, Integer> numbers;

  Architecture(int audit, Map<String, Integer> numbers) {
    this.audit = audit;
    this.numbers = numbers;
  }

  /// The architecture of this JVM.
  public static Architecture current() {
    String name = System.getProperty("os.arch", "");
    return switch (name) {
      case "amd64", "x86_64" -> X86_64;
      case "aarch64" -> AARCH64;
      default ->
          throw SandboxException.host(
              "this processor is '" + name + "'; sandboxes need Linux on x86-64 or arm64", null);
    };
  }

  /// The folder of the packed cell: `x86_64`, `aarch64`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// `AUDIT_ARCH_*`, as the filter sees it.
  int audit() {
    return audit;
  }

  /// The number of a system call, or -1 where the architecture does not have it.
  int number(String call) {
    return numbers.getOrDefault(call, COMMON.getOrDefault(call, -1));
  }
}
