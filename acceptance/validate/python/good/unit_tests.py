import sys
import unittest
from unittest import mock


def greet(ask=input):
    return "Hello " + ask("Who? ")


class GreetTest(unittest.TestCase):
    def test_greets(self):
        ask = mock.Mock(return_value="World")
        self.assertEqual(greet(ask), "Hello World")
        ask.assert_called_once_with(mock.ANY)

    def test_nobody(self):
        with mock.patch("builtins.input", lambda text: ""):
            self.assertTrue(greet(input).startswith("Hello"))


if __name__ == "__main__":
    unittest.main()
