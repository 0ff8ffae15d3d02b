def mark(points):
    return "PASS" if points >= 50 else "FAIL"


def test_mark():
    assert mark(50) == "PASS"
    assert mark(49) == "FAIL", "FAILED: one less is too few"


def check_login(name, tries):
    if tries > 3:
        print(f"FAILED: {name} has tried too often")


if __name__ == "__main__":
    test_mark()
    check_login("ada", 5)
    for name, points in {"Ada": 80, "Bob": 30}.items():
        print(f"{name}: {mark(points)}")
    print("Tests: 2 passed, 0 failed")
