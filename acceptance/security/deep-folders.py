"""Leaves folders so deep that removing them by recursion would not end well."""
from evidence import *

for number in range(20000):
    os.mkdir("x")
    os.chdir("x")
held("20000 folders deep", "the host looks whether they are gone")
