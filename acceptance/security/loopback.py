"""Reaches what listens on the host's loopback."""
# bare: escapes
import socket

from evidence import *


def connect(family, address):
    with socket.socket(family, socket.SOCK_STREAM) as it:
        it.settimeout(3)
        it.connect(address)
        return it.recv(100)


attempt("the host's loopback", lambda: connect(socket.AF_INET, ("127.0.0.1", PORT)))
attempt("the host's loopback by another name", lambda: connect(socket.AF_INET, ("0.0.0.0", PORT)))
attempt("the host's loopback by IPv6", lambda: connect(socket.AF_INET6, ("::1", PORT)))
attempt("the host's loopback by mapped IPv4", lambda: connect(socket.AF_INET6, ("::ffff:127.0.0.1", PORT)))
