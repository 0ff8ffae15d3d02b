"""Makes process 1 its tracer, which then hears of a stop where it waits for an end."""
# ends: exited 3
import signal

from evidence import *

TRACEME = 0
require("be traced", call("ptrace", TRACEME, 0, 0, 0) == 0)
os.kill(os.getpid(), signal.SIGWINCH)
held("a stop that is no end", "it went on")
os._exit(3)
