def factors(number: int) -> list:
    """The prime factors of a number, from small to large, each as often as it divides.

    >>> factors(12)
    [2, 2, 3]
    """
    found, factor = [], 2
    while factor * factor <= number:
        while number % factor == 0:
            found.append(factor)
            number //= factor
        factor += 1
    return found + [number] if number > 1 else found


def check(candidate):
    assert candidate(12) == [2, 2, 3]
    assert candidate(1) == []
    assert candidate(97) == [97]
    product = 1
    for factor in candidate(4711):
        product *= factor
    assert product == 4711


check(factors)
print(factors(4711))
