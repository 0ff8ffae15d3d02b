"""Keeps the end of the program from process 1: a tracer hears of it first."""
# ends: exited 7
# within: 10
import time

from evidence import *

SEIZE = 0x4206
program = os.getpid()
ready, told = os.pipe()
if os.fork() == 0:
    os.setsid()
    call("ptrace", SEIZE, program, 0, 0)
    os.write(told, b"x")
    time.sleep(300)
os.read(ready, 1)
held("an end that nobody passes on", "the end says whether it was waited for")
os._exit(7)
