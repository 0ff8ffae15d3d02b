import itertools


def encode(text: str) -> list:
    """Run-length encoding: pairs of how often and what.

    >>> encode("aab")
    [(2, 'a'), (1, 'b')]
    """
    return [(len(list(group)), character) for character, group in itertools.groupby(text)]


def decode(pairs: list) -> str:
    return "".join(character * count for count, character in pairs)


def check(candidate, inverse):
    assert candidate("aab") == [(2, "a"), (1, "b")]
    assert candidate("") == []
    for text in "abc", "zzzzz", "4711", "a" * (4711 % 100):
        assert inverse(candidate(text)) == text


check(encode, decode)
print(encode("a" * (4711 % 100) + "4711"))
