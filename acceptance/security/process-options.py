"""Sets what a process may set of itself and must not have here: securebits, mappings, priorities, who may watch."""
from evidence import *

NUMBERS.update({"prctl": (157, 167), "sched_setattr": (314, 274), "seccomp": (317, 277), "rseq": (334, 293), "iopl": (172, 0), "ioperm": (173, 0)})
for what, arguments in [
    ("keep capabilities", (8, 2)), ("securebits", (28, 1)), ("drop from the bounding set", (24, 21)),
    ("an ambient capability", (47, 2, 21, 0, 0)), ("another executable", (35, 13, 0, 0, 0)), ("other mappings", (35, 14, 0, 0, 0)),
    ("go before memory is freed", (57, 1, 0, 0, 0)), ("take new privileges again", (38, 0, 0, 0, 0)),
    ("take the filter off", (22, 0, 0, 0, 0)), ("share a core with init", (62, 2, 1, 0, 0)), ("take init's core", (62, 3, 1, 0, 0)),
    ("how memory errors are met", (33, 3, 0, 0, 0)),
]:
    attempt(what, lambda: (call("prctl", *arguments), "done"))
require("the filter is still on", b"Seccomp:\t2" in read("/proc/self/status"))
require("no new privileges still", b"NoNewPrivs:\t1" in read("/proc/self/status"))
for name, policy in [("in real time", 1), ("in turns", 2), ("by a deadline", 6)]:
    attributes = (ctypes.c_uint32 * 14)(56, policy, 0, 0, 0, 50, 10**6, 0, 10**6, 0, 10**6, 0)
    attempt(f"run {name}", lambda: (call("sched_setattr", 0, attributes, 0), "set"))
boosted = (ctypes.c_uint32 * 14)(56, 0, 0, 0, 0xFFFFFFEC)
attempt("a better priority", lambda: (call("sched_setattr", 0, boosted, 0), "set"))
attempt("a filter with a listener past no_new_privs", lambda: call("seccomp", 1, 0xFF, 0))
if X86:
    attempt("ports", lambda: (call("iopl", 3), "done"))
    attempt("a port", lambda: (call("ioperm", 0x80, 1, 1), "done"))
for name in ["loginuid", "sessionid", "oom_adj", "make-it-fail", "fail-nth", "timens_offsets", "attr/exec", "attr/fscreate", "attr/sockcreate", "seccomp_cache", "syscall"]:
    attempt(f"write /proc/self/{name}", lambda: write(f"/proc/self/{name}", b"0 0 1"))
