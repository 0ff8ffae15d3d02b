"""Takes the kernel's memory by what is sent and never read."""
# needs: memory-limit
# options: --memory 64M
# ends: limit-reached memory
# hits: memory
import socket

from evidence import *

held("nothing yet", "the end says whether it was held")
total = 0
for _ in range(450):
    one, other = socket.socketpair()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
    one.setblocking(False)
    globals().setdefault("pairs", []).append((one, other))
    try:
        while True:
            total += one.send(bytes(65536))
    except BlockingIOError:
        pass
if total > 100 << 20:
    escaped("kernel memory", f"{total >> 20} MiB, though 64 MiB is allowed")
