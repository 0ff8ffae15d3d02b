"""Looks into, and reaches through, process 1."""
from evidence import *

for name in ["environ", "maps", "mem", "auxv", "stack", "syscall", "pagemap", "io"]:
    look(f"/proc/1/{name}", lambda: read(f"/proc/1/{name}"))
for name in ["fd", "map_files", "fdinfo", "task"]:
    look(f"list /proc/1/{name}", lambda: os.listdir(f"/proc/1/{name}"))
for name in ["root", "cwd", "exe", "ns/mnt", "ns/user"]:
    look(f"follow /proc/1/{name}", lambda: os.readlink(f"/proc/1/{name}"))
attempt("read through /proc/1/root", lambda: read("/proc/1/root/etc/shadow"))
attempt("list /proc/1/cwd", lambda: os.listdir("/proc/1/cwd"))
attempt("write init's memory", lambda: write("/proc/1/mem"))
attempt("write init's oom_score_adj", lambda: write("/proc/1/oom_score_adj", b"1000"))
attempt("clear init's references", lambda: write("/proc/1/clear_refs", b"1"))
attempt("rename init", lambda: write("/proc/1/comm", b"x"))
attempt("start init's files' timers", lambda: write("/proc/1/timerslack_ns", b"1"))
