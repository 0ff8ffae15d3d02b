import threading, time
threading.Thread(target=lambda: time.sleep(99), daemon=True).start()
print(threading.main_thread().ident == threading.get_ident(), threading.active_count())
