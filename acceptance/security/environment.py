"""Looks for secrets in the environment."""
# bare: escapes
from evidence import *

ordinary = {"PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "SHELL", "PWD", "TERM", "TMPDIR", "LC_CTYPE", "HOSTNAME"}
names = {name for name in os.environ if not name.startswith(("ATTACK_", "PYTHON"))}
look("variables of the caller", lambda: names - ordinary)
