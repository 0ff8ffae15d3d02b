"""Reaches a socket of the host, by its name and by its path."""
# bare: escapes
import socket

from evidence import *


def connect(address):
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as it:
        it.settimeout(3)
        it.connect(address)
        return it.recv(100)


attempt("the abstract socket", lambda: connect(ABSTRACT))
attempt("the socket in the file system", lambda: connect(SOCKET))
attempt("that socket through /proc/1/root", lambda: connect("/proc/1/root" + SOCKET))
