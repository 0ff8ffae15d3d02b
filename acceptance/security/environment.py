"""Looks for secrets in the environment."""
# bare: escapes
from evidence import *

ordinary = {"PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "SHELL", "PWD", "TERM", "TMPDIR", "LC_CTYPE", "HOSTNAME"}
names = {name for name in os.environ if not name.startswith(("ATTACK_", "PYTHON"))}
if os.environ.get("VIRTUAL_ENV") == sys.prefix:
    # Its template's, in a place that is named there anyway.
    names.discard("VIRTUAL_ENV")
look("variables of the caller", lambda: names - ordinary)
