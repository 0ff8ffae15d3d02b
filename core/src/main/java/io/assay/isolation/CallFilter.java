package io.assay.isolation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The system calls that programs do not get, as data with reasons, and the seccomp program made of
/// it.
///
/// It denies by name and allows the rest up to the newest call it knows: ordinary programs never
/// notice, and what a future kernel adds is not there. It answers with an error, never by killing,
/// so that libraries fall back as they do on an older kernel.
public final class CallFilter {
  private static final int DONE = 0;
  private static final int EPERM = 1;
  private static final int ENOMEM = 12;
  private static final int ENOSYS = 38;
  private static final int EPROTONOSUPPORT = 93;
  private static final int EAFNOSUPPORT = 97;

  /// The newest call known when this was written (Linux 6.17, `file_setattr`).
  private static final int NEWEST = 469;

  /// CLONE_NEW{NS,CGROUP,UTS,IPC,USER,PID,NET}.
  private static final int NEW_NAMESPACES = 0x7E02_0000;

  /// Only in unshare: in clone this bit belongs to the signal number.
  private static final int CLONE_NEWTIME = 0x80;

  private static final int AF_UNIX = 1;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int AF_NETLINK = 16;
  private static final int NETLINK_ROUTE = 0;

  /// Of the internet's protocols: the default, ICMP, TCP, UDP, ICMPv6, MPTCP. The kernel would load
  /// the module of any other for whoever asks.
  private static final List<Integer> PROTOCOLS = List.of(0, 1, 6, 17, 58, 262);

  // Pages that the host has set aside for somebody, and that no memory limit counts.
  private static final int MAP_HUGETLB = 0x4_0000;
  private static final int MFD_HUGETLB = 4;
  private static final int SHM_HUGETLB = 0x800;

  /// PER_LINUX32, UNAME26, ADDR_NO_RANDOMIZE: what debuggers and thread sanitizers ask for. The
  /// rest imitates other systems, or undoes protections.
  private static final int PERSONALITIES = 0x6_0008;

  private static final int PERSONALITY_QUERY = -1;

  private static final int RLIMIT_CORE = 4;

  private static final int F_SETLEASE = 1024;
  private static final int F_NOTIFY = 1026;

  private static final int SET_IDS = 06000;

  /// Calls that say a file's mode, and in which argument.
  private static final Map<String, Integer> MODES =
      new TreeMap<>(
          Map.of(
              "chmod",
              1,
              "fchmod",
              1,
              "fchmodat",
              2,
              "fchmodat2",
              2,
              "creat",
              1,
              "mknod",
              1,
              "mknodat",
              2));

  /// Calls that say one where they make a file, and in which argument they say whether they do.
  private static final Map<String, Integer> OPENS = new TreeMap<>(Map.of("open", 1, "openat", 2));

  private static final int O_CREAT = 0x40;

  /// Without the bit that it shares with O_DIRECTORY.
  private static final int O_TMPFILE = 0x40_0000;

  private static final int TIOCSTI = 0x5412;
  private static final int TIOCLINUX = 0x541C;

  /// Loads a line discipline: drivers for modems and the like, with a history of holes.
  private static final int TIOCSETD = 0x5423;

  /// Calls answered with `errno` whatever their arguments.
  private record Denied(int errno, String reason, Set<String> calls) {}

