import argparse


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=3)
    return parser.parse_args()


chosen = options()
assert chosen.count > 0
print("x" * chosen.count)
