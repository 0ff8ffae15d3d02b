# What a module brings is what it brings wherever it is imported for the first time.
import sys

NAMES = """
    bisect heapq math random string copy functools itertools operator enum collections.abc contextlib re typing json
    json.decoder datetime pathlib dataclasses statistics threading time traceback logging unittest unittest.case
    inspect ast decimal fractions difflib argparse importlib importlib.machinery numbers
""".split()


def shown(value):
    # Sets and dictionaries are of an order, or a fullness, that is another one each time.
    kind = type(value)
    if kind.__name__ in ("module", "function", "type"):
        return kind.__name__ + " " + value.__name__
    return kind.__name__


for name in NAMES:
    before = set(sys.modules)
    __import__(name)
    module = sys.modules[name]
    print(name, sorted(set(sys.modules) - before))
    print([(key, shown(value)) for key, value in sorted(vars(module).items()) if key != "__builtins__"])
    spec = module.__spec__
    print(spec.name, spec.origin, spec.parent, spec.submodule_search_locations, module.__loader__ is spec.loader)
    print(type(spec.loader), sorted(vars(spec.loader)) if hasattr(spec.loader, "__dict__") else "")
print(list(sys.modules))
