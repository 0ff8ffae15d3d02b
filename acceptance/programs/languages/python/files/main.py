import os

for path in ["here.txt", "/tmp/there.txt"]:
    with open(path, "w") as file:
        file.write("gold")
    with open(path) as file:
        print(os.path.abspath(path), file.read())
os.mkdir("folder")
os.rename("here.txt", "folder/moved.txt")
print(os.listdir("folder"))
