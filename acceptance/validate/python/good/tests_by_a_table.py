import unittest

OPERATIONS = {}


def operation(function):
    OPERATIONS[function.__name__] = function
    return function


@operation
def add(a, b):
    return a + b


class OperationsTest(unittest.TestCase):
    def test_adds(self):
        self.assertEqual(OPERATIONS["add"](1, 2), 3)
