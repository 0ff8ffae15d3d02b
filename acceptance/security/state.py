"""Leaves something for the next run, having looked for what the last one left."""
import glob

from evidence import *

FOLDERS = ["/tmp", "/var/tmp", "/dev/shm", "/home/user", "/build", "/run", "/root"]
KEY = 0xA55A7
IPC_CREAT = 0o1000

for folder in FOLDERS:
    look(f"left in {folder}", lambda: [it for it in glob.glob(f"{folder}/*") if "assay-state" in it])
for folder in FOLDERS:
    try:
        with open(f"{folder}/assay-state", "w") as file:
            file.write(TOKEN)
    except OSError as refusal:
        held(f"leave something in {folder}", refusal)
look("a shared memory segment", lambda: libc.shmget(KEY, 4096, 0) >= 0)
require("make one", libc.shmget(KEY, 4096, IPC_CREAT | 0o666) >= 0)
look("a semaphore", lambda: libc.semget(KEY, 1, 0) >= 0)
require("make one", libc.semget(KEY, 1, IPC_CREAT | 0o666) >= 0)
look("a message queue", lambda: libc.msgget(KEY, 0) >= 0)
require("make one", libc.msgget(KEY, IPC_CREAT | 0o666) >= 0)
look("a POSIX message queue", lambda: libc.mq_open(b"/assay-state", os.O_RDONLY) >= 0)
smallest = (ctypes.c_long * 8)(0, 1, 16, 0)
if libc.mq_open(b"/assay-state", os.O_CREAT | os.O_RDWR, 0o666, smallest) < 0:
    held("make one", "not allowed at all")
for path in ["/proc/sysvipc/shm", "/proc/sysvipc/sem", "/proc/sysvipc/msg"]:
    require(f"one of its own in {path}", len(read(path).splitlines()) == 2, read(path))
require("the first processes of their sandbox", os.getpid() < 50, os.getpid())
