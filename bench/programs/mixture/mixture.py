seed = 4711
numbers = []
for _ in range(200):
    seed = (seed * 1103515245 + 12345) % 2147483648
    numbers.append(seed % 1000)
counts = {}
for number in sorted(numbers):
    counts[number % 7] = counts.get(number % 7, 0) + 1
assert sum(counts.values()) == 200
for key, count in sorted(counts.items()):
    print(f"{key}: {count}")
