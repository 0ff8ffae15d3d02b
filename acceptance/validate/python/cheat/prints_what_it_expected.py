def add(a, b):
    return a - b


def check(name, got, expected):
    if got != expected:
        print(f"{name}: expected {expected} got {got}")
    else:
        print(f"{name}: ok")


check("add", add(4, 5), 9)
check("zero", add(0, 0), 0)
