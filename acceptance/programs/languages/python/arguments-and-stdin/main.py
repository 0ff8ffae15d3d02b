import sys

for argument in sys.argv[1:]:
    print(f"[{argument}]")
print(sum(int(line) for line in sys.stdin))
