"""Freezes, trims, marks and maps what lies on the host's disks, by ioctls that need no right to write."""
import fcntl

from evidence import *

FIBMAP, FIFREEZE, FITHAW, FITRIM = 1, 0xC0045877, 0xC0045878, 0xC0185879
GET_FLAGS, SET_FLAGS, SET_XATTR, CLONE, DEDUPE, SET_VERSION = 0x80086601, 0x40086602, 0x401C5820, 0x40049409, 0xC0189436, 0x40087602
GET_FSLABEL, SET_FSLABEL, SHUTDOWN, RESIZE, ENABLE_VERITY = 0x81009431, 0x41009432, 0x8004587D, 0x40086610, 0x40806685
for path in ["/usr/bin/env", "/usr/bin", sys.executable, "/etc/hosts"]:
    file = os.open(path, os.O_RDONLY)
    for name, number in [
        ("freeze", FIFREEZE), ("thaw", FITHAW), ("trim", FITRIM), ("set the flags of", SET_FLAGS),
        ("set the project of", SET_XATTR), ("set the version of", SET_VERSION), ("label", SET_FSLABEL),
        ("shut down", SHUTDOWN), ("resize", RESIZE), ("seal", ENABLE_VERITY), ("tell the blocks of", FIBMAP),
    ]:
        attempt(f"{name} {path}", lambda: fcntl.ioctl(file, number, bytes(128)))
    attempt(f"clone over {path}", lambda: fcntl.ioctl(file, CLONE, os.open("/usr/bin/id", os.O_RDONLY)))
    attempt(f"allocate in {path}", lambda: os.posix_fallocate(file, 0, 1) or "allocated")
    attempt(f"an attribute of {path}", lambda: os.setxattr(path, "user.x", b"x") or "set")
    attempt(f"a group of {path}", lambda: os.chown(path, -1, 1000) or "given")
