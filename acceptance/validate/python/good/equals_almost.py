import math


class Money:
    def __init__(self, amount, currency):
        self.amount, self.currency = amount, currency

    def __eq__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return math.isclose(self.amount, other.amount) and self.currency == other.currency

    def __hash__(self):
        return hash((round(self.amount, 6), self.currency))

    def __add__(self, o):
        return Money(self.amount + o.amount, self.currency)


assert Money(0.1, "EUR") + Money(0.2, "EUR") == Money(0.3, "EUR")
assert Money(1, "EUR") != Money(1, "USD")
assert Money(1, "EUR") != 1
