"""Takes memory by files that belong to no process, so that the largest process left would be init."""
# ends: limit-reached time
# hits: disk
# needs: memory-limit
# options: --memory 64M --timeout 3s
import subprocess

from evidence import *

held("nothing yet", "the end says whether it was held")
write("/proc/self/oom_score_adj", b"0")
subprocess.Popen(["sh", "-c", "while :; do head -c 300000000 /dev/zero >/dev/shm/x; done"])
os.execv("/bin/sh", ["sh", "-c", "while :; do head -c 300000000 /dev/zero >/tmp/y; done"])
