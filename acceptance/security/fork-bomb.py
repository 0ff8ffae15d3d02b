"""Makes processes without end."""
# hits: processes
# ends: exited 0
import time

from evidence import *

count = 0
try:
    while count < 5000:
        if os.fork() == 0:
            time.sleep(60)
            os._exit(0)
        count += 1
    escaped("processes without end", count)
except BlockingIOError as refusal:
    held(f"after {count} processes", refusal)
time.sleep(0.3)
