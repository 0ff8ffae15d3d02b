"""Makes system calls by the numbers of other architectures."""
import mmap

from evidence import *

if X86:
    # mov eax, NUMBER; int 0x80; ret
    def by_interrupt(number):
        page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        page.write(b"\xb8" + number.to_bytes(4, "little") + b"\xcd\x80\xc3")
        code = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))
        result = code()
        if result < 0:
            raise OSError(-result, os.strerror(-result))
        return result

    def interrupted(number):
        # A kernel without 32-bit programs ends the process instead.
        status = in_child(lambda: by_interrupt(number))
        if status != 0:
            raise OSError(f"status {status}")
        return status

    for name, number in [("getpid", 20), ("mount", 21), ("ptrace", 26), ("keyctl", 288)]:
        attempt(f"32-bit {name}", lambda: interrupted(number))
    for name, number in [("getpid", 39), ("ptrace", 521), ("mount", 165)]:
        attempt(f"x32 {name}", lambda: libc.syscall(ctypes.c_long(0x40000000 | number)) != -1 or raise_errno(name))
for number in [470, 500, 1000, 2**31 - 1]:
    attempt(f"call {number}", lambda: libc.syscall(ctypes.c_long(number)) != -1 or raise_errno(str(number)))
