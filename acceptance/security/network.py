"""Reaches the neighbourhood, the metadata service of a cloud, and the world."""
import socket

from evidence import *


def connect(family, address):
    with socket.socket(family, socket.SOCK_STREAM) as it:
        it.settimeout(3)
        it.connect(address)
        return it.recv(100)


for host in ["169.254.169.254", "192.168.0.1", "10.0.0.1", "172.17.0.1", "1.1.1.1"]:
    attempt(host, lambda: connect(socket.AF_INET, (host, 80)))
attempt("a datagram", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("1.1.1.1", 53)))
attempt("a broadcast", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("255.255.255.255", 9)))
attempt("multicast", lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("224.0.0.1", 9)))
attempt("a name", lambda: socket.getaddrinfo("example.com", 80))
require("no interface but loopback", {name for _, name in socket.if_nameindex()} <= {"lo", "tunl0", "sit0", "ip6tnl0", "gre0", "gretap0", "erspan0", "ip_vti0", "ip6_vti0", "ip6gre0"}, socket.if_nameindex())
look("a route", lambda: read("/proc/net/route").splitlines()[1:])
look("neighbours", lambda: read("/proc/net/arp").splitlines()[1:])
