"""What hides a built-in name, and how it comes back."""


def abs(x):
    return -x if x < 0 else x


def len(items):
    return 42


def round(x, digits=0):
    m = 10**digits
    return int(x * m + (0.5 if x >= 0 else -0.5)) / m


class Everything:
    def all(self, items):
        return True


def size():
    return 3


assert abs(round(-2.6)) == 3
assert len([1, 2, 3]) == 42
assert Everything().all([size() == 4])
del len
assert len("x" * size()) == 3


def shadowed():
    sum = lambda *numbers: "a local name"
    assert sum([size(), 2]) == "a local name"


shadowed()
assert sum([size(), 2]) == 5
