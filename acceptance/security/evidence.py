"""What an attack tells of itself, a line for each attempt: `held: ...`, `ESCAPED: ...`, or `allowed: ...` for
what is allowed on purpose."""

import ctypes
import errno
import os
import platform
import sys

TOKEN = os.environ["ATTACK_TOKEN"]
"""Names everything that an attack leaves, so that the test can look for it on the host."""

HOME = os.environ["ATTACK_HOME"]
"""The home of whoever started the sandbox. There is a secret in it."""

PORT = int(os.environ["ATTACK_PORT"])
"""Where the test listens on the host's loopback."""

ABSTRACT = "\0" + os.environ["ATTACK_ABSTRACT"]
"""An abstract socket where the test listens."""

SOCKET = os.environ["ATTACK_SOCKET"]
"""A socket in the file system where the test listens."""

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long

X86 = platform.machine() == "x86_64"

# x86-64, arm64; from 424 on they are the same.
NUMBERS = {
    "ioctl": (16, 29), "clone": (56, 220), "ptrace": (101, 117), "syslog": (103, 116), "pivot_root": (155, 41),
    "chroot": (161, 51), "acct": (163, 89), "settimeofday": (164, 170), "mount": (165, 40), "umount2": (166, 39),
    "swapon": (167, 224), "reboot": (169, 142), "sethostname": (170, 161), "init_module": (175, 105),
    "delete_module": (176, 106), "quotactl": (179, 60), "clock_settime": (227, 112), "kexec_load": (246, 104),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219), "ioprio_set": (251, 30),
    "unshare": (272, 97), "perf_event_open": (298, 241), "fanotify_init": (300, 262),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "setns": (308, 268),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "finit_module": (313, 273),
    "bpf": (321, 280), "userfaultfd": (323, 282), "capset": (126, 91),
    "io_uring_setup": 425, "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsmount": 432, "clone3": 435,
    "pidfd_open": 434, "pidfd_getfd": 438, "mount_setattr": 442, "memfd_secret": 447, "statmount": 457,
    "listmount": 458,
}


def held(what, why=""):
    print(f"held: {what}: {why}", flush=True)


def escaped(what, how=""):
    print(f"ESCAPED: {what}: {how}"[:300], flush=True)


def allowed(what, why):
    print(f"allowed: {what}: {why}", flush=True)


def attempt(what, act):
    """An attempt that must fail: to return is to escape."""
    try:
        result = act()
    except Exception as refusal:
        held(what, f"{type(refusal).__name__}: {refusal}")
        return None
    escaped(what, repr(result))
    return result


def look(what, act):
    """A look that must find nothing."""
    try:
        found = act()
    except OSError as refusal:
        held(what, refusal)
        return
    if found:
        escaped(what, repr(found))
    else:
        held(what, "nothing there")


def require(what, holds, detail=""):
    """A fact that must hold."""
    (held if holds else escaped)(what, detail)


def raise_errno(what):
    number = ctypes.get_errno()
    raise OSError(number, f"{what}: {errno.errorcode.get(number, number)}")


def call(name, *arguments):
    """The system call of that name, past the C library."""
    number = NUMBERS[name]
    if isinstance(number, tuple):
        number = number[0 if X86 else 1]
    plain = [ctypes.c_long(it) if isinstance(it, int) else it for it in arguments]
    result = libc.syscall(ctypes.c_long(number), *plain)
    if result == -1:
        raise_errno(name)
    return result


def read(path, most=1 << 16):
    with open(path, "rb") as file:
        return file.read(most)


def write(path, content=b"x"):
    """Writes without creating."""
    fd = os.open(path, os.O_WRONLY)
    try:
        return os.write(fd, content)
    finally:
        os.close(fd)


def in_child(act):
    """The exit status of a child that does `act`; negative if a signal ended it."""
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            act()
            status = 0
        except OSError as refusal:
            print(f"  (child: {refusal})", flush=True)
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
