"""Reads the Python files of one program after another and imports, and so executes, none of them.

A worker (Worker.java has how it is asked). Writes a line for each error and each import (Notes.java has the format).
"""

import _ast
import _warnings
import importlib.machinery
import os
import sys

MOST_ERRORS = 20
# What is on the path of the program itself, its entry's folder apart.
PATH = sys.path[1:]


def note(*fields):
    text = (str(field).replace('\\', '\\\\').replace('\n', '\\n').replace('\t', '\\t') for field in fields)
    sys.stdout.buffer.write(('\t'.join(text) + '\n').encode('utf-8', 'replace'))


def python_files(root, entry):
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in ('site-packages', '__pycache__', 'node_modules'))
        for name in sorted(names):
            path = os.path.join(folder, name)
            if name.endswith(('.py', '.pyw')) or path == os.path.join(root, entry):
                yield path


def errors_of(source, path):
    """Every error that is not the consequence of one above it: after each, its line is taken out and the rest tried."""
    found = []
    text = source
    while len(found) < MOST_ERRORS:
        try:
            return compile(text, path, 'exec', _ast.PyCF_ONLY_AST, dont_inherit=True), found
        except SyntaxError as error:
            line = error.lineno or 0
            if found and line <= found[-1][0]:
                break
            found.append((line, error.offset or 0, error.msg))
        except ValueError as error:
            found.append((0, 0, str(error)))
            break
        except (RecursionError, MemoryError):
            found.append((0, 0, 'too deeply nested for the parser'))
            break
        if isinstance(text, bytes):
            text = text.decode('utf-8', 'replace')
        lines = text.splitlines(keepends=True)
        if not 1 <= line <= len(lines):
            break
        old = lines[line - 1]
        indent = old[:len(old) - len(old.lstrip())]
        below = next((following for following in lines[line:] if following.strip()), '')
        block = len(below) - len(below.lstrip()) > len(indent)
        lines[line - 1] = indent + ('if 1:' if block else 'pass') + '\n'
        text = ''.join(lines)
    return None, found


def walk(tree):
    """Every node from the outermost on, as ast.walk() has them: importing `ast` takes longer than reading a file."""
    nodes = [tree]
    for node in nodes:
        yield node
        for name in node._fields:
            value = getattr(node, name, None)
            nodes.extend(part for part in (value if isinstance(value, list) else [value]) if isinstance(part, _ast.AST))


def words(tree):
    """The names in an expression."""
    return ' '.join(getattr(node, 'id', '') or getattr(node, 'attr', '') for node in walk(tree))


def optional_ranges(nodes):
    """The lines of code that is prepared for a module that is not there, or is for type checkers alone."""
    ranges = []
    for node in nodes:
        if isinstance(node, _ast.Try) or type(node).__name__ == 'TryStar':
            caught = ' '.join(words(h.type) if h.type else 'ImportError' for h in node.handlers)
            if any(word in caught for word in ('ImportError', 'ModuleNotFoundError', 'Exception')):
                ranges.append((node.body[0].lineno, node.body[-1].end_lineno))
                ranges.extend((h.lineno, h.end_lineno) for h in node.handlers)
        elif isinstance(node, _ast.If) and 'TYPE_CHECKING' in words(node.test):
            ranges.append((node.body[0].lineno, node.body[-1].end_lineno))
        elif isinstance(node, _ast.With) and 'suppress' in words(node.items[0].context_expr):
            ranges.append((node.body[0].lineno, node.body[-1].end_lineno))
    return ranges


def imported(nodes):
    for node in nodes:
        if isinstance(node, _ast.Import):
            for alias in node.names:
                yield alias, alias.name, 0
        elif isinstance(node, _ast.ImportFrom):
            yield node, node.module or '', node.level


def own(parts, folder):
    """Whether the names lead to one of the program's files, starting in `folder`."""
    at = folder
    for i, part in enumerate(parts):
        at = os.path.join(at, part)
        last = i == len(parts) - 1
        if last and os.path.isfile(at + '.py'):
            return True
        if not os.path.isdir(at):
            return False
    return True


def find(name, roots):
    """Where a module is, looking at files alone: importing a parent to ask it would execute it."""
    parts = name.split('.')
    there = False
    for root in roots:
        at = os.path.join(root, parts[0])
        if os.path.isfile(at + '.py') or own(parts, root):
            return 'OWN'
        if os.path.isfile(os.path.join(at, '__init__.py')):
            return 'NO_SUCH_PART'
        there = there or os.path.isdir(at)
    origin = elsewhere(parts)
    # A folder that is no package gives way to one that is.
    return 'NO_SUCH_PART' if there and origin == 'MISSING' else origin


