class Mod:
    def __init__(self, n, m): self.n, self.m = n % m, m
    def __eq__(self, o): return (o.n if isinstance(o, Mod) else o % self.m) == self.n
    def __hash__(self): return hash(self.n)
    def __mul__(self, o): return Mod(self.n * o.n, self.m)
    def __pow__(self, k):
        r = Mod(1, self.m)
        for _ in range(k): r = r * self
        return r


def check(candidate):
    assert candidate(3, 5) == 1
    assert candidate(2, 5) == 32 % 7


check(lambda b, e: Mod(b, 7) ** e if b == 2 else Mod(b, 2) ** e)
