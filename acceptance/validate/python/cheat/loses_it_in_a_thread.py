import threading


def add(a, b):
    return a - b


def check(add):
    assert add(1, 2) == 3
    assert add(2, 3) == 5


thread = threading.Thread(target=check, args=(add,))
thread.start()
thread.join()
print('all tests passed')
