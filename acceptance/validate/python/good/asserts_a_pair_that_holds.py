def add(a, b):
    return a + b


assert (add(1, 2) == 3, "1 + 2 is 3")
assert (add(0, 0), "nothing")[1] == "nothing"
print("done")
