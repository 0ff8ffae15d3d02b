"""Fills every place that can be written."""
# options: --disk 32M
# hits: disk
import errno

from evidence import *

total = 0
piece = bytes(1 << 20)
for folder in ["/tmp", "/var/tmp", "/home/user", "/build", "/dev/shm"]:
    try:
        with open(f"{folder}/{TOKEN}-{folder[1:4]}", "wb", buffering=0) as file:
            while total < 1 << 30:
                total += file.write(piece)
    except OSError as refusal:
        require(f"fill {folder}", refusal.errno == errno.ENOSPC, refusal)
require("all places together", total <= 34 << 20, f"{total >> 20} MiB")