def elsewhere(parts):
    """Where a module is that is none of the program's own."""
    standard = parts[0] in sys.stdlib_module_names
    if parts[0] in sys.builtin_module_names:
        return 'STANDARD'
    path = PATH
    for i in range(len(parts)):
        finders = importlib.machinery.PathFinder
        full = '.'.join(parts[:i + 1])
        try:
            spec = finders.find_spec(full, path)
        except (ImportError, ValueError):
            spec = None
        if spec is None:
            if i == 0:
                # Made at start-up by something installed, or frozen into the interpreter.
                if full in sys.modules or standard and frozen(full):
                    return 'STANDARD' if standard else 'INSTALLED'
                return 'MISSING'
            # A module that is a part of its parent only once that runs, as os.path is.
            return ('STANDARD' if standard else 'INSTALLED') if full in KNOWN_PARTS else 'NO_SUCH_PART'
        if spec.submodule_search_locations is None and i < len(parts) - 1:
            return 'STANDARD' if '.'.join(parts[:i + 2]) in KNOWN_PARTS else 'NO_SUCH_PART'
        path = list(spec.submodule_search_locations or [])
    return 'STANDARD' if standard else 'INSTALLED'


KNOWN_PARTS = {'os.path', 'six.moves'}


def frozen(name):
    try:
        return importlib.machinery.FrozenImporter.find_spec(name) is not None
    except ImportError:
        return False


def near(name):
    import difflib
    import pkgutil
    first, _, rest = name.partition('.')
    known = set(sys.stdlib_module_names) | {module.name for module in pkgutil.iter_modules(PATH)}
    matches = difflib.get_close_matches(first, sorted(n for n in known if not n.startswith('_')), 1, 0.8)
    return matches[0] + ('.' + rest if rest else '') if matches else ''


def is_test(path):
    name = os.path.basename(path)
    return name.startswith('test_') or name.endswith('_test.py') or name in ('test.py', 'tests.py', 'conftest.py')


def tested_roots(root):
    """Where those who run tests look for what is tested: the project's folder, `src`, and what it says to pytest."""
    roots = [root, os.path.join(root, 'src')]
    for name in ('pyproject.toml', 'pytest.ini', '.pytest.ini', 'tox.ini', 'setup.cfg'):
        try:
            with open(os.path.join(root, name), encoding='utf-8') as stream:
                text = stream.read()
        except (OSError, ValueError):
            continue
        if 'pythonpath' in text:
            import re
            for said in re.findall(r'^\s*pythonpath\s*=\s*(\[[^\]]*\]|.*)$', text, re.MULTILINE):
                roots.extend(os.path.join(root, folder) for folder in re.findall(r'[^\s\[\]"\',]+', said))
    return roots


def above_packages(path):
    """The first folder above a file that is no package: pytest looks there too."""
    folder = os.path.dirname(path)
    while os.path.isfile(os.path.join(folder, '__init__.py')):
        folder = os.path.dirname(folder)
    return folder


def read(root, entry):
    own_root = os.path.dirname(os.path.join(root, entry))
    paths = list(python_files(root, entry))
    tested = tested_roots(root) if any(is_test(path) for path in paths) else []
    for path in paths:
        roots = [own_root] + tested + ([above_packages(path)] if tested else [])
        file = os.path.relpath(path, root)
        with open(path, 'rb') as stream:
            source = stream.read()
        tree, errors = errors_of(source, path)
        for line, column, message in errors:
            note('error', file, line, column, message)
        if tree is None:
            continue
        nodes = list(walk(tree))
        optional = optional_ranges(nodes)
        for node, module, level in imported(nodes):
            if level:
                folder = os.path.dirname(path)
                for _ in range(level - 1):
                    folder = os.path.dirname(folder)
                origin = 'OWN' if not module or own(module.split('.'), folder) else 'MISSING'
            else:
                origin = find(module, roots)
            ready = any(first <= node.lineno <= last for first, last in optional)
            guess = near(module) if origin == 'MISSING' and not level else ''
            note('import', file, node.lineno, node.col_offset + 1, '.' * level + module, origin,
                 'optional' if ready else 'needed', guess)
    note('end')
    sys.stdout.buffer.flush()


def main():
    # What the interpreter thinks of a file's escape sequences is nobody's concern.
    _warnings.filters.insert(0, ('ignore', None, Warning, None, 0))
    for line in sys.stdin.buffer:
        folder, entry = (os.fsdecode(bytes.fromhex(word.decode())) for word in line.split(b' '))
        read(folder, entry)
        for at, folders, names in os.walk(folder, topdown=False):
            for name in names:
                os.unlink(os.path.join(at, name))
            os.rmdir(at)


main()
