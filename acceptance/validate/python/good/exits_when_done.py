import sys


def double(n):
    return 2 * n


def main():
    assert double(2) == 4
    assert double(0) == 0
    print("fine")
    return 0


if __name__ == "__main__":
    sys.exit(main())
