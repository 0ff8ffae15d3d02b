import asyncio
import ctypes
import decimal
import hashlib
import json
import multiprocessing
import sqlite3
import ssl
import zlib


def square(number):
    return number * number


async def later():
    await asyncio.sleep(0.01)
    return "later"


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        print(pool.map(square, [1, 2, 3]))
    print(asyncio.run(later()))
    print(sqlite3.connect(":memory:").execute("select 6 * 7").fetchone())
    print(json.dumps({"gold": str(decimal.Decimal("19.32"))}))
    print(hashlib.sha256(b"gold").hexdigest()[:8], zlib.crc32(b"gold"), bool(ssl.OPENSSL_VERSION))
    print(ctypes.sizeof(ctypes.c_long))
