def weigh(text):
    return sum(map(int, text.split()))
