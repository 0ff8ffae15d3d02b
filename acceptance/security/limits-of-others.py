"""Takes from init, and from the machine, what they need to hold the rest."""
import resource

from evidence import *

NUMBERS["prlimit64"] = (302, 261)
NUMBERS["io_setup"] = (206, 0)
none = (ctypes.c_uint64 * 2)(0, 0)
for name in ["RLIMIT_NOFILE", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_NPROC", "RLIMIT_AS", "RLIMIT_STACK"]:
    attempt(f"set init's {name}", lambda: call("prlimit64", 1, getattr(resource, name), none, 0))
attempt("set init's processors", lambda: os.sched_setaffinity(1, {0}) or "set")
attempt("set init's priority", lambda: os.setpriority(os.PRIO_PROCESS, 1, 19) or "set")
attempt("set init's scheduler", lambda: os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0)) or "set")
attempt("set init's input and output priority", lambda: call("ioprio_set", 1, 1, 3 << 13))
attempt("set up requests that the machine shares", lambda: call("io_setup", 128, ctypes.byref(ctypes.c_ulong())))
