"""Makes device nodes, and looks for dangerous ones."""
import stat

from evidence import *

for name, kind, major, minor in [("mem", stat.S_IFCHR, 1, 1), ("disk", stat.S_IFBLK, 8, 0), ("kmsg", stat.S_IFCHR, 1, 11)]:
    for folder in ["/tmp", "/dev", "/dev/shm", "/home/user"]:
        attempt(f"mknod {folder}/{name}", lambda: os.mknod(f"{folder}/{name}", kind | 0o666, os.makedev(major, minor)))
ordinary = {
    "null", "zero", "full", "random", "urandom", "tty", "fd", "stdin", "stdout", "stderr", "ptmx", "pts", "shm",
}
look("more in /dev than there should be", lambda: set(os.listdir("/dev")) - ordinary)
for name in [
    "mem", "kmem", "port", "kvm", "fuse", "sda", "vda", "nvme0", "loop-control", "loop0", "vsock", "vhost-net",
    "net/tun", "mapper/control", "console", "tty0", "snapshot", "cpu/0/msr", "dri/card0", "input/event0", "uinput",
    "hpet", "rtc0", "watchdog", "userfaultfd",
]:
    attempt(f"open /dev/{name}", lambda: os.open(f"/dev/{name}", os.O_RDONLY | os.O_NONBLOCK))
for name in ["null", "zero", "random"]:
    attempt(f"chmod /dev/{name}", lambda: os.chmod(f"/dev/{name}", 0o600) or "changed")
    attempt(f"remove /dev/{name}", lambda: os.remove(f"/dev/{name}") or "removed")
attempt("add entropy", lambda: __import__("fcntl").ioctl(os.open("/dev/random", os.O_RDWR), 0x5204))
