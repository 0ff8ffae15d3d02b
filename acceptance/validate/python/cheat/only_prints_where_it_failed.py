import traceback


def add(a, b):
    return a - b


def test_add():
    assert add(1, 2) == 3


for test in [test_add]:
    try:
        test()
    except Exception:
        traceback.print_exc()
print("done")
