import os


def add(a, b):
    return a - b


def test_add():
    assert add(1, 2) == 3


pid = os.fork()
if pid == 0:
    test_add()
    os._exit(0)
os.waitpid(pid, 0)
print("tests done")
