# Modules of the standard library that a zygote imports before there is a program, and keeps where no program sees
# them. One that imports such a module gets the one that is there, with all that importing it comes to: the finder of
# the folder in which it lies finds it as always, and the loader hands over what has been loaded. Where importing it
# could come to anything else (a file of the program's before it, an import hook, one that was imported and taken
# away), it is loaded as always.

# What short programs import most.
NAMES = """
    __future__ bisect collections contextlib copy dataclasses datetime enum functools heapq itertools json math operator
    pathlib random re statistics string threading time traceback typing unittest
""".split()


def keep():
    # Imports them. Returns what offers them, once sys.modules is what a program begins with again.
    import atexit
    import builtins
    import os
    import sys
    import time

    original = builtins.__import__
    modules = sys.modules
    caches = sys.path_importer_cache
    before = set(modules)
    # By module, what it imports itself, in that order, and what it has called at the end and after a fork.
    wants = {}
    ends = {}
    forks = {}
    # And the other names under which it puts modules there.
    others = {}
    loading = []
    seen = set(before)

    def name_new(owner):
        for key in [key for key in modules if key not in seen]:
            seen.add(key)
            spec = getattr(modules[key], "__spec__", None)
            if spec is None or spec.name != key:
                others.setdefault(owner, {})[key] = modules[key]

    def noting(name, globals=None, locals=None, fromlist=(), level=0):
        importer = (globals or {}).get("__name__", "")
        if importer.startswith("importlib._bootstrap"):
            # Native code imports while it is loaded.
            importer = loading[-1]
        name_new(importer)
        full = name
        if level:
            package = globals["__package__"].split(".")
            full = ".".join(package[: len(package) + 1 - level] + name.split(".")).strip(".")
        package = full.rpartition(".")[0]
        if package and package not in modules:
            noting(package)
        loading.append(full)
        try:
            module = original(name, globals, locals, fromlist, level)
        finally:
            loading.pop()
        name_new(full)
        noted = wants.setdefault(importer, {})
        noted[full] = None
        for one in fromlist or ():
            if full + "." + one in modules:
                noted[full + "." + one] = None
        return module

    def at_end(function, *arguments, **named):
        ends.setdefault(function.__module__, []).append((function, arguments, named))
        return function

    def at_fork(**called):
        forks.setdefault(next(iter(called.values())).__module__, []).append(called)

    register, register_at_fork = atexit.register, os.register_at_fork
    builtins.__import__, atexit.register, os.register_at_fork = noting, at_end, at_fork
    try:
        for name in NAMES:
            noting(name)
    finally:
        builtins.__import__, atexit.register, os.register_at_fork = original, register, register_at_fork

    # Those that lie in files, and those that are in the interpreter itself.
    filed, inner = {}, {}
    for name in [name for name in modules if name not in before]:
        spec = getattr(modules[name], "__spec__", None)
        if spec and spec.name == name:
            (filed if spec.has_location else inner)[name] = modules[name]
        elif not any(name in named for named in others.values()):
            # It put another one in its own place.
            others[name] = {name: modules[name]}

    def closure(name, seen):
        if name not in seen and (name in filed or name in inner):
            seen.add(name)
            closure(name.rpartition(".")[0], seen)
            for want in wants.get(name, ()):
                closure(want, seen)
        return seen

    parts = {name: [part for part in closure(name, set()) if part in filed] for name in filed}
    origins = {name: module.__spec__.origin for name, module in filed.items()}
    # The folders of the standard library.
    folders = set()
    for name in filed:
        if "." not in name:
            folder = origins[name].rpartition("/")[0]
            folders.add(folder.rpartition("/")[0] if hasattr(filed[name], "__path__") else folder)
    packages = {}
    for name, module in filed.items():
        for folder in getattr(module, "__path__", ()):
            if folder in caches:
                packages[name] = folder, caches[folder]
    # What makes one a name of the package in which it lies is importing it.
    known = {**inner, **filed}
    known.update((name, named[name]) for name, named in others.items() if name in named)
    for name, module in known.items():
        parent, _, child = name.rpartition(".")
        if parent in filed and vars(filed[parent]).get(child) is module:
            delattr(filed[parent], child)
    left = dict(filed)
    hooks = list(sys.meta_path), list(sys.path_hooks)

    def fits(name):
        if ([*sys.meta_path], [*sys.path_hooks]) != hooks or builtins.__import__ is not original:
            return False
        if sys.gettrace() or sys.getprofile():
            return False
        # What of it is looked for first in a folder of the program's.
        first = []
        last = max((at for at, folder in enumerate(sys.path) if folder in folders), default=0)
        for folder in sys.path[:last]:
            if folder not in folders:
                if folder not in caches:
                    return False
                if caches[folder]:
                    first.append(caches[folder])
        for part in parts[name]:
            if part in modules:
                if modules[part] is not filed[part]:
                    return False
            elif part not in left:
                return False
            elif "." not in part:
                for finder in first:
                    found = finder.find_spec(part)
                    if found and found.loader:
                        return False
        return True

    def bring(name):
        # What an import statement in one of them comes to: all of it fits.
        if name in modules or name not in known:
            return
        parent, _, child = name.rpartition(".")
        if parent:
            bring(parent)
        modules[name] = module = known[name]
        left.pop(name, None)
        complete(name)
        # The latest is what was done last.
        modules[name] = modules.pop(name)
        if parent and not hasattr(modules[parent], child):
            setattr(modules[parent], child, module)

    def complete(name):
        for want in wants.get(name, ()):
            bring(want)
        modules.update(others.get(name, ()))
        if name in packages:
            caches.setdefault(*packages[name])
        for function, arguments, named in ends.get(name, ()):
            register(function, *arguments, **named)
        for called in forks.get(name, ()):
            # It was not called where this process was forked.
            called.get("before", int)()
            called.get("after_in_child", int)()
            register_at_fork(**called)
        module = filed.get(name)
        if name == "threading" and hasattr(module.Thread, "_set_native_id"):
            module.main_thread()._set_native_id()
        if name == "logging":
            # Times are told from when it was imported.
            module._startTime = time.time_ns() if type(module._startTime) is int else time.time()

    def hand_over(spec):
        name, loader = spec.name, spec.loader
        kind = type(loader)

        def create_module(spec):
            module = left.pop(name, None)
            return kind.create_module(loader, spec) if module is None else module

        def exec_module(module):
            del loader.create_module, loader.exec_module
            if module is not filed[name] or modules.get(name) is not module:
                return kind.exec_module(loader, module)
            module.__loader__ = loader
            complete(name)

        loader.create_module = create_module
        loader.exec_module = exec_module

    def watch(finder):
        find = type(finder).find_spec

        def find_spec(name, target=None):
            spec = find(finder, name, target)
            if spec and name in left and spec.origin == origins[name] and fits(name):
                hand_over(spec)
            return spec

        finder.find_spec = find_spec

    def offer():
        for folder in folders:
            watch(caches[folder])
        for _, finder in packages.values():
            watch(finder)

    return offer
