"""Leaves daemons behind: in sessions of their own, streams closed, deaf to every signal."""
# within: 10
import signal
import time

from evidence import *

for number in range(20):
    if os.fork() == 0:
        os.setsid()
        for each in range(1, 32):
            if each not in (signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD):
                signal.signal(each, signal.SIG_IGN)
        if os.fork() == 0:
            os.closerange(0, 100)
            while True:
                time.sleep(1)
        os._exit(0)
held("20 daemons", "the host looks whether they are gone")
