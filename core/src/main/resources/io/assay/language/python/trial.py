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


def in_common():
    # What forks would have in common, and could tell each other by. A file that is only read tells nothing.
    nowhere = ("/dev/zero", "/dev/shm/", "/memfd:", "/SYSV", "anon_inode:")
    with open("/proc/self/maps") as maps:
        for line in maps:
            _, rights, _, _, _, *name = line.split(None, 5)
            if rights[3] == "s" and (rights[1] == "w" or name and name[0].startswith(nowhere)):
                yield "memory"
    for descriptor in set(os.listdir("/proc/self/fd")) - descriptors:
        try:
            name = os.readlink("/proc/self/fd/" + descriptor)
            with open("/proc/self/fdinfo/" + descriptor) as told:
                flags = int(next(line for line in told if line.startswith("flags:")).split()[1], 8)
        except FileNotFoundError:
            # The one that it was listed by.
            continue
        if flags & 3 and name != os.devnull or name.startswith(("pipe:", "socket:", "anon_inode:")):
            yield "an open descriptor (" + name.partition(":")[0] + ")"


# Without the one that they are listed by.
descriptors = {it for it in os.listdir("/proc/self/fd") if os.path.lexists("/proc/self/fd/" + it)}
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
    for what in in_common():
        say("refused", f"{module}: it leaves {what} that all runs would have in common")
        sys.exit(1)
say("loaded", " ".join(sorted({name.partition(".")[0] for name in set(sys.modules) - had})))
