"""Makes files that would give whoever executes them more than he has."""
import shutil

from evidence import *

shutil.copy("/bin/sh", "/tmp/shell")
os.chmod("/tmp/shell", 0o6755)
ids = lambda: os.popen("/tmp/shell -p -c 'grep ^Uid: /proc/self/status'").read().split()[1:]
require("a setuid file is no more than its owner", set(ids()) == {str(os.getuid())}, ids())
ALL = bytes.fromhex("0100000200ffffff00000000ffffff0000000000")
attempt("give it capabilities", lambda: os.setxattr("/tmp/shell", "security.capability", ALL) or "given")
attempt("mark it as trusted", lambda: os.setxattr("/tmp/shell", "trusted.x", b"x") or "marked")
for owner in [0, 1, 65534]:
    attempt(f"give it to {owner}", lambda: os.chown("/tmp/shell", owner, owner) or "given")
require("no new privileges", "NoNewPrivs:\t1" in read("/proc/self/status").decode())
