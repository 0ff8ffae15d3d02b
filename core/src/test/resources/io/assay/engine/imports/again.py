# A module that was taken away is another one.
import importlib
import sys

import heapq

first = heapq
del sys.modules["heapq"]
import difflib

print(first is sys.modules["heapq"], difflib._nlargest is first.nlargest)

import dataclasses

first = dataclasses
del sys.modules["dataclasses"]
import dataclasses

print(first is dataclasses, first.field is dataclasses.field, dataclasses.copy is first.copy)

import logging

logging.info = None
print(importlib.reload(logging) is logging, logging.info)
