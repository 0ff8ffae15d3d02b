"""Makes new namespaces, or enters those of others."""
from evidence import *

FLAGS = {
    "time": 0x80, "mnt": 0x20000, "cgroup": 0x2000000, "uts": 0x4000000, "ipc": 0x8000000, "user": 0x10000000,
    "pid": 0x20000000, "net": 0x40000000,
}
SIGCHLD = 17
for name, flag in FLAGS.items():
    attempt(f"unshare {name}", lambda: call("unshare", flag))
    if name != "time":
        attempt(f"clone {name}", lambda: call("clone", flag | SIGCHLD, 0, 0, 0, 0))
        arguments = (ctypes.c_uint64 * 8)(flag, 0, 0, 0, SIGCHLD, 0, 0, 0)
        attempt(f"clone3 {name}", lambda: call("clone3", arguments, 64))
    for process in ["self", "1"]:
        attempt(f"setns {process} {name}", lambda: call("setns", os.open(f"/proc/{process}/ns/{name}", os.O_RDONLY), 0))
attempt("setns by pidfd", lambda: call("setns", call("pidfd_open", 1, 0), 0x20000))
attempt("user and mount namespace at once", lambda: call("unshare", 0x10020000))
attempt("with the upper half of the flags set", lambda: call("unshare", 0x7FFFFFFF10000000))
