# Computes and does nothing else.
total = 0
for i in range(6_000_000):
    total = (total * 31 + i) % 1_000_003
print(total)
