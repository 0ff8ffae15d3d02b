"""Looks for what an interpreter that waited for its order may have left: its order, its pipe, its helpers."""
import gc
import threading

from evidence import *

for fd in range(3, 256):
    attempt(f"descriptor {fd}", lambda: os.fstat(fd))
require("nobody beside us in this process", os.listdir("/proc/self/task") == [str(os.getpid())] and threading.active_count() == 1)
require("its standard streams are its own", all(os.readlink(f"/proc/self/fd/{fd}").startswith("pipe:") for fd in range(3)))
require("its arguments are the order's", sys.argv[1:] == [TOKEN], sys.argv)
frame = sys._getframe()
while frame.f_back:
    frame = frame.f_back
require("nothing called it", frame.f_code.co_name == "<module>", frame.f_code)
others = [it for it in gc.get_objects() if isinstance(it, dict) and "ATTACK_TOKEN" in it and it["ATTACK_TOKEN"] != TOKEN]
require("no order but its own", not others, others)
