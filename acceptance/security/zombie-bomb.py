"""Leaves the dead unburied."""
# hits: processes
from evidence import *

count = 0
try:
    while count < 5000:
        if os.fork() == 0:
            os._exit(0)
        count += 1
    escaped("the dead without end", count)
except BlockingIOError as refusal:
    held(f"after {count} dead", refusal)
