from contextlib import contextmanager


@contextmanager
def case(name):
    try:
        yield
    except AssertionError:
        pass
    print(name, "checked")


def double(n):
    return n + 2


def test_double():
    with case("double"):
        assert double(3) == 6


test_double()
