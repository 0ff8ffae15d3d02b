import sys
del __cached__
sys.exit(5)
