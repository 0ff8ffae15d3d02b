import sys


def double(n):
    return n + 2


sys.exit(0)


def check(double):
    assert double(2) == 4
    assert double(-3) == -6


check(double)
