"""Runs a program that is in no file system. Allowed on purpose: what may be written in /tmp may be run there too."""
from evidence import *

fd = os.memfd_create(TOKEN)
os.write(fd, read("/usr/bin/id", 1 << 24))
sys.stdout.flush()
if os.fork() == 0:
    os.execve(fd, ["id", "-u"], {})
_, status = os.wait()
allowed("run a program from memory", status)
held("it is no other user by that", os.getuid())
