"""Locks and watches files of the host that it can only read."""
import fcntl

from evidence import *

for path in ["/usr/bin/env", sys.executable, "/dev/null"]:
    file = os.open(path, os.O_RDONLY)
    attempt(f"lock {path} to write", lambda: fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB) or "locked")
    attempt(f"lease {path}", lambda: fcntl.fcntl(file, 1024, 0))
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        allowed(f"an advisory lock on {path}", "any reader may hold one, and nothing of ours waits for it")
    except OSError as refusal:
        held(f"an advisory lock on {path}", refusal)
watches = libc.inotify_init1(0o4000)
if watches >= 0 and libc.inotify_add_watch(watches, b"/usr/bin/env", 0x20) >= 0:
    allowed("hear that a file of the host is opened", "programs that wait for changes need it")
