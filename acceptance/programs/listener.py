"""Listens on the host for whoever gets out of a sandbox, until its input ends. Prints its port, then a line for
each visitor.

usage: listener.py ABSTRACT-NAME SOCKET-PATH
"""

import selectors
import socket
import sys

abstract = socket.socket(socket.AF_UNIX)
abstract.bind("\0" + sys.argv[1])
path = socket.socket(socket.AF_UNIX)
path.bind(sys.argv[2])
loopback = socket.create_server(("127.0.0.1", 0))
print(loopback.getsockname()[1], flush=True)

selector = selectors.DefaultSelector()
selector.register(sys.stdin, selectors.EVENT_READ)
for name, server in {"abstract": abstract, "path": path, "loopback": loopback}.items():
    server.listen()
    selector.register(server, selectors.EVENT_READ, name)
while True:
    for key, _ in selector.select():
        if key.data is None:
            sys.exit(0)
        visitor, _ = key.fileobj.accept()
        visitor.sendall(b"you are on the host")
        visitor.close()
        print(key.data, flush=True)
