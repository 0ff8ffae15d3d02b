import collections
import collections.abc
import logging
import sys
import types
import weakref


class Thing:
    def method(self, reference):
        print("method")


thing, other, third = Thing(), Thing(), Thing()
print(isinstance(thing, collections.abc.Mapping), collections.Counter("aab"))
kept = weakref.WeakSet([thing]), weakref.WeakValueDictionary(a=thing), weakref.WeakKeyDictionary({thing: 1})


def remove(reference):
    print("removed")


# Called with what they refer to: they keep nothing of this module.
sys.references = [
    weakref.ref(thing, types.FunctionType(remove.__code__, {"print": print})),
    weakref.ref(other, print),
    weakref.WeakMethod(third.method, types.FunctionType(remove.__code__, {"print": print}, "_remove")),
]
weakref.finalize(other, print, "finalized")
