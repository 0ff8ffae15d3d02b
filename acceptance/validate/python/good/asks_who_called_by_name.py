import inspect


def whoami():
    return inspect.stack()[1].function


def outer():
    return whoami()


assert outer() == "outer"
assert whoami() == "<module>"
