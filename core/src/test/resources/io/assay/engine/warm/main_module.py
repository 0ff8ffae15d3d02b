import sys, __main__
print(__name__, __file__, sys.argv, sys.orig_argv[1:], __main__.__dict__ is globals(), __builtins__.__name__)
print(sorted(k for k in globals()), __doc__, __spec__, __package__, type(__loader__).__name__)
