"""Becomes another user, or gains capabilities."""
import stat
import subprocess

from evidence import *

status = dict(line.split(":\t", 1) for line in read("/proc/self/status").decode().splitlines() if ":\t" in line)
for name in ["CapInh", "CapPrm", "CapEff", "CapAmb"]:
    require(f"{name} is empty", int(status[name], 16) == 0, status[name])
require("no new privileges", status["NoNewPrivs"].strip() == "1")
require("a filter is on", status["Seccomp"].strip() == "2")
require("an ordinary user", os.getresuid() == (1000, 1000, 1000) and os.getresgid() == (1000, 1000, 1000), os.getresuid())
require("in no other group", set(os.getgroups()) <= {1000, 65534}, os.getgroups())
for name, act in {
    "setuid": lambda: os.setuid(0), "setgid": lambda: os.setgid(0), "setgroups": lambda: os.setgroups([0]),
    "setresuid": lambda: os.setresuid(0, 0, 0),
    "capset": lambda: call("capset", (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)),
}.items():
    attempt(name, lambda: (act(), "done"))

own = f"/tmp/{TOKEN}-id"
with open("/usr/bin/id", "rb") as source, open(own, "wb") as copy:
    copy.write(source.read())
os.chmod(own, 0o6755)
require("a setuid file of its own changes nothing", subprocess.check_output([own, "-u"]).strip() == b"1000")
attempt("give a file capabilities", lambda: os.setxattr(own, "security.capability", bytes.fromhex("0100000200000000") + bytes(12)) or "set")
attempt("give a file to root", lambda: os.chown(own, 0, 0) or "given")

for folder in ["/usr/bin", "/usr/sbin", "/usr/lib/openssh", "/usr/libexec"]:
    for name in os.listdir(folder) if os.path.isdir(folder) else []:
        path = os.path.join(folder, name)
        if os.path.isfile(path) and os.stat(path).st_mode & stat.S_ISUID:
            # su and sudo ask for a password, which is not there to be asked for.
            child = subprocess.run([path, "--help"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=10)
            held(f"setuid program {path}", f"status {child.returncode}")
for command in ["su -c id", "sudo -n id", "pkexec id", "newuidmap 1 0 0 1", "unshare -r id", "nsenter -t 1 -a id", "mount -t tmpfs x /tmp", "umount /proc"]:
    child = subprocess.run(["sh", "-c", command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=10)
    require(f"'{command}' fails", child.returncode != 0 and b"uid=0" not in child.stdout, child.stdout)
