import inspect, sys


def here():
    f = inspect.currentframe().f_back
    return f.f_code.co_name


def outer():
    return here()


def caller_line():
    return sys._getframe(1).f_lineno


assert outer() == "outer"
a = caller_line()
b = caller_line()
assert b == a + 1
