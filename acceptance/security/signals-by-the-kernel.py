"""Has the kernel signal process 1, which ignores what programs send: by descriptors, timers, queues and terminals."""
import fcntl
import pty
import signal
import socket
import termios
import time

from evidence import *

F_SETSIG, FIOASYNC, FIOSETOWN = 10, 0x5452, 0x8901
for number in [0, signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM, signal.SIGHUP]:
    one, other = socket.socketpair()
    try:
        for owner in [1, -1, 0]:
            fcntl.fcntl(one, fcntl.F_SETOWN, owner if owner else 1)
            fcntl.fcntl(one, F_SETSIG, number)
            fcntl.fcntl(one, fcntl.F_SETFL, os.O_NONBLOCK | os.O_ASYNC)
            if owner != -1:
                other.send(b"x")
    except OSError as refusal:
        held(f"descriptor that signals {number}", refusal)
NUMBERS["rt_sigqueueinfo"] = (129, 138)
NUMBERS["rt_tgsigqueueinfo"] = (297, 240)
NUMBERS["tkill"] = (200, 130)
NUMBERS["pidfd_send_signal"] = 424
information = (ctypes.c_int32 * 32)(signal.SIGKILL, 0, 0x80)
for name, arguments in [
    ("rt_sigqueueinfo", (1, 9, information)), ("rt_tgsigqueueinfo", (1, 1, 9, information)), ("tkill", (1, 9)),
]:
    try:
        call(name, *arguments)
    except OSError as refusal:
        held(name, refusal)
attempt("a process descriptor's signal", lambda: call("pidfd_send_signal", call("pidfd_open", 1, 0), 9, information, 0))
main, second = pty.openpty()
attempt("make init the terminal's foreground", lambda: os.tcsetpgrp(second, 1))
attempt("join init's session", lambda: os.setpgid(0, 1) or "joined")
attempt("move init into a group", lambda: os.setpgid(1, os.getpgid(0)) or "moved")
time.sleep(0.2)
require("init lives, and is its parent", os.getppid() == 1, os.getppid())
