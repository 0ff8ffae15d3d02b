"""Moves, drops, compares and borrows what belongs to process 1."""
from evidence import *

NUMBERS.update({
    "kcmp": (312, 272), "move_pages": (279, 239), "migrate_pages": (256, 238), "get_robust_list": (274, 100),
    "process_madvise": 440, "process_mrelease": 448, "sched_setattr": (314, 274), "perf_event_open": (298, 241),
})
buffer = ctypes.create_string_buffer(4096)
part = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 4096)
pointer = ctypes.c_void_p()
attempt("read its memory", lambda: call("process_vm_readv", 1, part, 1, part, 1, 0))
attempt("write its memory", lambda: call("process_vm_writev", 1, part, 1, part, 1, 0))
for kind in range(8):
    attempt(f"compare with it {kind}", lambda: (call("kcmp", 1, os.getpid(), kind, 0, 0), "told"))
attempt("move its pages", lambda: (call("move_pages", 1, 1, part, 0, buffer, 0), "moved"))
attempt("move all of its pages", lambda: (call("migrate_pages", 1, 64, buffer, buffer), "moved"))
attempt("where its locks are", lambda: (call("get_robust_list", 1, ctypes.byref(pointer), part), "told"))
descriptor = call("pidfd_open", 1, 0)
attempt("advise its memory", lambda: call("process_madvise", descriptor, part, 1, 21, 0))
attempt("drop its memory", lambda: (call("process_mrelease", descriptor, 0), "dropped"))
for number in range(12):
    attempt(f"borrow its descriptor {number}", lambda: call("pidfd_getfd", descriptor, number, 0))
attempt("schedule it", lambda: (call("sched_setattr", 1, (ctypes.c_uint32 * 14)(48, 6), 0), "set"))
for name in ["clear_refs", "mem", "oom_adj", "oom_score_adj", "sched", "autogroup", "coredump_filter", "make-it-fail", "timens_offsets", "loginuid", "attr/current"]:
    attempt(f"write its {name}", lambda: write(f"/proc/1/{name}", b"1"))
