"""Looks into every process it can name."""
from evidence import *

visible = [it for it in os.listdir("/proc") if it.isdigit()]
for process in sorted({*visible, "1", str(os.getppid()), "2", "3", "4"} - {str(os.getpid())}):
    look(f"the environment of {process}", lambda: read(f"/proc/{process}/environ"))
    look(f"the files of {process}", lambda: os.listdir(f"/proc/{process}/fd"))
    look(f"the root of {process}", lambda: os.listdir(f"/proc/{process}/root"))
    look(f"the folder of {process}", lambda: os.listdir(f"/proc/{process}/cwd"))
    look(f"the program of {process}", lambda: os.readlink(f"/proc/{process}/exe"))
