"""Stops itself and its children, so that nobody answers."""
# options: --timeout 2s
# ends: limit-reached time
# hits: time
import signal

from evidence import *

held("nothing yet", "the end says whether it was held")
for _ in range(3):
    os.fork()
os.kill(os.getpid(), signal.SIGSTOP)
