import sys
sys.last_type = ValueError
print('fine')
