print("never printed")


def weigh(gold:  # error: SyntaxError: '(' was never closed
    return gold
