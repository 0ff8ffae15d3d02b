from functools import lru_cache


def ways(amount: int, coins: tuple) -> int:
    """In how many ways coins make an amount, without regard to their order.

    >>> ways(5, (1, 2, 5))
    4
    """

    @lru_cache(maxsize=None)
    def count(left: int, kinds: int) -> int:
        if left == 0:
            return 1
        if left < 0 or kinds == 0:
            return 0
        return count(left, kinds - 1) + count(left - coins[kinds - 1], kinds)

    return count(amount, len(coins))


def check(candidate):
    assert candidate(5, (1, 2, 5)) == 4
    assert candidate(3, (2,)) == 0
    assert candidate(0, (7,)) == 1
    assert candidate(100, (1, 5, 10, 25, 50)) == 292
    assert candidate(4711 % 90, (1,)) == 1


check(ways)
print(ways(4711 % 90, (1, 2, 5)))
