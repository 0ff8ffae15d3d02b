import asyncio


def add(a, b):
    return a - b


async def test():
    assert add(1, 2) == 3


async def main():
    test()


asyncio.run(main())
