import asyncio
from concurrent.futures import ThreadPoolExecutor


def double(n):
    return n + n


async def test_double():
    assert double(2) == 4


async def test_wrongly():
    await asyncio.sleep(0)
    assert double(2) == 5


async def check_host(name):
    assert len(name) > 3, name


async def for_ever():
    await asyncio.Event().wait()


async def main():
    kept, wrong = await asyncio.gather(test_double(), test_wrongly(), return_exceptions=True)
    assert kept is None and isinstance(wrong, AssertionError)

    tasks = [asyncio.create_task(for_ever()) for _ in range(3)]
    asyncio.create_task(test_double())
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.gather(check_host("one"), check_host("three"), return_exceptions=True)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(test_wrongly())
    except* AssertionError as errors:
        assert len(errors.exceptions) == 1
    else:
        raise SystemExit("it is not heard of")


asyncio.run(main())
with ThreadPoolExecutor() as pool:
    pool.submit(double, 1)
    pool.submit(lambda: 1 / 0)
    asked = pool.submit(double, 2)
assert asked.result() == 4
