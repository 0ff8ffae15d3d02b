import unittest


def double(n):
    return 2 * n


class DoubleTest(unittest.TestCase):
    def test_double(self):
        self.assertEqual(double(3), 6)

    def test_what_fails(self):
        with self.assertRaises(AssertionError):
            self.assertEqual(double(3), 7)
        try:
            self.assertTrue(double(3) == 7)
        except AssertionError:
            pass
        else:
            self.fail("it held")


def load_tests(loader, tests, pattern):
    suite = unittest.TestSuite()
    suite.addTests(loader.loadTestsFromTestCase(DoubleTest))
    return suite


if __name__ == "__main__":
    unittest.main()
