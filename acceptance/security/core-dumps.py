"""Leaves an image of its memory on the host."""
import glob
import resource

from evidence import *


def most():
    """With 0 or 1 byte there is no file, and only with 1 a crash handler of the host is not handed the memory."""
    return resource.getrlimit(resource.RLIMIT_CORE)


require("no core dump", most() == (1, 1), most())
for limits in [(-1, -1), (1, -1), (0, 0), (0, 1)]:
    try:
        resource.setrlimit(resource.RLIMIT_CORE, limits)
    except (OSError, ValueError) as refusal:
        held(f"set it to {limits}", refusal)
    require(f"set it to {limits}, whatever the answer", most() == (1, 1), most())
status = in_child(os.abort)
require("a child was aborted", status == -6, status)
look("its image", lambda: glob.glob("/home/user/core") + glob.glob("/home/user/core.*") + glob.glob("/tmp/core*"))
