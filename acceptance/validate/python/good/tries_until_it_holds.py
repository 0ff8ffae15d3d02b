import itertools

numbers = itertools.count()


def test_third():
    assert next(numbers) == 2, "not yet"


for attempt in range(5):
    try:
        test_third()
        break
    except AssertionError as error:
        print(f"attempt {attempt}: {error}")
else:
    raise SystemExit("it never holds")

numbers = itertools.count()
while True:
    try:
        test_third()
    except AssertionError as error:
        print("once more:", error)
    else:
        break
