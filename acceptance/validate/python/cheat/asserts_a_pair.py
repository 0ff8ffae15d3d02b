def add(a, b):
    return a - b

assert (add(1, 2) == 3, "wrong sum")
print("all good")
