import helper
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n, open, A, helper)
a = A('global'); _b = A('hidden'); c = [A('in list')]; d = A('cycle'); d.d = d
def generator():
    try: yield
    finally: print('finally')
g = generator(); next(g)
print('end')