  private static final List<Denied> DENIED =
      List.of(
          new Denied(
              ENOSYS,
              "its flags are in memory, where a filter cannot look; libraries fall back to clone",
              Set.of("clone3")),
          new Denied(
              ENOSYS,
              "a second way to make system calls, past this filter, with a long history of holes",
              Set.of("io_uring_setup", "io_uring_enter", "io_uring_register")),
          new Denied(
              ENOSYS,
              "takes from a count of requests that the whole machine shares",
              Set.of("io_setup")),
          new Denied(
              ENOSYS, "keyrings are not namespaced", Set.of("add_key", "request_key", "keyctl")),
          new Denied(
              ENOSYS,
              "lets a program stop the kernel in the middle of its work: a tool of exploits",
              Set.of("userfaultfd", "memfd_secret")),
          new Denied(
              ENOSYS,
              "tells where the host keeps what is bound into the sandbox",
              Set.of("statmount", "listmount")),
          new Denied(
              DONE,
              "waits for the host's disks; what can be written here is memory",
              Set.of("sync", "syncfs")),
          new Denied(
              ENOSYS,
              "long obsolete, kept nowhere but in attacks",
              Set.of(
                  "uselib",
                  "ustat",
                  "sysfs",
                  "modify_ldt",
                  "_sysctl",
                  "nfsservctl",
                  "lookup_dcookie")),
          new Denied(
              EPERM,
              "changes the file system's shape: the sandbox's is finished",
              Set.of(
                  "mount",
                  "umount2",
                  "pivot_root",
                  "chroot",
                  "open_tree",
                  "open_tree_attr",
                  "move_mount",
                  "fsopen",
                  "fsconfig",
                  "fsmount",
                  "fspick",
                  "mount_setattr")),
          new Denied(EPERM, "enters namespaces", Set.of("setns")),
          new Denied(
              EPERM,
              "reaches files past their path",
              Set.of("name_to_handle_at", "open_by_handle_at")),
          new Denied(
              EPERM,
              "observes or extends the kernel",
              Set.of(
                  "bpf",
                  "perf_event_open",
                  "syslog",
                  "fanotify_init",
                  "init_module",
                  "finit_module",
                  "delete_module",
                  "kexec_load",
                  "kexec_file_load")),
          new Denied(
              EPERM,
              "rules the machine: clock, swap, power, accounting, ports, names",
              Set.of(
                  "clock_settime",
                  "clock_adjtime",
                  "settimeofday",
                  "adjtimex",
                  "swapon",
                  "swapoff",
                  "reboot",
                  "acct",
                  "quotactl",
                  "quotactl_fd",
                  "iopl",
                  "ioperm",
                  "vhangup",
                  "sethostname",
                  "setdomainname")));

  // struct seccomp_data: nr, arch, instruction pointer, six arguments of 8 bytes.
  private static final int NR = 0;
  private static final int ARCH = 4;

  // linux/bpf_common.h
  private static final int LOAD = 0x20;
  private static final int JUMP_EQUAL = 0x15;
  private static final int JUMP_GREATER = 0x25;
  private static final int JUMP_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;

  // linux/seccomp.h
  private static final int ALLOW = 0x7FFF_0000;
  private static final int ERRNO = 0x0005_0000;

  private final List<Long> program = new ArrayList<>();

  private CallFilter() {}

  /// The seccomp program for programs on `architecture`: an array of `struct sock_filter`.
  public static byte[] forPrograms(Architecture architecture) {
    return build(architecture, Set.of());
  }

  /// The same for programs that write where others find it: they leave nothing there that gives
  /// whoever executes it the rights of its owner.
  public static byte[] forWriters(Architecture architecture) {
    CallFilter filter = new CallFilter();
    filter.begin(architecture);
    filter.refuseForeignRights(architecture);
    filter.add(architecture, Set.of());
    return filter.bytes();
  }

  /// The same for what forks into other sandboxes, and enters their namespaces to do so.
  public static byte[] forZygotes(Architecture architecture) {
    return build(architecture, Set.of("setns"));
  }

  private static byte[] build(Architecture architecture, Set<String> allowed) {
    CallFilter filter = new CallFilter();
    filter.begin(architecture);
    filter.add(architecture, allowed);
    return filter.bytes();
  }

  private byte[] bytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(program.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    program.forEach(bytes::putLong);
    return bytes.array();
  }

  /// Leaves the number of the call in the accumulator, as every part below does.
  private void begin(Architecture architecture) {
    add(LOAD, 0, 0, ARCH);
    skipUnless(architecture.audit());
    add(RETURN, 0, 0, ERRNO | ENOSYS);
    add(LOAD, 0, 0, NR);
    // Also the x32 calls of x86-64, which have bit 30 set.
    add(JUMP_GREATER, 0, 1, NEWEST);
    add(RETURN, 0, 0, ERRNO | ENOSYS);
  }

