"""Takes memory by many processes, each of them modest."""
# ends: limit-reached memory
# hits: memory
import time

from evidence import *

held("nothing yet", "the end says whether it was held")
for _ in range(40):
    if os.fork() == 0:
        hoard = bytearray(os.urandom(4096)) * (100 * 256)
        time.sleep(60)
        os._exit(len(hoard) % 2)
    time.sleep(0.05)
time.sleep(3)
escaped("4000 MiB", "though 1 GiB is allowed")
