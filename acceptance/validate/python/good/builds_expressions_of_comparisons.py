class Condition:
    def __init__(self, sql):
        self.sql = sql


class Field:
    def __init__(self, name):
        self.name = name

    def __eq__(self, value):
        return Condition(f"{self.name} = ?")

    __hash__ = None


class Series:
    def __init__(self, values):
        self.values = list(values)

    def __eq__(self, other):
        return Series(value == other for value in self.values)

    __hash__ = None


assert (Field("age") == 3).sql == "age = ?"
ages = Series([1, 2])
assert (ages == 1).values == [True, False]
