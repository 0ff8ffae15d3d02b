# Imports what a template is to preload, as its zygote will, and says what is loaded then, or which of the modules
# does not do. What is said goes to the first stdout, what the modules print to stderr.
import os
import sys

had = set(sys.modules)
said = os.dup(1)
os.dup2(2, 1)


def say(name, value):
    os.write(said, f"{name}={value}\n".encode())


import importlib

for module in sys.argv[1:]:
    try:
        importlib.import_module(module)
    except BaseException as failure:
        say("refused", f"{module}: {type(failure).__name__}: {failure}")
        raise
    sys.stdout.flush()
    # Some libraries end their threads before a fork, and start new ones when they are needed.
    child = os.fork()
    if not child:
        os._exit(0)
    os.waitpid(child, 0)
    if len(os.listdir("/proc/self/task")) > 1:
        say("refused", f"{module}: it leaves threads that a fork does not have; whoever waits for them waits for ever")
        sys.exit(1)
say("loaded", " ".join(sorted({name.partition(".")[0] for name in set(sys.modules) - had})))
