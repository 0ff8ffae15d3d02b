"""Asks for more and more files that are not there: the kernel remembers each."""
# options: --memory 64M --timeout 2s
# ends: limit-reached time
# hits: time
# needs: memory-limit
import resource

from evidence import *

held("nothing yet", "the end says whether it was held")
before = int(read("/proc/meminfo").split(b"Slab:")[1].split()[0])
number = 0
while True:
    for _ in range(10000):
        number += 1
        os.path.exists(f"/tmp/{number:0200}")
    now = int(read("/proc/meminfo").split(b"Slab:")[1].split()[0])
    if now - before > 300 * 1024:
        escaped(f"{number} names", f"{(now - before) >> 10} MiB of the kernel's")
