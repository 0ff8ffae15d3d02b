"""Makes watches, timers and signals that wait until the user's share of the machine is used up."""
# ends: exited 0
import signal

from evidence import *

watches = 0
for _ in range(1000):
    fd = libc.inotify_init1(0)
    if fd < 0:
        break
    watches += 1
require("few watchers", watches <= 128, watches)
paths = 0
for number in range(100_000):
    path = f"/tmp/{number}"
    try:
        open(path, "w").close()
    except OSError:
        break
    if libc.inotify_add_watch(3, path.encode(), 0xFFF) < 0:
        break
    paths += 1
require("few watches", paths <= 8192, paths)
timers = 0
event = (ctypes.c_int32 * 16)(0, 0, signal.SIGUSR1, 0)
for _ in range(100_000):
    timer = ctypes.c_int()
    if libc.timer_create(1, event, ctypes.byref(timer)) < 0:
        break
    timers += 1
require("few timers", timers <= 1024, timers)
signal.pthread_sigmask(signal.SIG_BLOCK, {40})
queued = 0
while queued < 100_000 and libc.sigqueue(os.getpid(), 40, ctypes.c_void_p(1)) == 0:
    queued += 1
require("few signals that wait", queued <= 1024, queued)
