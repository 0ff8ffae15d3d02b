# What a module imports in its turn may be the program's, whenever it came to be.
import importlib
import os
import sys
import types

with open("token.py", "w") as file:
    file.write("print('the token of this program')\nEXACT_TOKEN_TYPES = {}\n")
importlib.invalidate_caches()
try:
    import inspect
except Exception as error:
    print(type(error).__name__, error)
os.mkdir("library")
with open("library/fractions.py", "w") as file:
    file.write("Fraction = Decimal = None\n")
sys.path.insert(0, "library")
try:
    import statistics
except Exception as error:
    print(type(error).__name__, error)
sys.modules["heapq"] = types.ModuleType("heapq", "a stand-in")
try:
    import difflib
except ImportError as error:
    print(error)
sys.modules["argparse"] = None
try:
    import unittest.main
except ImportError as error:
    print(error)
