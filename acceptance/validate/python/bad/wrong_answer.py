def double(n):
    return n + 2


def check(candidate):
    assert candidate(2) == 4
    assert candidate(-3) == -6


check(double)
