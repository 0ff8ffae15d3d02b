import inspect, sys


def public_functions(module):
    return [n for n, f in inspect.getmembers(module, inspect.isfunction) if not n.startswith("_")]


def lines_of(f):
    return len(inspect.getsource(f).splitlines())


def two():
    """Two
    lines."""
    return 2


assert "two" in public_functions(sys.modules[__name__])
assert lines_of(two) == 4
assert inspect.getdoc(two) == "Two\nlines."
