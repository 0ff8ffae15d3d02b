"""Makes network interfaces and routes of its own."""
import fcntl
import socket
import struct

from evidence import *

link = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)


def ask(kind, payload):
    """The kernel's answer to a request: an error of 0 is success."""
    link.send(struct.pack("IHHII", 16 + len(payload), kind, 0x605, 1, 0) + payload)
    answer = link.recv(4096)
    code = struct.unpack_from("i", answer, 16)[0]
    if code < 0:
        raise OSError(-code, os.strerror(-code))
    return code


def text(kind, value):
    padded = value + bytes(-len(value) % 4)
    return struct.pack("HH", 4 + len(value), kind) + padded


dummy = text(1, b"dummy\0")
attempt("make an interface", lambda: ask(16, struct.pack("BxHiII", 0, 0, 0, 0, 0) + text(3, b"mine\0") + text(18, dummy)))
attempt("add an address", lambda: ask(20, struct.pack("BBBBI", 2, 8, 0, 0, 1) + text(2, bytes([10, 9, 8, 7]))))
attempt("take loopback down", lambda: fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sH14x", b"lo", 0)))
attempt("bind to a device", lambda: socket.socket().setsockopt(socket.SOL_SOCKET, 25, b"eth0\0") or "bound")
attempt("be a transparent proxy", lambda: socket.socket().setsockopt(socket.SOL_IP, 19, 1) or "set")
attempt("set packets' mark", lambda: socket.socket().setsockopt(socket.SOL_SOCKET, 36, 1) or "set")
attempt("filter packets", lambda: socket.socket().setsockopt(socket.SOL_IP, 64, bytes(84)) or "set")
