"""Takes memory that belongs to no process, so that the largest process left is init."""
# ends: limit-reached memory
# hits: memory
# needs: memory-limit
# options: --memory 64M
import subprocess

from evidence import *

held("nothing yet", "the end says whether it was held")
write("/proc/self/oom_score_adj", b"0")
subprocess.Popen(["sh", "-c", "while :; do head -c 300000000 /dev/zero >/dev/shm/x; done"])
os.execv("/bin/sh", ["sh", "-c", "while :; do head -c 300000000 /dev/zero >/tmp/y; done"])
