def add(a, b):
    return a - b


def tests():
    assert add(1, 2) == 3
    yield "add"
    assert add(2, 2) == 4
    yield "add2"


tests()
print("ok")
