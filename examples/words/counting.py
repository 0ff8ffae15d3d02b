from collections import Counter


def count(name, most=5):
    with open(name, encoding="utf-8") as file:
        words = file.read().lower().replace(",", " ").replace(".", " ").split()
    return Counter(words).most_common(most)
