def check_age(age):
    assert isinstance(age, int), "an age is a number"
    assert age >= 0, "an age is not negative"


def check_items(cart):
    assert len(cart) > 0, "the cart is empty"
    return sum(cart)


def raises(rule, value):
    try:
        rule(value)
    except AssertionError:
        return True
    return False


def is_valid(ages):
    for age in ages:
        try:
            check_age(age)
        except AssertionError:
            return False
    return True


def test_empty():
    try:
        check_items([])
    except AssertionError:
        pass
    else:
        raise AssertionError("an empty cart was accepted")


assert raises(check_age, "thirty")
assert not raises(check_age, 0)
assert is_valid([1, 2]) and not is_valid([1, "two"])
assert check_items([2, 5]) == 7
test_empty()
