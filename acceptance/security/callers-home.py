"""Reads the files of whoever started the sandbox."""
# bare: escapes
from evidence import *

for name in ["secret.txt", ".ssh/id_ed25519", ".aws/credentials", ".netrc"]:
    attempt(f"read ~/{name}", lambda: read(os.path.join(HOME, name)))
look("list the caller's home", lambda: os.listdir(HOME))
