class CI(str):
    def __eq__(self, other):
        return isinstance(other, str) and self.lower() == other.lower()
    def __ne__(self, other): return not self == other
    def __hash__(self): return hash(self.lower())


def header(h, name):
    return {CI(k): v for k, v in h.items()}[CI(name)]


assert header({"Content-Type": "text"}, "content-type") == "text"
assert CI("A") == "a"
assert CI("a") != "b"
