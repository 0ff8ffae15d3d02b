"""Looks at what the root consists of, and climbs above it."""
from evidence import *

expected = {
    "bin", "sbin", "lib", "lib32", "lib64", "libx32", "usr", "etc", "dev", "proc", "home", "tmp", "build", "var",
    "root", "run", ".work",
}
# Tools are bound where they are.
tools = {prefix.split("/")[1] for prefix in (sys.prefix, sys.base_prefix)}
look("something of the host in /", lambda: set(os.listdir("/")) - expected - tools)
look("what .work holds", lambda: os.listdir("/.work"))
root = os.stat("/")
above = os.stat("/" + "../" * 50)
require("nothing above the root", (root.st_dev, root.st_ino) == (above.st_dev, above.st_ino))
attempt("open above the root by descriptor", lambda: os.open("../../../../etc/shadow", os.O_RDONLY, dir_fd=os.open("/", os.O_RDONLY)))
