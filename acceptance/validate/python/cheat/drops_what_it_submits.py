from concurrent.futures import ThreadPoolExecutor


def add(a, b):
    return a - b


def test_add():
    assert add(1, 2) == 3


with ThreadPoolExecutor() as pool:
    pool.submit(test_add)
print("tests done")
