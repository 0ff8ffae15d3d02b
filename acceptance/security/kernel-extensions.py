"""Loads code into the kernel, watches it, or makes calls past the filter."""
from evidence import *

attributes = ctypes.create_string_buffer(128)
for command in range(4):
    attempt(f"bpf {command}", lambda: call("bpf", command, attributes, 128))
event = ctypes.create_string_buffer(128)
event[4] = 128
attempt("perf_event_open", lambda: call("perf_event_open", event, 0, -1, -1, 0))
attempt("io_uring_setup", lambda: call("io_uring_setup", 4, ctypes.create_string_buffer(120)))
for flags in [0, 1, 0x800]:
    attempt(f"userfaultfd {flags}", lambda: call("userfaultfd", flags))
attempt("memfd_secret", lambda: call("memfd_secret", 0))
attempt("fanotify_init", lambda: call("fanotify_init", 0, 0))
attempt("init_module", lambda: call("init_module", b"x", 1, b""))
attempt("finit_module", lambda: call("finit_module", 0, b"", 0))
attempt("delete_module", lambda: call("delete_module", b"ext4", 0x800))
attempt("kexec_load", lambda: call("kexec_load", 0, 0, 0, 0))
