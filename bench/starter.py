# Starts bare programs for a measurement, one after another: a small process, as a shell is, since a JVM's own way of
# starting a program would count against the program. One request a line, fields ended by NUL:
#
#   start DIRECTORY WORD...        timed from before the start until it is reaped
#   ahead DIRECTORY FILE WORD...   started, until it says it is ready; timed from handing it FILE until it is reaped
#   fork  DIRECTORY FILE           a fork of this interpreter runs FILE; timed from before the fork until it is reaped
#   crowd DIRECTORY COUNT WORD...  so many at once, until all are reaped; stdout is after how many nanoseconds each one's
#                                  first output was there
#
# What it is started with are modules to import first, so that its forks have them.
#
# Answers with a line of wall nanoseconds, processor microseconds, peak KiB, wait status and bytes of stdout, and these.
import gc
import importlib
import os
import select
import sys
import time


def finish(child, out, begin):
    pieces = []
    while piece := os.read(out, 1 << 16):
        pieces.append(piece)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter_ns() - begin
    os.close(out)
    return wall, int((used.ru_utime + used.ru_stime) * 1e6), used.ru_maxrss, status, b"".join(pieces)


def spawn(words, into, stdin):
    return os.posix_spawn(
        words[0], words, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, stdin, 0), (os.POSIX_SPAWN_DUP2, into, 1)]
    )


def start(words):
    out, into = os.pipe()
    begin = time.perf_counter_ns()
    child = spawn(words, into, nothing)
    os.close(into)
    return finish(child, out, begin)


def ahead(file, words):
    out, into = os.pipe()
    order, hand = os.pipe()
    child = spawn(words, into, order)
    os.close(into)
    os.close(order)
    if os.read(out, 6) != b"ready\n":
        sys.exit("%s is not ready" % words)
    begin = time.perf_counter_ns()
    os.write(hand, file.encode())
    os.close(hand)
    return finish(child, out, begin)


def fork(file):
    out, into = os.pipe()
    begin = time.perf_counter_ns()
    child = os.fork()
    if not child:
        os.dup2(into, 1)
        with open(file, "rb") as source:
            code = compile(source.read(), file, "exec")
        exec(code, {"__name__": "__main__", "__file__": file})
        sys.stdout.flush()
        os._exit(0)
    os.close(into)
    return finish(child, out, begin)


def crowd(count, words):
    first = {}
    children = []
    waiting = select.poll()
    begin = time.perf_counter_ns()

    def hear(patience):
        for out, _ in waiting.poll(patience):
            first[out] = time.perf_counter_ns() - begin
            waiting.unregister(out)

    for _ in range(count):
        out, into = os.pipe()
        children.append((spawn(words, into, nothing), out))
        os.close(into)
        waiting.register(out, select.POLLIN)
        hear(0)
    while len(first) < count:
        hear(None)
    ended = [finish(child, out, begin) for child, out in children]
    if not all(one[4] for one in ended):
        sys.exit("%s said nothing" % words)
    said = b"".join(b"%d\n" % first[out] for _, out in children)
    walls, used, peaks, statuses, _ = zip(*ended)
    return max(walls), sum(used), max(peaks), max(statuses), said


nothing = os.open("/dev/null", os.O_RDONLY)
for module in sys.argv[1:]:
    importlib.import_module(module)
gc.freeze()
for line in sys.stdin:
    how, directory, *words = line.rstrip("\n").split("\0")[:-1]
    os.chdir(directory)
    if how == "start":
        *numbers, said = start(words)
    elif how == "crowd":
        *numbers, said = crowd(int(words[0]), words[1:])
    elif how == "ahead":
        *numbers, said = ahead(words[0], words[1:])
    else:
        *numbers, said = fork(words[0])
    sys.stdout.buffer.write(b"%d %d %d %d %d\n" % (*numbers, len(said)) + said)
    sys.stdout.buffer.flush()
