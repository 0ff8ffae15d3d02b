import asyncio
async def f(n): await asyncio.sleep(0.01); return n
async def main():
    p = await asyncio.create_subprocess_exec('echo', 'hi', stdout=-1)
    print(await asyncio.gather(f(1), f(2)), await p.communicate())
asyncio.run(main())
