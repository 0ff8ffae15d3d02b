import multiprocessing as m
def f(n): return n * n
if __name__ == '__main__':
    for how in 'fork', 'spawn', 'forkserver':
        with m.get_context(how).Pool(2) as pool: print(how, pool.map(f, range(5)))
