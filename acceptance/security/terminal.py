"""Types into the terminal of whoever started the sandbox."""
import fcntl
import pty

from evidence import *

STI, LINUX, SCTTY, CONS = 0x5412, 0x541C, 0x540E, 0x541D
for fd in range(3):
    attempt(f"inject into {fd}", lambda: fcntl.ioctl(fd, STI, b"x"))
attempt("inject into /dev/tty", lambda: fcntl.ioctl(os.open("/dev/tty", os.O_RDWR), STI, b"x"))
main, second = pty.openpty()
allowed("have a terminal of its own", os.ttyname(second))
fcntl.ioctl(second, SCTTY, 0)
attempt("inject into its own", lambda: fcntl.ioctl(second, STI, b"x"))
attempt("inject with the upper half set", lambda: call("ioctl", second, STI | 1 << 32, b"x"))
attempt("paste", lambda: call("ioctl", second, LINUX, b"\3"))
attempt("load a driver for it", lambda: call("ioctl", second, 0x5423, ctypes.byref(ctypes.c_int(21))))
attempt("take over the console", lambda: call("ioctl", second, CONS, 0))
