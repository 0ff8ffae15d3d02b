"""Looks for a mount that may be written to, executed as another user, or used as a device."""
from evidence import *

writable = {"/home/user", "/tmp", "/build", "/var/tmp", "/dev/shm", "/dev/pts", "/.work", "/proc"}
sources = set()
for line in read("/proc/self/mountinfo").decode().splitlines():
    fields = line.split()
    place, options = fields[4], set(fields[5].split(","))
    sources.add(fields[3])
    require(f"{place} has no setuid programs", "nosuid" in options, options)
    device = place.startswith("/dev/") or place.startswith("/proc/")
    require(f"{place} has no devices", "nodev" in options or device, options)
    if "ro" not in options:
        require(f"{place} is meant to be written", place in writable, options)
allowed("see where bound folders lie on the host", sorted(it for it in sources if len(it) > 1)[:3])
