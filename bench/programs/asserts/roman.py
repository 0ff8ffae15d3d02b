NUMERALS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
NUMERALS += ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def roman(number: int) -> str:
    """The Roman numeral of a number from 1 to 3999, in lower case.

    >>> roman(152)
    'clii'
    """
    text = ""
    for value, numeral in NUMERALS:
        text += numeral * (number // value)
        number %= value
    return text


def check(candidate):
    assert candidate(19) == "xix"
    assert candidate(152) == "clii"
    assert candidate(251) == "ccli"
    assert candidate(1994) == "mcmxciv"
    assert len({candidate(number) for number in range(1, 500)}) == 499


check(roman)
print(roman(4711 % 3999 + 1))
