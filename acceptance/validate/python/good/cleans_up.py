import atexit
import contextlib
import os
import tempfile

path = tempfile.mktemp()
atexit.register(lambda: os.path.exists(path) and os.remove(path))


def stored(text):
    with open(path, "w") as file:
        file.write(text)
    with open(path) as file:
        return file.read()


assert stored("abc") == "abc"
with contextlib.suppress(FileNotFoundError):
    os.remove(path + ".not")
try:
    os.remove(path + ".not")
except OSError:
    pass
finally:
    print("done")
assert stored("") == ""
