"""Rules the machine: names, clocks, power, swap, accounting, priorities."""
import resource
import time

from evidence import *

attempt("sethostname", lambda: call("sethostname", b"mine", 4))
attempt("clock_settime", lambda: time.clock_settime(time.CLOCK_REALTIME, 0) or "set")
attempt("settimeofday", lambda: call("settimeofday", (ctypes.c_long * 2)(1, 0), 0))
# A wrong magic number does nothing even to root.
attempt("reboot", lambda: call("reboot", 0xFEE1DEAD, 0, 0, 0))
attempt("swapon", lambda: call("swapon", b"/tmp/none", 0))
attempt("acct", lambda: call("acct", 0))
attempt("quotactl", lambda: call("quotactl", 0x80000100, b"/dev/none", 0, 0))
attempt("be preferred", lambda: os.nice(-5))
attempt("run in real time", lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)) or "set")
attempt("read and write in real time", lambda: call("ioprio_set", 1, 0, 1 << 13))
for name in ["RLIMIT_NOFILE", "RLIMIT_NPROC", "RLIMIT_CORE"]:
    number = getattr(resource, name)
    soft, hard = resource.getrlimit(number)
    require(f"{name} has a ceiling", hard != resource.RLIM_INFINITY, hard)
    try:
        resource.setrlimit(number, (hard, hard + 1))
    except (OSError, ValueError) as refusal:
        held(f"raise {name}", refusal)
    require(f"raise {name}, whatever the answer", resource.getrlimit(number)[1] <= hard, resource.getrlimit(number))
require("the host's name is not known", os.uname().nodename == "sandbox", os.uname().nodename)
