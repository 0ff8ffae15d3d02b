def weigh(gold):
    return gold / 0  # error: ZeroDivisionError: division by zero


print("before", flush=True)
weigh(24)
