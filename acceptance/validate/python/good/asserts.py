def double(n):
    return 2 * n


def check(candidate):
    assert candidate(2) == 4
    assert candidate(-3) == -6


check(double)
