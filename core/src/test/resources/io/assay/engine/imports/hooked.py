# Who looks on while modules are imported sees them all.
import builtins
import sys

original, seen = builtins.__import__, []


def noting(name, *rest, **named):
    seen.append(name)
    return original(name, *rest, **named)


builtins.__import__ = noting
import unittest

builtins.__import__ = original
print(seen)


class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        print("looked for", name)


sys.meta_path.insert(0, Finder)
import dataclasses

sys.meta_path.remove(Finder)
called = set()
sys.setprofile(lambda frame, event, argument: event == "call" and called.add(frame.f_code.co_name))
import datetime

sys.setprofile(None)
print("<module>" in called)
