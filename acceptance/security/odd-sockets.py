"""Opens sockets of families that reach the kernel's rarely used corners, or the machine's host."""
import socket

from evidence import *

for name, family, kind, protocol in [
    ("AF_ALG", 38, 5, 0), ("AF_VSOCK", 40, 1, 0), ("AF_PACKET raw", 17, 3, 768), ("AF_PACKET datagram", 17, 2, 768),
    ("raw IPv4", 2, 3, 1), ("raw IPv6", 10, 3, 58), ("netlink audit", 16, 3, 9), ("netlink uevent", 16, 2, 15),
    ("netlink netfilter", 16, 3, 12), ("netlink xfrm", 16, 3, 6), ("netlink crypto", 16, 3, 21),
    ("netlink generic", 16, 3, 16), ("AF_CAN", 29, 3, 1), ("AF_TIPC", 30, 1, 0), ("AF_BLUETOOTH", 31, 3, 1),
    ("AF_RXRPC", 33, 2, 2), ("AF_KCM", 41, 5, 0), ("AF_QIPCRTR", 42, 2, 0), ("AF_SMC", 43, 1, 0), ("AF_XDP", 44, 3, 0),
    ("AF_KEY", 15, 3, 2), ("AF_APPLETALK", 5, 2, 0), ("AF_X25", 9, 5, 0), ("AF_NFC", 39, 5, 0), ("AF_MCTP", 45, 2, 0),
    ("AF_IB", 27, 3, 0), ("AF_PPPOX", 24, 2, 0), ("AF_LLC", 26, 2, 0), ("AF_RDS", 21, 5, 0),
    ("SCTP", 2, 1, 132), ("SCTP sequenced", 10, 5, 132), ("DCCP", 2, 6, 33), ("L2TP", 2, 2, 115), ("UDP lite", 2, 2, 136),
]:
    attempt(name, lambda: socket.socket(family, kind, protocol))
attempt("a pair of VSOCK", lambda: socket.socketpair(40, 1, 0))
