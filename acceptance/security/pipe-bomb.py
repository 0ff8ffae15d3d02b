"""Keeps what it has in pipes that nobody reads: the kernel's memory, of no process."""
# options: --memory 64M
# ends: limit-reached memory
# hits: memory
# needs: memory-limit
import fcntl

from evidence import *

held("nothing yet", "the end says whether it was held")
kept = []
for _ in range(500):
    kept.append(os.pipe())
    try:
        fcntl.fcntl(kept[-1][1], 1031, 1 << 20)
    except OSError:
        pass
    os.set_blocking(kept[-1][1], False)
    try:
        while os.write(kept[-1][1], bytes(65536)):
            pass
    except BlockingIOError:
        pass
escaped("what 500 pipes hold", "though 64 MiB are allowed")
