"""Reads what the kernel tells about the whole machine."""
# bare: escapes
from evidence import *

for name in [
    "kallsyms", "kmsg", "kcore", "config.gz", "keys", "key-users", "slabinfo", "timer_list", "sched_debug",
    "kpagecount", "kpageflags", "iomem", "ioports", "interrupts", "softirqs", "modules", "vmallocinfo", "pagetypeinfo",
    "latency_stats", "sysrq-trigger", "cmdline", "diskstats", "partitions", "swaps", "locks", "cgroups", "buddyinfo",
    "zoneinfo", "crypto", "devices", "misc", "timer_stats", "mtrr", "dma", "bootconfig",
]:
    look(f"/proc/{name}", lambda: read(f"/proc/{name}", 4096))
for folder in ["fs", "bus", "irq", "pressure", "driver", "scsi", "acpi", "asound", "dynamic_debug"]:
    look(f"/proc/{folder}", lambda: os.listdir(f"/proc/{folder}"))
look("which boot this is", lambda: read("/proc/sys/kernel/random/boot_id"))
look("the kernel's log by syslog", lambda: call("syslog", 3, ctypes.create_string_buffer(4096), 4096))
look("the kernel's log's size", lambda: call("syslog", 10, 0, 0))
look("/dev/kmsg", lambda: os.open("/dev/kmsg", os.O_RDONLY | os.O_NONBLOCK))
look("the kernel's own symbols", lambda: [it for it in read("/proc/self/stack").split() if it.startswith(b"[<f")])
