# A module that is loaded by hand is another one than the one that is imported.
import importlib.util
import sys

spec = importlib.util.find_spec("unittest")
print(spec.name, spec.origin, "unittest" in sys.modules)
by_hand = importlib.util.module_from_spec(spec)
print("unittest" in sys.modules)
spec.loader.exec_module(by_hand)
print("unittest" in sys.modules)
import unittest

print(by_hand is unittest, by_hand.TestCase is unittest.TestCase, by_hand.main is unittest.main)
