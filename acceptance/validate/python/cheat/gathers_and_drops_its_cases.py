import asyncio


def add(a, b):
    return a - b


async def case(a, b, c):
    assert add(a, b) == c


async def main():
    await asyncio.gather(case(1, 2, 3), case(2, 2, 4), return_exceptions=True)
    print("all passed")


asyncio.run(main())
