"""Changes files of the host where they are in memory: by pipes, mappings, and a debugger's way into them."""
import mmap

from evidence import *

PATH = "/usr/bin/env"
before = read(PATH)
file = os.open(PATH, os.O_RDONLY)

# A pipe that has had its buffers filled takes what is written later into the same page, if it may be merged.
reader, writer = os.pipe()
size = 65536
os.write(writer, bytes(size))
os.read(reader, size)
require("a page in a pipe", os.splice(file, writer, 1, offset_src=8) == 1)
os.write(writer, b"X" * 16)
require("write behind a page in a pipe", read(PATH) == before)

for name, flags in [("private", mmap.MAP_PRIVATE), ("shared", mmap.MAP_SHARED)]:
    page = mmap.mmap(file, 4096, flags=flags, prot=mmap.PROT_READ)
    # Where it lies: only of what is writable will ctypes tell.
    line = [it for it in open("/proc/self/maps") if it.rstrip().endswith(PATH)][-1]
    start = int(line.split("-")[0], 16)
    try:
        memory = os.open("/proc/self/mem", os.O_RDWR)
        os.pwrite(memory, b"X" * 16, start)
    except OSError as refusal:
        held(f"write to a {name} mapping by /proc/self/mem", refusal)
    require(f"what a {name} mapping does to the file", read(PATH) == before)
    attempt(f"make a {name} mapping writable", lambda: name == "private" and raise_errno("private: harmless") or (libc.mprotect(ctypes.c_void_p(start), 4096, 3) == 0 or raise_errno("mprotect")))
attempt("map it to be written", lambda: mmap.mmap(file, 4096, flags=mmap.MAP_SHARED, prot=mmap.PROT_READ | mmap.PROT_WRITE))
attempt("copy into it", lambda: os.copy_file_range(os.open("/usr/bin/id", os.O_RDONLY), file, 4096))
attempt("send into it", lambda: os.sendfile(file, os.open("/usr/bin/id", os.O_RDONLY), 0, 4096))
for number in [4, 21]:
    # MADV_DONTNEED, MADV_PAGEOUT
    libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(4096), number)
require("whatever was tried", read(PATH) == before)
