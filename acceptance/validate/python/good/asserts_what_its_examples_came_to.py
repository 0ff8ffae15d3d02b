def inc(x):
    """
    >>> inc(1)
    2
    """
    return x + 1


if __name__ == "__main__":
    import doctest
    failures, tests = doctest.testmod(verbose=False)
    assert failures == 0 and tests == 1
    print("ok")
