"""Takes process 1 over."""
from evidence import *

ATTACH, SEIZE = 16, 0x4206
attempt("ptrace attach 1", lambda: call("ptrace", ATTACH, 1, 0, 0))
attempt("ptrace seize 1", lambda: call("ptrace", SEIZE, 1, 0, 0))
buffer = ctypes.create_string_buffer(64)
place = (ctypes.c_ulong * 2)(ctypes.addressof(buffer), 64)
there = (ctypes.c_ulong * 2)(0x400000, 64)
attempt("read init's memory", lambda: call("process_vm_readv", 1, place, 1, there, 1, 0))
attempt("write init's memory", lambda: call("process_vm_writev", 1, place, 1, there, 1, 0))


def take_descriptor():
    pidfd = call("pidfd_open", 1, 0)
    return [call("pidfd_getfd", pidfd, fd, 0) for fd in range(3, 8)]


attempt("take init's descriptors", take_descriptor)
