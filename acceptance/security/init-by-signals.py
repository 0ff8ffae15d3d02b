"""Kills, stops and provokes process 1; whoever reads this line to the end has seen it fail."""
import time

from evidence import *

for number in range(1, 65):
    try:
        os.kill(1, number)
    except OSError:
        pass
time.sleep(0.2)
held("init lives", "or nobody would be here to say so")
require("still a child of it", os.getppid() == 1, os.getppid())