  /// No file is made, or made over, that runs as its owner or its owner's group (inode(7), S_ISUID
  /// and S_ISGID).
  private void refuseForeignRights(Architecture architecture) {
    MODES.forEach((call, argument) -> {
      int number = architecture.number(call);
      if (number >= 0) {
        refuseBits(number, argument, SET_IDS, EPERM);
      }
    });
    OPENS.forEach((call, flags) -> {
      int number = architecture.number(call);
      if (number >= 0) {
        refuseMadeWith(number, flags, SET_IDS);
      }
    });
    // Its mode is in memory, where a filter cannot look; libraries fall back to openat.
    add(JUMP_EQUAL, 0, 1, architecture.number("openat2"));
    add(RETURN, 0, 0, ERRNO | ENOSYS);
  }

  private void add(Architecture architecture, Set<String> allowed) {
    for (Denied denied : DENIED) {
      for (String call : denied.calls().stream().sorted().toList()) {
        int number = architecture.number(call);
        if (number >= 0 && !allowed.contains(call)) {
          add(JUMP_EQUAL, 0, 1, number);
          add(RETURN, 0, 0, ERRNO | denied.errno());
        }
      }
    }
    refuseBits(architecture.number("clone"), 0, NEW_NAMESPACES, EPERM);
    refuseBits(architecture.number("unshare"), 0, NEW_NAMESPACES | CLONE_NEWTIME, EPERM);
    // As where none are set aside.
    refuseBits(architecture.number("mmap"), 3, MAP_HUGETLB, ENOMEM);
    refuseBits(architecture.number("memfd_create"), 1, MFD_HUGETLB, ENOMEM);
    refuseBits(architecture.number("shmget"), 2, SHM_HUGETLB, ENOMEM);
    allowOrdinaryPersonalities(architecture.number("personality"));
    protectLimits(architecture.number("prlimit64"), architecture.number("setrlimit"));
    allowOrdinarySockets(architecture.number("socket"));
    allowLocalPairs(architecture.number("socketpair"));
    // These hold up, or hear of, whoever else uses the file on the host.
    refuseCommands(architecture.number("fcntl"), F_SETLEASE, F_NOTIFY);
    refuseCommands(architecture.number("ioctl"), TIOCSTI, TIOCLINUX, TIOCSETD);
    add(RETURN, 0, 0, ALLOW);
  }

  /// Continues behind the next instruction if the accumulator is `value`.
  private void skipUnless(int value) {
    add(JUMP_EQUAL, 1, 0, value);
  }

  private void refuseBits(int number, int argument, int bits, int errno) {
    add(JUMP_EQUAL, 0, 4, number);
    add(LOAD, 0, 0, argument(argument));
    add(JUMP_ANY_BIT, 0, 1, bits);
    add(RETURN, 0, 0, ERRNO | errno);
    add(RETURN, 0, 0, ALLOW);
  }

  /// Refuses to open with bits in the mode where a file is made, which is where there is a mode.
  ///
  /// @param flags the argument before the mode
  private void refuseMadeWith(int number, int flags, int bits) {
    add(JUMP_EQUAL, 0, 6, number);
    add(LOAD, 0, 0, argument(flags));
    add(JUMP_ANY_BIT, 0, 3, O_CREAT | O_TMPFILE);
    add(LOAD, 0, 0, argument(flags + 1));
    add(JUMP_ANY_BIT, 0, 1, bits);
    add(RETURN, 0, 0, ERRNO | EPERM);
    add(RETURN, 0, 0, ALLOW);
  }

  private void allowOrdinaryPersonalities(int number) {
    add(JUMP_EQUAL, 0, 5, number);
    add(LOAD, 0, 0, argument(0));
    add(JUMP_EQUAL, 2, 0, PERSONALITY_QUERY);
    add(JUMP_ANY_BIT, 0, 1, ~PERSONALITIES);
    add(RETURN, 0, 0, ERRNO | EPERM);
    add(RETURN, 0, 0, ALLOW);
  }

