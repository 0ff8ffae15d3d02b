"""Holds up, or hears of, whoever else uses a file of the host."""
import fcntl
import sys

from evidence import *

F_SETLEASE, F_NOTIFY, READ, UNSHARED_READ = 1024, 1026, 0, 1
for path in [sys.executable, "/usr/bin/env", "/etc/ssl/certs", os.__file__]:
    file = os.open(path, os.O_RDONLY)
    for kind in [READ, UNSHARED_READ]:
        attempt(f"lease {path}", lambda: fcntl.fcntl(file, F_SETLEASE, kind))
    attempt(f"be told of {path}", lambda: fcntl.fcntl(file, F_NOTIFY, 0x80000007))
