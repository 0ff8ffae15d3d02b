import os
import subprocess
import sys

child = os.fork()
if child == 0:
    os._exit(0)
_, status = os.waitpid(child, 0)
assert status == 0
done = subprocess.run([sys.executable, "-c", "import sys; sys.exit(3)"])
assert done.returncode == 3
