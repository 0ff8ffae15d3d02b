# Orders and machines fail, too, and marks are given: none of this is a check of the program's own.
orders = [("ada", 3), ("bob", 30)]
stock = 10
for name, amount in orders:
    if amount > stock:
        print(f"FAILED: {name} wants {amount}, there are {stock}")
    else:
        print(f"OK: {name}")


def grade(points):
    return "PASS" if points >= 50 else "FAIL"


for name, points in {"Ada": 80, "Bob": 30}.items():
    print(f"{name}: {grade(points)}")

machines = {"press": "up", "drill": "down"}
for name, state in machines.items():
    result = {"up": "PASS", "down": "FAIL"}[state]
    print(f"{name} inspection: {result}")

try:
    int("three")
except ValueError as error:
    print(f"not a number: {error}")
    print("passed on")
