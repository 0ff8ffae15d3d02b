import os
print(sorted(os.environ.items()), os.getcwd(), sorted(os.listdir('.')), sorted(os.listdir('/build')), os.umask(0))
print(os.getuid(), os.getgid(), os.getgroups(), os.getpid() == os.getpgid(0) == os.getsid(0), os.getppid())
print(os.system('echo $PYTHONPATH.$HOME'))
