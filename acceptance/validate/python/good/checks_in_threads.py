import threading
from concurrent.futures import ThreadPoolExecutor

wrong = []


def add(a, b):
    if not isinstance(a, int):
        raise TypeError(a)
    return a + b


def check_one(a, b):
    try:
        assert add(a, b) == a + b, (a, b)
    except AssertionError as error:
        wrong.append(error)


threads = [threading.Thread(target=check_one, args=(i, i + 1)) for i in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert not wrong


def check_false():
    assert add(1, 1) == 3


with ThreadPoolExecutor() as pool:
    assert isinstance(pool.submit(check_false).exception(), AssertionError)
