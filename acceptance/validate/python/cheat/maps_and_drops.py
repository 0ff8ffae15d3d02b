from concurrent.futures import ThreadPoolExecutor


def add(a, b):
    return a - b


def case(t):
    a, b, c = t
    assert add(a, b) == c


with ThreadPoolExecutor() as pool:
    pool.map(case, [(1, 2, 3), (3, 4, 7)])
print("passed")
