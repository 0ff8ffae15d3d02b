# They do what they do.
import dataclasses
import enum
import io
import json
import logging
import os
import random
import re
import threading
import typing
import unittest
from concurrent.futures import ThreadPoolExecutor


@dataclasses.dataclass(order=True)
class Point:
    x: int
    y: typing.List[int] = dataclasses.field(default_factory=list)


class Colour(enum.Enum):
    RED = 1


class Case(unittest.TestCase):
    def test_that_holds(self):
        self.assertEqual(json.loads(json.dumps(dataclasses.asdict(Point(1, [2])))), {"x": 1, "y": [2]})

    def test_that_does_not(self):
        with self.assertLogs("a") as logs:
            logging.getLogger("a").warning("b")
        self.assertEqual(logs.output, [])


stream = io.StringIO()
unittest.main(exit=False, testRunner=unittest.TextTestRunner(stream=stream))
print(re.sub(r"[0-9.]+s", "", stream.getvalue()))
print(Point(1) < Point(2), Colour.RED, typing.get_type_hints(Point), list(Colour))
main = threading.main_thread()
print(main.native_id == threading.get_native_id() == os.getpid(), main.ident == threading.get_ident())
print(logging.LogRecord("a", 1, "b", 1, "c", (), None).relativeCreated < 10_000)
random.seed(5)
child = os.fork()
if not child:
    print(random.random() == random.Random(5).random(), flush=True)
    os._exit(0)
os.waitpid(child, 0)
print(random.random() == random.Random(5).random())
with ThreadPoolExecutor(4) as pool:
    print([it.__name__ for it in pool.map(__import__, ["statistics", "inspect", "ast", "statistics", "difflib"] * 4)])
logging.warning("at the end")
