# Says which sandbox this is, and what an earlier program left in it; leaves something itself.
import os

root = os.stat("/")
spaces = [os.stat("/proc/self/ns/" + name).st_ino for name in ("mnt", "pid", "ipc", "user")]
print(root.st_dev, root.st_ctime_ns, *spaces, sep="-", end=" ")
left = 0
for folder in "/home/user", "/build", "/tmp", "/dev/shm":
    try:
        with open(folder + "/witness", "x"):
            pass
    except FileExistsError:
        left += 1
    except OSError:
        pass
print(left)
