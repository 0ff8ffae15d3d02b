import os
import sys


def usage():
    print("usage: add A B")
    sys.exit(0)


def main(words):
    if len(words) != 2:
        usage()
    assert words[0].isdigit(), "no number"
    if not words[1].isdigit():
        raise ValueError(words[1])
    print(int(words[0]) + int(words[1]))


main(sys.argv[1:])
assert os.getcwd()
