import atexit, threading, time, sys, weakref
atexit.register(print, 'first'); atexit.register(print, 'second')
threading.Thread(target=lambda: (time.sleep(0.05), print('thread'))).start()
class A: pass
a = A(); weakref.finalize(a, print, 'finalized')
sys.stdout.write('unflushed')
