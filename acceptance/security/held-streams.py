"""Ends, while a child keeps its streams open."""
# within: 10
import time

from evidence import *

if os.fork() == 0:
    os.setsid()
    time.sleep(300)
held("a child with our streams", "the end says whether it was waited for")
