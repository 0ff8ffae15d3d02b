"""Writes to what it sees of the host."""
from evidence import *

folders = ["/usr/bin", "/usr/lib", "/etc", "/bin", "/lib", "/", "/root", "/run", "/var", "/home", "/dev", sys.base_prefix, os.path.dirname(os.__file__)]
for folder in folders:
    attempt(f"create in {folder}", lambda: open(os.path.join(folder, TOKEN), "w"))
for path in ["/usr/bin/env", "/etc/passwd", "/etc/hosts", "/etc/ld.so.cache", sys.executable, os.__file__, "/proc/self/exe"]:
    attempt(f"write {path}", lambda: open(path, "r+b"))
    attempt(f"chmod {path}", lambda: os.chmod(path, 0o777) or "changed")
    attempt(f"remove {path}", lambda: os.remove(path) or "removed")
    attempt(f"touch {path}", lambda: os.utime(path) or "touched")
    attempt(f"link {path}", lambda: os.link(path, f"/tmp/{TOKEN}-link") or "linked")
    attempt(f"rename {path}", lambda: os.rename(path, path + TOKEN) or "renamed")
for path in ["/etc/ld.so.preload", "/etc/profile.d/x.sh", "/etc/sudoers.d/x", "/usr/local/bin/python3"]:
    attempt(f"plant {path}", lambda: os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
os.symlink("/usr/bin", f"/tmp/{TOKEN}-bin")
attempt("write through a link", lambda: open(f"/tmp/{TOKEN}-bin/{TOKEN}", "w"))
