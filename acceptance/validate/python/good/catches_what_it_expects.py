def root(n):
    assert n >= 0, "no root of a negative number"
    return n ** 0.5


def test_refuses():
    try:
        root(-1)
    except AssertionError:
        return True
    return False


assert test_refuses()
try:
    assert root(4) == 3, "two is not three"
except AssertionError as error:
    print("as expected:", error)
