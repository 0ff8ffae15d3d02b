"""Changes the shape of the file system."""
from evidence import *

RDONLY, REMOUNT, BIND, PRIVATE = 1, 32, 4096, 1 << 18
BINDING = REMOUNT | BIND


def mount(source, target, kind, flags=0, data=b""):
    return call("mount", source, target, kind, flags, data)


os.makedirs("/tmp/here", exist_ok=True)
attempt("mount tmpfs", lambda: mount(b"none", b"/tmp/here", b"tmpfs"))
attempt("mount proc", lambda: mount(b"none", b"/tmp/here", b"proc"))
attempt("mount sysfs", lambda: mount(b"none", b"/tmp/here", b"sysfs"))
attempt("mount devtmpfs", lambda: mount(b"none", b"/tmp/here", b"devtmpfs"))
attempt("mount cgroup2", lambda: mount(b"none", b"/tmp/here", b"cgroup2"))
attempt("mount a cgroup v1 hierarchy", lambda: mount(b"none", b"/tmp/here", b"cgroup", 0, b"memory"))
attempt("mount overlay", lambda: mount(b"none", b"/tmp/here", b"overlay", 0, b"lowerdir=/usr,upperdir=/tmp,workdir=/tmp"))
attempt("bind /", lambda: mount(b"/", b"/tmp/here", b"", BIND))
for place in [b"/", b"/usr", b"/etc/ssl/certs", b"/proc/sys", b"/dev/null", b"/proc"]:
    attempt(f"make {place.decode()} writable", lambda: mount(b"none", place, b"", BINDING))
    attempt(f"make {place.decode()} shared", lambda: mount(b"none", place, b"", 1 << 20))
for place in [b"/", b"/proc/kcore", b"/proc/sys", b"/dev/shm", b"/tmp", b"/.work"]:
    attempt(f"uncover {place.decode()}", lambda: call("umount2", place, 0))
    attempt(f"detach {place.decode()}", lambda: call("umount2", place, 2))
attempt("open_tree", lambda: call("open_tree", -100, b"/", 1))
attempt("fsopen", lambda: call("fsopen", b"tmpfs", 0))
attempt("fsmount", lambda: call("fsmount", 0, 0, 0))
attempt("move_mount", lambda: call("move_mount", -100, b"/tmp", -100, b"/usr", 0))
attributes = (ctypes.c_uint64 * 4)(0, 1, 0, 0)
attempt("mount_setattr", lambda: call("mount_setattr", -100, b"/usr", 0, attributes, 32))
attempt("chroot", lambda: call("chroot", b"/tmp"))
attempt("pivot_root", lambda: call("pivot_root", b"/tmp", b"/tmp"))
request = (ctypes.c_uint64 * 3)(24, 0xFFFFFFFFFFFFFFFF, 0)
attempt("listmount", lambda: call("listmount", request, (ctypes.c_uint64 * 100)(), 100, 0))
attempt("statmount", lambda: call("statmount", request, (ctypes.c_uint64 * 100)(), 800, 0))
