import sys, linecache
def f(): pass
print(f.__code__.co_filename, f.__module__, linecache.getline(__file__, 2), f.__globals__ is globals())
