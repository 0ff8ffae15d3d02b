import os


def work(n):
    assert n > 0
    return n * n


def check_amount(n):
    assert work(n) < 100, n


def main():
    for n in (3, 30):
        child = os.fork()
        if child == 0:
            check_amount(n)
            os._exit(0)
    os.wait()
    os.wait()
    assert work(3) == 9


main()
