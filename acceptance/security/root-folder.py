"""Looks at what the root consists of, and climbs above it."""
from evidence import *

expected = {
    "bin", "sbin", "lib", "lib32", "lib64", "libx32", "usr", "etc", "dev", "proc", "home", "tmp", "build", "var",
    "root", "run", ".work",
}
prefix = sys.base_prefix.split("/")[1]
look("something of the host in /", lambda: set(os.listdir("/")) - expected - {prefix})
look("what .work holds", lambda: os.listdir("/.work"))
root = os.stat("/")
above = os.stat("/" + "../" * 50)
require("nothing above the root", (root.st_dev, root.st_ino) == (above.st_dev, above.st_ino))
attempt("open above the root by descriptor", lambda: os.open("../../../../etc/shadow", os.O_RDONLY, dir_fd=os.open("/", os.O_RDONLY)))
