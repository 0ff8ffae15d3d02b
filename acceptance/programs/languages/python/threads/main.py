import threading

weights = []


def weigh(number):
    weights.append(sum(range(number * 1000)))


threads = [threading.Thread(target=weigh, args=(number,)) for number in range(1, 5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(threads), "threads:", sum(weights))
