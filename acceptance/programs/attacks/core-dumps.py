"""Leaves an image of its memory on the host."""
import glob
import resource

from evidence import *

require("no core files", resource.getrlimit(resource.RLIMIT_CORE)[1] == 0, resource.getrlimit(resource.RLIMIT_CORE))
attempt("allow them", lambda: resource.setrlimit(resource.RLIMIT_CORE, (-1, -1)) or "set")
status = in_child(os.abort)
require("a child was aborted", status == -6, status)
look("its image", lambda: glob.glob("/home/user/core") + glob.glob("/home/user/core.*") + glob.glob("/tmp/core*"))
