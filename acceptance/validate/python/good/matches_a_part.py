class AnyInt:
    def __eq__(self, other):
        return isinstance(other, int)


class AnyText:
    def __eq__(self, other):
        return isinstance(other, str)


def create(name):
    return {"id": 17, "name": name, "token": "abc"}


expected = {"id": AnyInt(), "name": "ann", "token": AnyText()}
made = create("ann")
assert made == expected
assert made["id"] == AnyInt()
assert create("bob") != expected
