"""Learns where it runs."""
# bare: escapes
import socket

from evidence import *

require("the host's name", socket.gethostname() == "sandbox", socket.gethostname())
look("the machine's id", lambda: read("/etc/machine-id"))
look("the machine's board", lambda: read("/sys/class/dmi/id/product_uuid"))
look("the host's disks", lambda: [it for it in os.listdir("/dev") if it.startswith(("sd", "vd", "nvme"))])
look("control groups of the host", lambda: [it for it in read("/proc/self/cgroup").decode().split() if not it.endswith(":/")])
look("the caller's name", lambda: [it for it in [os.environ.get("LOGNAME"), os.environ.get("USER")] if it not in ("user", None)])
