"""Asks its namespaces for those above them, and for whoever owns them."""
import fcntl

from evidence import *

OWNER, PARENT, KIND, OWNER_ID, MOUNTS = 0xB701, 0xB702, 0xB703, 0xB704, 0x8008B705
for name in ["user", "pid", "mnt", "net", "ipc", "uts", "cgroup", "time", "pid_for_children"]:
    own = os.open(f"/proc/self/ns/{name}", os.O_RDONLY)
    attempt(f"the parent of {name}", lambda: fcntl.ioctl(own, PARENT))
    try:
        above = fcntl.ioctl(own, OWNER)
    except OSError as refusal:
        held(f"the owner of {name}", refusal)
        continue
    # That of all but the user namespace is its own user namespace, and no further.
    require(f"the owner of {name} is its own", os.fstat(above).st_ino == os.stat("/proc/self/ns/user").st_ino)
    attempt(f"the owner's parent, by {name}", lambda: fcntl.ioctl(above, PARENT))
    attempt(f"the owner's owner, by {name}", lambda: fcntl.ioctl(above, OWNER))
    attempt(f"enter the owner of {name}", lambda: call("setns", above, 0))
    attempt(f"enter {name} as it is", lambda: call("setns", own, 0))
for number in [0xEFFFFFFF, 0xEFFFFFFE, 0xEFFFFFFD, 0xEFFFFFFC, 4026531840, 4026531841]:
    attempt(f"the host's by number {number}", lambda: os.open(f"/proc/self/ns/../../../ns/{number}", os.O_RDONLY))
