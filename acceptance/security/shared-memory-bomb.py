"""Takes memory that belongs to no process: nothing of it is mapped."""
# ends: limit-reached memory
# hits: memory
# needs: memory-limit
from evidence import *

held("nothing yet", "the end says whether it was held")
piece = os.urandom(1 << 20)
for number in range(20):
    fd = os.memfd_create(f"hoard {number}")
    for _ in range(100):
        os.write(fd, piece)
escaped("2000 MiB in memory files", "though 1 GiB is allowed")
