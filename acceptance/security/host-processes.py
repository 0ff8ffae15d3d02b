"""Looks for, and signals, the processes of the host."""
# bare: escapes
from evidence import *

visible = {int(it) for it in os.listdir("/proc") if it.isdigit()}
look("other processes in /proc", lambda: visible - {1, os.getpid()})


def alive(pid):
    try:
        os.kill(pid, 0)
        return True
    except ProcessLookupError:
        return False
    except PermissionError:
        return pid != 1


look("processes that can be signalled", lambda: {it for it in range(1, 40000) if alive(it)} - {1, os.getpid()})
require("a small process id", os.getpid() < 1000, os.getpid())
require("a session of its own", os.getsid(0) == os.getpid(), os.getsid(0))
