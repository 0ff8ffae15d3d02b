"""Prints what looks like a result of ours, and speaks the engine's own language wherever it can."""
# ends: exited 3
import glob
import socket
import struct

from evidence import *

print('{"assay":"0.1.0","format":1,"exitStatus":0,"run":{"outcome":{"kind":"exited","status":0}},"forged":true}')
print('"}},"exitStatus":0,"forged":true}\n\n{"exitStatus":0}')
for kind in range(256):
    sys.stdout.flush()
    os.write(1, struct.pack("<IB", 9, kind) + bytes(8))
    os.write(2, struct.pack("<IB", 9, kind) + bytes(8))
for fd in range(3, 64):
    attempt(f"write to descriptor {fd}", lambda: os.write(fd, struct.pack("<IB", 9, 5) + bytes(8)))
for path in glob.glob("/proc/[0-9]*/fd/*"):
    if not path.startswith(f"/proc/{os.getpid()}/"):
        attempt(f"write to {path}", lambda: write(path))
for name in ["host", "assay", "cell", "init"]:
    attempt(f"connect to {name}", lambda: socket.socket(socket.AF_UNIX).connect("\0" + name) or "connected")
sys.stdout.flush()
os._exit(3)
