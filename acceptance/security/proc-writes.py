"""Sets the kernel's variables, and its own process's beyond what is its own."""
import stat

from evidence import *


def open_for_writing(path):
    """To get at the real file is enough; the null device in its place is not it."""
    fd = os.open(path, os.O_WRONLY)
    if stat.S_ISCHR(os.fstat(fd).st_mode) and os.fstat(fd).st_rdev == os.makedev(1, 3):
        raise OSError("masked")
    return fd


for path in [
    "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/modprobe", "/proc/sys/kernel/hostname",
    "/proc/sys/kernel/domainname", "/proc/sys/kernel/sysrq", "/proc/sys/kernel/panic", "/proc/sys/kernel/pid_max",
    "/proc/sys/kernel/randomize_va_space", "/proc/sys/kernel/shmmax", "/proc/sys/kernel/msgmax",
    "/proc/sys/kernel/ns_last_pid", "/proc/sys/vm/drop_caches", "/proc/sys/vm/overcommit_memory",
    "/proc/sys/vm/panic_on_oom", "/proc/sys/fs/file-max", "/proc/sys/fs/mqueue/msg_max",
    "/proc/sys/fs/binfmt_misc/register", "/proc/sys/net/ipv4/ip_forward", "/proc/sys/net/ipv4/ping_group_range",
    "/proc/sys/user/max_user_namespaces", "/proc/sysrq-trigger", "/proc/irq/default_smp_affinity",
    "/proc/bus/pci/00/00.0", "/proc/mtrr", "/proc/scsi/scsi", "/proc/acpi/wakeup", "/proc/timer_list",
]:
    attempt(f"open {path} for writing", lambda: open_for_writing(path))
attempt("map user ids anew", lambda: write("/proc/self/uid_map", b"0 0 1"))
attempt("map group ids anew", lambda: write("/proc/self/gid_map", b"0 0 1"))
attempt("allow setgroups", lambda: write("/proc/self/setgroups", b"allow"))
attempt("be spared when memory runs out", lambda: write("/proc/self/oom_score_adj", b"-1000"))
