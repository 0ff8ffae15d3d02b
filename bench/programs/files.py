# Makes, reads and removes many small files, and one large one.
import os

total = 0
for turn in range(4):
    os.mkdir("tree")
    for i in range(2_000):
        with open(f"tree/{i}", "w") as file:
            file.write("x" * 512)
    for entry in os.scandir("tree"):
        total += entry.stat().st_size
        with open(entry.path) as file:
            total += len(file.read())
        os.unlink(entry.path)
    os.rmdir("tree")
    with open("large", "wb") as file:
        for _ in range(512):
            file.write(b"y" * 65_536)
    with open("large", "rb") as file:
        while piece := file.read(65_536):
            total += len(piece)
    os.unlink("large")
print(total)
