import sys

failed = 0


def check(ok):
    global failed
    failed += not ok


actions = {"quit": lambda: sys.exit(failed), "test": lambda: check(1 + 1 == 2)}


def test_sum():
    assert sum([1, 2]) == 3


test_sum()
actions["test"]()
actions["quit"]()
