def count_lines(path):
    with open(path) as file:
        return sum(1 for _ in file)


assert count_lines(__file__) > 3
