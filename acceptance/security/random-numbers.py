"""Feeds, empties and counts the source of the host's random numbers."""
import fcntl

from evidence import *

GET, ADD_COUNT, GET_POOL, ADD, ZAP, CLEAR, RESEED = 0x80045200, 0x40045201, 0x80085202, 0x40085203, 0x5204, 0x5206, 0x5207
for path in ["/dev/random", "/dev/urandom"]:
    for flags in [os.O_RDONLY, os.O_WRONLY, os.O_RDWR]:
        try:
            device = os.open(path, flags)
        except OSError as refusal:
            held(f"open {path} {flags}", refusal)
            continue
        for name, number in [("say there is more of it", ADD_COUNT), ("look into it", GET_POOL), ("add to it", ADD), ("empty it", ZAP), ("clear it", CLEAR), ("seed it anew", RESEED)]:
            attempt(f"{name} by {path} {flags}", lambda: fcntl.ioctl(device, number, bytes(64)))
    attempt(f"give {path} another mode", lambda: os.chmod(path, 0) or "set")
    attempt(f"remove {path}", lambda: os.remove(path) or "removed")
for name in ["entropy_avail", "poolsize", "urandom_min_reseed_secs", "write_wakeup_threshold"]:
    attempt(f"set {name}", lambda: write(f"/proc/sys/kernel/random/{name}", b"1"))
