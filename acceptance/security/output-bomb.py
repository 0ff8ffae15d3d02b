"""Prints without end, by several processes to both streams."""
# options: --output 1M
# ends: limit-reached output
# hits: output
from evidence import *

held("nothing yet", "the end says whether it was held")
for _ in range(3):
    os.fork()
while True:
    os.write(1, b"x" * 4096)
    os.write(2, b"y" * 4096)
