def is_address(text):
    return "@" in text and "." in text.split("@")[-1]


def test_addresses():
    for text in ("ada@example.org", "ada", "bob@example"):
        mark = "✓" if is_address(text) else "✗"
        print(f"✓ {text}" if is_address(text) else f"✗ {text}")
        assert (mark == "✓") == (text == "ada@example.org")


if __name__ == "__main__":
    test_addresses()
