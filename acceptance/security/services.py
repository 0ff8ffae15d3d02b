"""Reaches the host's services by their sockets."""
import glob
import socket

from evidence import *


def connect(address):
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as it:
        it.settimeout(3)
        it.connect(address)
        return it.recv(100)


for path in [
    "/run/docker.sock", "/var/run/docker.sock", "/run/containerd/containerd.sock", "/run/dbus/system_bus_socket",
    "/run/systemd/private", "/run/systemd/notify", "/dev/log", "/tmp/.X11-unix/X0", "/run/snapd.socket",
]:
    attempt(path, lambda: connect(path))
for name in ["/tmp/.X11-unix/X0", "/org/kernel/linux/storage/multipathd", "/tmp/dbus-session"]:
    attempt(f"abstract {name}", lambda: connect("\0" + name))
look("sockets of others", lambda: [it for it in read("/proc/net/unix").splitlines()[1:] if b"/" in it or b"@" in it])
look("the engine's own sockets", lambda: glob.glob("/tmp/assay-*") + glob.glob("/run/*/*/assay-*"))
