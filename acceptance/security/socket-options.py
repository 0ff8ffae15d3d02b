"""Sets what only the owner of a network may: rules, marks, interfaces, buffers beyond all bounds, ways around them."""
import fcntl
import socket

from evidence import *

SOL_IP, SOL_IPV6, SOL_TCP, SOL_SOCKET = 0, 41, 6, 1
stream = socket.socket()
datagram = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
six = socket.socket(socket.AF_INET6)
for what, it, level, name, value in [
    ("replace the firewall", stream, SOL_IP, 64, bytes(1024)), ("add counters to it", stream, SOL_IP, 65, bytes(1024)),
    ("replace the firewall of IPv6", six, SOL_IPV6, 64, bytes(1024)), ("replace rules for ARP", stream, SOL_IP, 96, bytes(1024)),
    ("rules for bridges", stream, SOL_IP, 128, bytes(1024)), ("be transparent", stream, SOL_IP, 19, b"\1\0\0\0"),
    ("route by hand", stream, SOL_IP, 200, bytes(16)), ("route many by hand", datagram, SOL_IP, 200, bytes(16)),
    ("mark packets", stream, SOL_SOCKET, 36, b"\1\0\0\0"), ("bind to an interface", stream, SOL_SOCKET, 25, b"eth0\0"),
    ("force a receive buffer", stream, SOL_SOCKET, 33, b"\0\0\0\x40"), ("force a send buffer", stream, SOL_SOCKET, 32, b"\0\0\0\x40"),
    ("go before all others", stream, SOL_SOCKET, 12, b"\7\0\0\0"), ("debug", stream, SOL_SOCKET, 1, b"\1\0\0\0"),
    ("a program as filter", stream, SOL_SOCKET, 50, b"\3\0\0\0"),
    ("a program to choose sockets", stream, SOL_SOCKET, 52, b"\3\0\0\0"),
    ("repair", stream, SOL_TCP, 19, b"\1\0\0\0"), ("another protocol on top", stream, SOL_TCP, 31, b"smc\0"),
    ("encryption on top", stream, SOL_TCP, 31, b"tls\0"),
    ("sign packets", stream, SOL_TCP, 14, bytes(216)),
]:
    attempt(what, lambda: it.setsockopt(level, name, value) or "set")
for what, number in [
    ("raise an interface", 0x8914), ("rename one", 0x8923), ("give one an address", 0x8916), ("set its hardware address", 0x8924),
    ("add a route", 0x890B), ("a bridge", 0x89A0), ("a VLAN", 0x8983), ("a bond", 0x8990), ("ask its driver", 0x8946), ("set a neighbour", 0x8955),
]:
    request = b"lo\0".ljust(16, b"\0") + bytes(24)
    attempt(what, lambda: fcntl.ioctl(datagram, number, request))
