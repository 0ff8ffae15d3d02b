"""Computes without end, by as many processes as it gets, deaf to every signal."""
# options: --timeout 3s
# ends: limit-reached time
# hits: time
import signal

from evidence import *

held("nothing yet", "the end says whether it was held")
for number in range(1, 32):
    if number not in (signal.SIGKILL, signal.SIGSTOP):
        signal.signal(number, signal.SIG_IGN)
for _ in range(5):
    os.fork()
while True:
    pass
