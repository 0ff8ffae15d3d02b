class Rule:
    def check(self, value):
        pass


class Positive(Rule):
    def check(self, value):
        assert value > 0


def verify(value):
    return


def check(value):
    """Nothing is wrong with most."""
    if value is None:
        raise ValueError("there is none")


for rule in (Rule(), Positive()):
    rule.check(3)
check(3)
print("done")
