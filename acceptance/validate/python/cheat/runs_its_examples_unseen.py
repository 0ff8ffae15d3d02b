import doctest


def rev(s):
    """
    >>> rev("ab")
    'ba'
    """
    return s


if __name__ == "__main__":
    doctest.testmod(optionflags=doctest.ELLIPSIS, report=False)
    print("ok")
