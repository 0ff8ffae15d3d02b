# Imported by `site` in an interpreter that was started ahead, as the last thing before the program: waits for the
# order, makes everything as it would be in an interpreter started by it, and gets out of the way. The
# program itself is then read and executed by the interpreter as always.
#
# Where there is a socket for the order, the interpreter is a zygote: it forks into each sandbox that asks, and the
# child goes on as if it had been started there.
#
# What a template has it preload is imported before. A program then finds it in sys.modules. Where there is no
# template, it imports much of the standard library (imported.py), and a program finds that when it imports it.


def wait():
    import os
    import sys

    had = set(sys.modules)
    looked_in = set(sys.path_importer_cache)
    here = os.path.dirname(__file__)
    names = []
    if os.path.exists(here + "/preload"):
        with open(here + "/preload") as lines:
            names = lines.read().split()
        os.unlink(here + "/preload")
    zygote = os.fstat(4).st_mode & 0o170000 == 0o140000
    offer = None
    if zygote and not names:
        # As a part of the import system, which it is, it is not seen in tracebacks.
        scope = {}
        with open(here + "/imported.py") as text:
            exec(compile(text.read(), "<frozen importlib._bootstrap_external>", "exec"), scope)
        try:
            offer = scope["keep"]()
        except Exception:
            # A library that is not made as this one knows it is imported as always.
            offer = None
    import atexit
    import gc
    from _weakref import ref
    from importlib.machinery import PathFinder

    os.unlink(__file__)
    os.unlink(here + "/imported.py")
    if __cached__ and os.path.exists(__cached__):
        os.unlink(__cached__)
        os.rmdir(os.path.dirname(__cached__))
    os.rmdir(here)
    sys.path.remove(here)
    sys.path_importer_cache.pop(here, None)

    def preload():
        # What is printed meanwhile is nobody's output.
        import ctypes
        import importlib

        nonlocal libc, leave
        libc = ctypes.CDLL(None)
        stack = ctypes.create_string_buffer(1 << 14)
        top = ctypes.c_void_p((ctypes.addressof(stack) + len(stack)) & -64)

        def leave():
            # Most of what a large interpreter's end takes is its memory's. Who sleeps in the same memory, until init
            # ends all, has it outlive this process, and nobody waits for it. Not where it would count: beside
            # children, or where hardly a process is allowed.
            libc.getrlimit(6, stack)  # RLIMIT_NPROC
            try:
                os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            except ChildProcessError:
                if int.from_bytes(stack[:8], sys.byteorder) > 8:
                    libc.clone(libc.pause, top, 0x511, None)  # CLONE_VM, CLONE_FILES, SIGCHLD
                    os.closerange(0, 256)

        kept = [os.dup(descriptor) for descriptor in range(3)]
        nothing = os.open(os.devnull, os.O_RDWR)
        for descriptor in range(3):
            os.dup2(nothing, descriptor)
        for name in names:
            importlib.import_module(name)
        sys.stdout.flush()
        sys.stderr.flush()
        for descriptor, was in enumerate(kept):
            os.dup2(was, descriptor)
            os.close(was)
        os.close(nothing)

    def alone():
        # A thread is not there after a fork, and what waits for it would wait for ever. Some libraries end theirs
        # before a fork and start them anew when they are needed.
        child = os.fork()
        if not child:
            os._exit(0)
        os.waitpid(child, 0)
        return len(os.listdir("/proc/self/task")) == 1

    def renew():
        # What was drawn by chance, or kept because it was, before the fork. `random` sees to itself.
        def loaded(name):
            return sys.modules.get(name)

        if loaded("numpy.random"):
            loaded("numpy.random").seed()
        if loaded("ssl"):
            loaded("ssl").RAND_add(os.urandom(32), 32)
        if loaded("tempfile"):
            loaded("tempfile")._name_sequence = None
        if hasattr(loaded("threading"), "main_thread"):
            loaded("threading").main_thread()._set_native_id()
        if loaded("uuid"):
            loaded("uuid")._node = loaded("uuid")._last_timestamp = None
        if loaded("multiprocessing.process"):
            process = loaded("multiprocessing.process")
            process.current_process()._config["authkey"] = process.AuthenticationString(os.urandom(32))

    def fork():
        # Returns in every child, once it has given up what a program must not have.
        import _socket
        import ctypes
        import time

        libc = ctypes.CDLL(None, use_errno=True)

        def call(name, *arguments):
            if getattr(libc, name)(*arguments):
                raise OSError(ctypes.get_errno(), name)

        def become(message, user, mnt, net, ipc, uts, cgroup, pid, stdin, stdout, stderr, order, answer, *doors):
            try:
                for door in doors:
                    os.write(door, b"0")
                for namespace in user, mnt, net, ipc, uts, cgroup:
                    call("setns", namespace, 0)
                # Whose child has no parent any more is its init's.
                if os.fork():
                    os._exit(0)
                os.setsid()
                for to, end in enumerate((stdin, stdout, stderr)):
                    os.dup2(end, to)
                os.dup2(order, 4)
                user_id = int.from_bytes(message[:4], "little")
                call("setresgid", user_id, user_id, user_id)
                call("setresuid", user_id, user_id, user_id)
                for capability in range(64):
                    libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
                version_3 = (ctypes.c_uint32 * 2)(0x20080522, 0)
                call("capset", version_3, (ctypes.c_uint32 * 6)())
                calls = ctypes.create_string_buffer(message[4:], len(message) - 4)
                program = (ctypes.c_uint64 * 2)(len(calls) // 8, ctypes.addressof(calls))
                call("prctl", 22, 2, program, 0, 0)  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER
                call("prctl", 4, 1, 0, 0, 0)  # PR_SET_DUMPABLE, as it is after exec
                renew()
                while os.getppid() != 1:
                    time.sleep(0.0001)
                os.write(answer, os.getpid().to_bytes(4, "little"))
            except BaseException as failed:
                os.write(answer, repr(failed).encode()[:1000])
                os._exit(1)

        forget()
        gc.freeze()
        asks = _socket.socket(_socket.AF_UNIX, _socket.SOCK_SEQPACKET, 0, 4)
        own = os.open("/proc/self/ns/pid", os.O_RDONLY)
        while True:
            message, extra, _, _ = asks.recvmsg(1 << 16, 1024)
            if not extra:
                os._exit(0)
            rights = extra[0][2]
            passed = [int.from_bytes(rights[at : at + 4], "little") for at in range(0, len(rights), 4)]
            call("setns", passed[6], 0)
            # What modules have called after a fork is called after the second one.
            child = ctypes.PyDLL(None).fork()
            if child < 0:
                raise OSError
            if not child:
                asks.detach()
                become(message, *passed)
            for descriptor in passed:
                os.close(descriptor)
            if not child:
                os.close(own)
                return
            call("setns", own, 0)
            os.waitpid(child, 0)

    def receive(count):
        pieces = []
        while count:
            piece = os.read(4, count)
            if not piece:
                os._exit(1)
            pieces.append(piece)
            count -= len(piece)
        return b"".join(pieces)

    def inert(callback):
        # Takes what has gone out of the cache of an abstract class, or out of a weak set or dictionary.
        kind = type(callback)
        if kind is type(len):
            return callback.__name__ == "_destroy" and type(callback.__self__) is ref
        named = kind is type(inert) and callback.__name__ in ("remove", "_remove")
        return named and callback.__module__ in ("weakref", "_weakrefset")

    def by_itself():
        # The interpreter takes __file__ away once the main file has ended by itself. After sys.exit() or an
        # uncaught exception the status is known to the interpreter alone.
        main = sys.modules.get("__main__")
        return not (
            main is None
            or {"__file__", "__cached__"} & main.__dict__.keys()
            or hasattr(sys, "last_type")
            or hasattr(sys, "last_exc")
        )

    def silent():
        # Whether what remains of a program's end can be noticed by nobody.
        # Somebody else's native code may hold output back in buffers of the C library.
        # Latest first, as far as what is known: who looks at a name writes to its page, because it is counted.
        for name in reversed(sys.modules):
            if sys.modules[name] is last:
                break
            if name in known:
                continue
            file = getattr(sys.modules[name], "__file__", None)
            if name == "ctypes" or isinstance(file, str) and ".so" in file and "/lib-dynload/" not in file:
                return False
        # Only what the program made: all else is frozen. __del__ stands for generators and files, too.
        for it in gc.get_objects():
            kind = type(it)
            if hasattr(kind, "__del__"):
                return False
            if issubclass(kind, ref) and it.__callback__ is not None and not inert(it.__callback__):
                return False
        # What is preloaded may hold output back there, too.
        if libc:
            libc.fflush(None)
        for stream in sys.stdout, sys.stderr:
            try:
                if stream is not None and not stream.closed:
                    stream.flush()
            except BaseException:
                # It makes the interpreter's status another one.
                return False
        return True

    def end():
        # Called once threads and atexit are done. What remains is the interpreter's teardown, most of a short
        # program's time.
        if not silent():
            gc.unfreeze()
        elif by_itself():
            if leave:
                leave()
            os._exit(0)
        elif len(sys._current_frames()) > 1:
            # Another thread may still go on for a moment.
            gc.unfreeze()
        else:
            # Modules that are in a ring, and that nobody looks after, are not taken apart.
            kept = [*sys.modules.values()]
            kept.append(kept)
            gc.freeze()
            sys.modules.clear()

    def rehearse():
        # What every run does once more.
        code = compile("import os\ndef rehearsal(): return [it for it in (1, 2)]\nrehearsal()\n", "rehearsal", "exec")
        exec(code, {})
        PathFinder.find_spec("sitecustomize")
        PathFinder.find_spec("usercustomize")
        b"\0".join((b"a=b", b"c")).split(b"\0")
        dict(text.split(b"=", 1) for text in (b"a=b", b"c=d"))
        os.environb.keys() - {b"PATH"}
        os.fsdecode(b"main.py")
        silent()
        for it in gc.get_objects()[:100]:
            hasattr(type(it), "__del__")
        with open("/dev/null", "rb") as nothing:
            nothing.read()

    def forget():
        # What only this code has use for is not there for the program.
        nonlocal known, last, had, looked_in
        for name in set(sys.modules) - had | {__name__}:
            sys.modules.pop(name, None)
            parent, _, child = name.rpartition(".")
            if parent in had:
                vars(sys.modules[parent]).pop(child, None)
        for folder in set(sys.path_importer_cache) - looked_in:
            del sys.path_importer_cache[folder]
        if offer:
            offer()
        # Who takes a set apart writes to everything in it, which every run did when this function returned.
        had = looked_in = None
        known = set(sys.modules)
        last = sys.modules[next(reversed(sys.modules))]

    known = set(sys.modules)
    last = sys
    libc = leave = None
    # Registered first, it is called last.
    atexit.register(end)
    if names:
        preload()
        if zygote and not alone():
            os._exit(1)
        had |= set(sys.modules)
        looked_in |= set(sys.path_importer_cache)
    rehearse()
    gc.collect()
    gc.freeze()
    if zygote:
        fork()
    else:
        forget()
    # What is shared with the zygote until it is written to is written to now rather than when there is an order.
    rehearse()

    texts = receive(int.from_bytes(receive(4), "little")).split(b"\0")[:-1]
    os.close(4)
    count = int(texts[1])
    words = [*map(os.fsdecode, texts[2 : 2 + count])]
    sys.argv[:] = words[1:]
    if hasattr(sys, "orig_argv"):
        sys.orig_argv[:] = words
    variables = dict(text.split(b"=", 1) for text in texts[2 + count :])
    for name in os.environb.keys() - variables.keys():
        del os.environb[name]
    for name, value in variables.items():
        if os.environb.get(name) != value:
            os.environb[name] = value
    os.chdir(texts[0])
    # What was made until here, caches of abstract classes above all, is not the program's.
    gc.freeze()


wait()

# The host's own, of which this one took the place. Where there is none, this fails as `site` expects.
import sitecustomize
