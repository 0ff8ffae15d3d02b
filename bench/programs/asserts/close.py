from typing import List


def close(numbers: List[float], threshold: float) -> bool:
    """Tells whether two of the numbers are nearer to each other than the threshold.

    >>> close([1.0, 2.8, 3.0, 4.0], 0.3)
    True
    """
    ordered = sorted(numbers)
    return any(b - a < threshold for a, b in zip(ordered, ordered[1:]))


def check(candidate):
    assert candidate([1.0, 2.8, 3.0, 4.0], 0.3)
    assert not candidate([1.0, 2.0, 3.0], 0.5)
    assert not candidate([4711.0], 1.0)
    assert candidate([4711.0, 4711.5, 9.0], 0.6)
    assert not candidate([], 1.0)


check(close)
print(close([4711.0, 4710.9], 0.2))
