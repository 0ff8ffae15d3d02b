"""Makes threads without end."""
# hits: processes
import threading
import time

from evidence import *

threading.stack_size(64 * 1024)
count = 0
try:
    while count < 5000:
        threading.Thread(target=time.sleep, args=(1,), daemon=True).start()
        count += 1
    escaped("threads without end", count)
except RuntimeError as refusal:
    held(f"after {count} threads", refusal)
time.sleep(0.3)
