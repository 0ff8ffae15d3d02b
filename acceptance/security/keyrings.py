"""Uses the kernel's keyrings, which have no namespace."""
from evidence import *

for ring in [-1, -2, -3, -4, -5]:
    attempt(f"add a key to {ring}", lambda: call("add_key", b"user", TOKEN.encode(), b"secret", 6, ring))
    attempt(f"find keyring {ring}", lambda: call("keyctl", 0, ring, 1))
attempt("request a key", lambda: call("request_key", b"user", TOKEN.encode(), 0, 0))
attempt("join a session keyring", lambda: call("keyctl", 1, 0))
look("keys in /proc", lambda: read("/proc/keys"))
