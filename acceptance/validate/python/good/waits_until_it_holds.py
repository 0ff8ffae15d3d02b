import threading
import time

ready = []
threading.Timer(0.03, lambda: ready.append(1)).start()


def check_ready():
    assert len(ready) == 1


def wait_for(check):
    for _ in range(400):
        try:
            check()
            return
        except AssertionError:
            pass
        time.sleep(0.005)
    check()


wait_for(check_ready)