  private void allowOrdinarySockets(int number) {
    int count = PROTOCOLS.size();
    add(JUMP_EQUAL, 0, count + 11, number);
    add(LOAD, 0, 0, argument(0));
    add(JUMP_EQUAL, count + 8, 0, AF_UNIX);
    add(JUMP_EQUAL, count + 4, 0, AF_NETLINK);
    add(JUMP_EQUAL, 1, 0, AF_INET);
    add(JUMP_EQUAL, 0, count + 4, AF_INET6);
    add(LOAD, 0, 0, argument(2));
    for (int at = 0; at < count; at++) {
      add(JUMP_EQUAL, count - at + 3, 0, PROTOCOLS.get(at));
    }
    add(RETURN, 0, 0, ERRNO | EPROTONOSUPPORT);
    add(LOAD, 0, 0, argument(2));
    add(JUMP_EQUAL, 1, 0, NETLINK_ROUTE);
    add(RETURN, 0, 0, ERRNO | EAFNOSUPPORT);
    add(RETURN, 0, 0, ALLOW);
  }

  /// A pair is made of any family before the family says that it has none.
  private void allowLocalPairs(int number) {
    add(JUMP_EQUAL, 0, 4, number);
    add(LOAD, 0, 0, argument(0));
    add(JUMP_EQUAL, 0, 1, AF_UNIX);
    add(RETURN, 0, 0, ALLOW);
    add(RETURN, 0, 0, ERRNO | EAFNOSUPPORT);
  }

  /// Only one's own limits may be set: where init has the programs' id, its limits could be set as
  /// well. And that of core dumps stays at 1, the one value at which the kernel hands no memory to
  /// the host's crash handler (core(5)): setting it is answered as if it had been done.
  private void protectLimits(int prlimit, int setrlimit) {
    add(JUMP_EQUAL, 0, 11, prlimit);
    add(LOAD, 0, 0, argument(0));
    add(JUMP_EQUAL, 1, 0, 0);
    add(RETURN, 0, 0, ERRNO | EPERM);
    add(LOAD, 0, 0, argument(1));
    add(JUMP_EQUAL, 0, 4, RLIMIT_CORE);
    add(LOAD, 0, 0, argument(2));
    add(JUMP_EQUAL, 0, 3, 0);
    add(LOAD, 0, 0, argument(2) + Integer.BYTES);
    add(JUMP_EQUAL, 0, 1, 0);
    add(RETURN, 0, 0, ALLOW);
    add(RETURN, 0, 0, ERRNO);
    add(JUMP_EQUAL, 0, 4, setrlimit);
    add(LOAD, 0, 0, argument(0));
    add(JUMP_EQUAL, 0, 1, RLIMIT_CORE);
    add(RETURN, 0, 0, ERRNO);
    add(RETURN, 0, 0, ALLOW);
  }

  /// Refuses `commands`, the second argument of a call that does many things.
  private void refuseCommands(int number, int... commands) {
    add(JUMP_EQUAL, 0, commands.length + 3, number);
    add(LOAD, 0, 0, argument(1));
    for (int at = 0; at < commands.length; at++) {
      add(JUMP_EQUAL, commands.length - at, 0, commands[at]);
    }
    add(RETURN, 0, 0, ALLOW);
    add(RETURN, 0, 0, ERRNO | EPERM);
  }

  /// The offset of the low half of an argument: what is compared here is nowhere wider.
  private static int argument(int index) {
    return 16 + 8 * index;
  }

  /// One `struct sock_filter`: code (16 bits), jump if true and if false (8 bits each), value.
  private void add(int code, int ifTrue, int ifFalse, int value) {
    program.add(
        (long) code | (long) ifTrue << 16 | (long) ifFalse << 24 | (value & 0xFFFF_FFFFL) << 32);
  }
}
