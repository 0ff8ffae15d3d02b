"""Sends descriptors to itself and never takes them: they count for the user, on the whole machine."""
# ends: exited 0
import array
import socket

from evidence import *

sent = 0
kept = []
try:
    while sent < 100_000:
        one, other = socket.socketpair()
        kept += [one, other]
        one.setblocking(False)
        some = array.array("i", [1] * 250)
        while True:
            try:
                one.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, some)])
            except BlockingIOError:
                break
            sent += 250
except OSError as refusal:
    held(f"{sent} under way", refusal)
require("no more than it may have open, twice", sent <= 4096, sent)
