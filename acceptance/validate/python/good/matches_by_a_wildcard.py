class Wildcard:
    """Equal to everything: used to match patterns."""

    def __eq__(self, other):
        return True

    def __repr__(self):
        return "_"


_ = Wildcard()


def matches(pattern, value):
    return len(pattern) == len(value) and all(p == v for p, v in zip(pattern, value))


assert matches([1, _, 3], [1, 2, 3])
assert not matches([1, _, 3], [1, 2, 4])
assert not matches([_], [])
