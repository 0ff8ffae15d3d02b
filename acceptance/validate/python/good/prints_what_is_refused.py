import logging
import traceback


def root(n):
    assert n >= 0, "no root of a negative number"
    return n ** 0.5


def check_age(age):
    assert isinstance(age, int), "an age is a number"
    assert age >= 0, "an age is not negative"
    return age


def test_root():
    try:
        root(-1)
    except AssertionError as error:
        print("Error:", error)
    assert root(9) == 3


def test_that_fails():
    assert root(9) == 4, "three is not four"


for age in (7, -7, "seven"):
    try:
        print(check_age(age))
    except AssertionError as error:
        print(f"Error: {error}")

try:
    root(-4)
except AssertionError:
    traceback.print_exc()

try:
    assert root(4) == 3
except AssertionError:
    logging.exception("two is not three")

# What a runner shows of a test that does not hold.
for test in (test_root, test_that_fails):
    try:
        test()
    except AssertionError as error:
        print(f"{test.__name__}: {error}")
