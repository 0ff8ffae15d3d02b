def add(a, b):
    return a - b


def run_tests():
    for number, (a, b, expected) in enumerate([(1, 2, 3), (0, 0, 0)]):
        if add(a, b) == expected:
            print(f"Test {number} passed")
        else:
            print(f"Test {number} failed: expected {expected}")


if __name__ == "__main__":
    run_tests()
