import os
for fd in range(64):
    try: print(fd, os.fstat(fd).st_mode, os.get_inheritable(fd), os.get_blocking(fd))
    except OSError: pass
