"""Intervals of whole numbers, merged and counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Iterable


@dataclass(frozen=True, order=True)
class Interval:
    first: int
    last: int

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"{self.first} is behind {self.last}")

    def touches(self, other: Interval) -> bool:
        return self.first <= other.last + 1 and other.first <= self.last + 1

    def with_(self, other: Interval) -> Interval:
        return Interval(min(self.first, other.first), max(self.last, other.last))

    def __len__(self) -> int:
        return self.last - self.first + 1


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    result: list[Interval] = []
    for interval in sorted(intervals):
        if result and result[-1].touches(interval):
            result[-1] = result[-1].with_(interval)
        else:
            result.append(interval)
    return result


def digits(intervals: Iterable[Interval]) -> Counter[str]:
    return Counter(digit for one in intervals for n in range(one.first, one.last + 1) for digit in str(n))


def main() -> None:
    seed = 4711 % 100
    intervals = [Interval(seed, seed + 5), Interval(seed + 6, seed + 7), Interval(seed + 20, seed + 21)]
    assert merged(intervals) == [Interval(seed, seed + 7), Interval(seed + 20, seed + 21)]
    assert merged([]) == []
    assert sum(len(one) for one in merged(intervals)) == 10
    print(sorted(digits(merged(intervals)).items()))


main()
