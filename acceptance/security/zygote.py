"""Looks for the interpreter that it was forked from, if it was: whom it could read, hold up, or speak to."""
import fcntl
import gc
import mmap
import resource
import signal
import socket

from evidence import *

maps = read("/proc/self/maps", 1 << 20).decode().splitlines()
look("memory that is shared", lambda: [it for it in maps if it.split()[1].endswith("s") and "w" in it.split()[1]])
look("memory of nobody's file", lambda: [it for it in maps if "memfd:" in it or "(deleted)" in it or "/dev/zero" in it])
look("sockets that it did not open", lambda: [it for it in gc.get_objects() if isinstance(it, socket.socket)])
look("other descriptors", lambda: [it for it in os.listdir("/proc/self/fd") if int(it) > 2 and os.path.exists(f"/proc/self/fd/{it}")])
require("nobody else's session", os.getsid(0) == os.getpid() == os.getpgid(0), (os.getsid(0), os.getpid()))
require("a child of init", os.getppid() == 1, os.getppid())
look("children that it did not start", lambda: read("/proc/self/task/self/children") if os.path.exists("/proc/self/task/self/children") else b"")
attempt("wait for one", lambda: os.waitpid(-1, os.WNOHANG))
for process in range(2, 40):
    if process != os.getpid():
        attempt(f"see {process}", lambda: os.kill(process, 0) or "there")
        attempt(f"trace {process}", lambda: (call("ptrace", 16, process, 0, 0), "traced"))
for number in range(1, 65):
    if number not in (signal.SIGKILL, signal.SIGSTOP, 32, 33) and signal.getsignal(number) not in (signal.SIG_DFL, signal.SIG_IGN, signal.default_int_handler, None):
        escaped(f"a handler of signal {number}", signal.getsignal(number))
require("no signal is blocked", not signal.pthread_sigmask(signal.SIG_BLOCK, []), signal.pthread_sigmask(signal.SIG_BLOCK, []))
require("no alarm is set", signal.getitimer(signal.ITIMER_REAL) == (0, 0))
status = dict(line.split(":\t", 1) for line in read("/proc/self/status").decode().splitlines() if ":\t" in line)
require("no capability in any set", all(int(status[it], 16) == 0 for it in ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"]), status)
require("its own groups", all(it.endswith(":/") for it in read("/proc/self/cgroup").decode().split()), read("/proc/self/cgroup"))
require("one user and pid namespace with its init", len(set(status["NSpid"].split())) <= 2 and status["NSpid"].split()[-1] == str(os.getpid()), status["NSpid"])
for name in ["user", "pid", "mnt"]:
    attempt(f"the {name} namespace that children would be in is another", lambda: os.stat(f"/proc/self/ns/{name}_for_children").st_ino == os.stat(f"/proc/self/ns/{name}").st_ino and raise_errno("the same") or "another")
for variable in ["ASSAY", "ZYGOTE", "LD_PRELOAD", "PYTHONPATH"]:
    look(f"a variable {variable}", lambda: [it for it in os.environ if it.startswith(variable)])
require("the mask of a fresh process", os.umask(0o22) == 0o22)
require("where it is told to be", os.getcwd() == "/home/user", os.getcwd())
look("threads that wait", lambda: [it for it in os.listdir("/proc/self/task") if int(it) != os.getpid()])
