import heapq


def cheapest(grid: list) -> int:
    """The smallest sum of a way from the top left to the bottom right, by steps to the four neighbours.

    >>> cheapest([[1, 9], [1, 1]])
    3
    """
    height, width = len(grid), len(grid[0])
    queue, done = [(grid[0][0], 0, 0)], set()
    while queue:
        cost, y, x = heapq.heappop(queue)
        if (y, x) == (height - 1, width - 1):
            return cost
        if (y, x) not in done:
            done.add((y, x))
            for dy, dx in (0, 1), (1, 0), (0, -1), (-1, 0):
                if 0 <= y + dy < height and 0 <= x + dx < width:
                    heapq.heappush(queue, (cost + grid[y + dy][x + dx], y + dy, x + dx))
    raise AssertionError("there is always a way")


def check(candidate):
    assert candidate([[1, 9], [1, 1]]) == 3
    assert candidate([[4711]]) == 4711
    assert candidate([[1, 3, 1], [1, 5, 1], [4, 2, 1]]) == 7
    assert candidate([[1, 1, 1], [9, 9, 1], [1, 1, 1], [1, 9, 9], [1, 1, 1]]) == 11


check(cheapest)
print(cheapest([[4711, 1], [2, 3]]))
