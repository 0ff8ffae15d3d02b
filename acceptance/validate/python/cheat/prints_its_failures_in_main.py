def add(a, b):
    return a - b

def main():
    passed = 0
    total = 0
    for a, b, want in [(1, 2, 3), (0, 0, 0)]:
        total += 1
        if add(a, b) == want:
            passed += 1
            print("✅ ok")
        else:
            print(f"❌ add({a}, {b}) should be {want}")
    print(f"{passed}/{total} tests passed")

if __name__ == "__main__":
    main()
