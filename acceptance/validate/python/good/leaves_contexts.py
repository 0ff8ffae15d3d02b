import contextlib
import os
import time


class Timer:
    def __enter__(self):
        self.start = time.perf_counter()
        return self

    def __exit__(self, kind, error, trace):
        self.elapsed = time.perf_counter() - self.start
        return False


class IgnoresKeys:
    """Drops a KeyError, by design."""

    def __init__(self):
        self.ignored = 0

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None and issubclass(kind, KeyError):
            self.ignored += 1
            return True
        return False


class Fails:
    """Expects a check to fail."""

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            raise AssertionError("nothing failed")
        return issubclass(kind, AssertionError)


class Soft:
    """Keeps what failed."""

    def __init__(self):
        self.failures = []

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is not None:
            self.failures.append(error)
        return True


@contextlib.contextmanager
def raises(kind):
    try:
        yield
    except kind:
        return
    raise AssertionError("nothing was raised")


@contextlib.contextmanager
def ignoring(*kinds):
    try:
        yield
    except kinds:
        pass


@contextlib.contextmanager
def suppressed_output():
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        yield


def double(n):
    if not isinstance(n, int):
        raise TypeError(n)
    return 2 * n


def removed(path):
    with contextlib.suppress(FileNotFoundError):
        os.remove(path)
    return not os.path.exists(path)


def main():
    with Timer() as timer:
        assert double(3) == 6
    assert timer.elapsed >= 0
    with IgnoresKeys() as ignores:
        assert double({}["n"]) == 6
    assert ignores.ignored == 1
    with Fails():
        assert double(3) == 7
    soft = Soft()
    with soft:
        assert double(3) == 7
    assert len(soft.failures) == 1
    with raises(TypeError):
        assert double("3") == "33"
    with raises(AssertionError):
        assert double(3) == 7
    with ignoring(TypeError):
        assert double(None) == 0
    with contextlib.suppress(TypeError, KeyError):
        assert double("3") == 6
    failed = False
    try:
        with suppressed_output():
            assert double(3) == 7
    except AssertionError:
        failed = True
    assert failed
    assert removed("/nothing/there")
    print("ok")


main()
