import socket

try:
    socket.create_connection(("192.0.2.1", 80), timeout=5)
    print("outside: open")
except TimeoutError:
    print("outside: silent")
except OSError:
    print("outside: refused")

server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname())
accepted, _ = server.accept()
client.sendall(b"gold")
print("loopback:", accepted.recv(4).decode())
