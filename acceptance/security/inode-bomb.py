"""Makes files without end, and folders without bottom."""
# options: --disk-files 2000
# hits: disk
import errno
import time

from evidence import *

count = 0
try:
    while count < 20000:
        open(f"/tmp/{count}", "w").close()
        count += 1
    escaped("files without end", count)
except OSError as refusal:
    require(f"after {count} files", refusal.errno == errno.ENOSPC and count <= 2000, refusal)
time.sleep(0.3)
