def weigh():
    return 42
