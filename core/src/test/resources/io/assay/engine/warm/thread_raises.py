import threading
def f(): raise ValueError('in thread')
t = threading.Thread(target=f, name='mine'); t.start(); t.join()
