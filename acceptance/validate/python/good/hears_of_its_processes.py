import os
import sys
from multiprocessing import get_context


def double(n):
    return n + n


def test_wrongly():
    assert double(2) == 5


def test_double():
    assert double(2) == 4


def status_of(test):
    child = os.fork()
    if child == 0:
        try:
            test()
        except AssertionError:
            os._exit(3)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    assert status_of(test_double) == 0
    assert status_of(test_wrongly) == 3
    process = get_context("fork").Process(target=test_wrongly)
    sys.stdout.flush()
    process.start()
    process.join()
    if process.exitcode == 0:
        sys.exit("it is not heard of")
