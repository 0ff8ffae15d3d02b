import sys


def total(lines):
    return sum(int(line) for line in lines)


text = sys.stdin.read().split()
if not text:
    print(0)
    sys.exit(0)
assert total(["1", "2"]) == 3
print(total(text))
