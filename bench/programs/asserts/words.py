import re
from collections import Counter


def frequent(text: str, least: int) -> dict:
    """The words that occur at least so often, without regard to case.

    >>> frequent("a b A c b a", 2)
    {'a': 3, 'b': 2}
    """
    counts = Counter(re.findall(r"[a-z]+", text.lower()))
    return {word: count for word, count in sorted(counts.items()) if count >= least}


def check(candidate):
    assert candidate("a b A c b a", 2) == {"a": 3, "b": 2}
    assert candidate("", 1) == {}
    assert candidate("one two; two, three. Three! three?", 2) == {"three": 3, "two": 2}
    assert candidate("x " * (4711 % 30 + 1), 1) == {"x": 4711 % 30 + 1}


check(frequent)
print(frequent("x " * (4711 % 30 + 1), 1))
