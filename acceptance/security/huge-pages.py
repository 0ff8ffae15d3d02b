"""Takes pages that the host has set aside for somebody, and that count for nobody's memory."""
import mmap

from evidence import *

ANONYMOUS, HUGE, MFD_HUGE, SHM_HUGE, IPC_CREAT = 0x22, 0x40000, 4, 0o4000, 0o1000


def shmget(size, flags):
    result = libc.shmget(0, ctypes.c_size_t(size), flags)
    return result if result >= 0 else raise_errno("shmget")


for size in [0, 21 << 26, 30 << 26]:
    attempt(f"map them, size {size >> 26}", lambda: mmap.mmap(-1, 2 << 20, flags=ANONYMOUS | HUGE | size))
    attempt(f"a file of them, size {size >> 26}", lambda: os.memfd_create(TOKEN, MFD_HUGE | size))
    attempt(f"a segment of them, size {size >> 26}", lambda: shmget(2 << 20, IPC_CREAT | SHM_HUGE | size | 0o600))

look("a file system of them", lambda: [it for it in read("/proc/mounts").splitlines() if b"hugetlbfs" in it])
look("how many there are", lambda: os.listdir("/sys/kernel/mm/hugepages"))
