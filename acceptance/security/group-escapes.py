"""Leaves its control groups, or has the kernel run something when they empty."""
from evidence import *

own = read("/proc/self/cgroup").decode()
require("the groups' paths are not the host's", all(line.rsplit(":", 1)[1] == "/" for line in own.splitlines()), own)
for place in ["/sys/fs/cgroup", "/sys/fs/cgroup/memory", "/sys/fs/cgroup/unified"]:
    for name in ["release_agent", "cgroup.procs", "notify_on_release", "memory.max", "memory.limit_in_bytes", "pids.max"]:
        attempt(f"write {place}/{name}", lambda: write(f"{place}/{name}", b"1"))
os.mkdir("/tmp/groups")
for kind, options in [("cgroup", b"memory"), ("cgroup", b"rdma"), ("cgroup", b"none,name=ours"), ("cgroup2", b"")]:
    attempt(f"mount {kind} {options.decode()}", lambda: call("mount", b"none", b"/tmp/groups", kind.encode(), 0, options))
attempt("a cgroup namespace", lambda: call("unshare", 0x02000000))
attempt("start a child in the root group", lambda: os.open("/sys/fs/cgroup", os.O_RDONLY | os.O_DIRECTORY))
