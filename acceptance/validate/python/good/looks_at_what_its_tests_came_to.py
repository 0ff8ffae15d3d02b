import unittest, sys


class T(unittest.TestCase):
    def test_up(self):
        self.assertEqual("a".upper(), "A")


def up(s): return s.upper()


if __name__ == "__main__":
    prog = unittest.main(exit=False)
    sys.exit(not prog.result.wasSuccessful())
