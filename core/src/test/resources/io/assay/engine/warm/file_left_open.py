import os, sys
if len(sys.argv) == 1 and not os.fork():
    f = open('left', 'w'); f.write('text')
else:
    os.wait(); print(open('left').read())
