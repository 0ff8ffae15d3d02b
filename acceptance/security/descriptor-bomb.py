"""Opens files without end."""
# hits: files
import time

from evidence import *

files = []
try:
    while len(files) < 100_000:
        files.append(os.open("/dev/null", os.O_RDONLY))
    escaped("files without end", len(files))
except OSError as refusal:
    held(f"after {len(files)} files", refusal)
time.sleep(0.3)
