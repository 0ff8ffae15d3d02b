class InsufficientFunds(Exception):
    pass


def withdraw(balance, amount):
    if amount > balance:
        raise InsufficientFunds(f"only {balance} left")
    return balance - amount


for amount in (30, 500):
    try:
        print(f"✅ {amount}: {withdraw(100, amount)} left")
    except InsufficientFunds as e:
        print(f"❌ {amount}: {e}")

for word in ("level", "python"):
    print("✓" if word == word[::-1] else "✗", word)


def test_withdraw():
    expected = 70
    result = withdraw(100, 30)
    print(f"Expected: {expected}, Got: {result} {'PASS' if result == expected else 'FAIL'}")
    assert result == expected
    try:
        withdraw(1, 2)
        assert False, "should have raised"
    except InsufficientFunds as e:
        print(f"Expected error was raised: {e}")


test_withdraw()
