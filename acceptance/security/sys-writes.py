"""Reaches the machine through /sys."""
from evidence import *

look("anything in /sys", lambda: os.listdir("/sys"))
for path in [
    "/sys/kernel/uevent_helper", "/sys/kernel/mm/ksm/run", "/sys/power/state", "/sys/fs/cgroup/release_agent",
    "/sys/fs/cgroup/cgroup.procs", "/sys/module/kernel/parameters/panic", "/sys/kernel/debug", "/sys/kernel/security",
    "/sys/firmware/efi/efivars", "/sys/bus/pci/rescan",
]:
    attempt(f"open {path}", lambda: os.open(path, os.O_RDONLY))
