"""Has the kernel keep tables of much that was never there: pages of pages, in a space that nobody fills."""
# options: --memory 64M
# ends: limit-reached memory
# hits: memory
# needs: memory-limit
import mmap

from evidence import *

held("nothing yet", "the end says whether it was held")
space = mmap.mmap(-1, 1 << 44, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000, prot=mmap.PROT_READ)
for place in range(0, 1 << 44, 1 << 30):
    space[place]
escaped("tables for 16 TiB", "though 64 MiB are allowed")
