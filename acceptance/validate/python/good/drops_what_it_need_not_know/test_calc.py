import contextlib

from calc import double, number


def test_double():
    assert double(3) == 6


def test_number():
    with contextlib.suppress(TypeError):
        assert number("3") == 3
    assert number("x") is None


def test_that_it_may_fail():
    with contextlib.suppress(AssertionError):
        assert double(0.1) == 0.3
