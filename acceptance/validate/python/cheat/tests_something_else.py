import unittest


def add(a, b):
    return a - b


class AddTest(unittest.TestCase):
    def test_adds(self):
        self.assertEqual(1 + 2, 3)

    def test_adds_nothing(self):
        self.assertEqual(sum([0, 0]), 0)
