import os
import sys
import threading

if os.environ.get("PYTHONHASHSEED") != "0":
    os.execve(sys.executable, [sys.executable, "-B", *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})


def double(number):
    return 2 * number


assert double(2) == 4
assert [double(number) for number in {1, 2}] == [2, 4]
finished = threading.Event()
threading.Thread(target=lambda: (finished.wait(), os._exit(0))).start()
finished.set()
threading.Event().wait(5)
