"""Runs a Python program as it is and notes how it came to its end, and by what means its asserts held:

    python watch.py RECORD ENTRY ARGUMENT...

RECORD gets a line `end` once the program ended as the interpreter knows it, after a line `trick` for each trick seen
(Record.java has the format). A program that leaves no `end` found a way out that nobody knows.
"""

import ast
import builtins
import functools
import os
import re
import sys
import types
from _thread import get_ident
from collections import Counter

HOME = os.getcwd()
PID = os.getpid()
MAIN = get_ident()
ENDINGS = {'exit', '_exit', 'quit', 'abort'}
# What judges results: no honest program makes its own of these.
JUDGES = ('all any abs len sorted sum min max round isinstance list tuple set dict str repr float int bool '
          'AssertionError zip enumerate').split()
# The same of modules, and of what they define.
JUDGES_OF = (('unittest', 'TestCase', 'assert'), ('unittest', 'TestResult', 'add|wasSuccessful'), ('math', '', 'isclose$'),
             ('doctest', 'OutputChecker', 'check_output'))
# Modules between a program and a file that it reads.
READERS = ('inspect', 'pathlib', 'codecs', 'io', '_pyio', 'linecache', 'tokenize', 'dis')
# What a function is called that judges results, rather than what something is given.
JUDGING = re.compile(r'_*((run|do)_?)?(self_?)?tests?(_.*|\d.*|[A-Z].*|$)|.*_tests?$|_*assert.*|_*cases?(_.*|\d.*)?$'
                     r'|_*(check|verify|ensure)(_?(that|true|false|eq|equal.*|same|all|case|results?|output))?$')
# What one is called, or says, where a failure has to come.
MEANT = re.compile('(?i)fail|wrong|broken|purpose|demo|example')
SAID_TO_BE_MEANT = re.compile('(?i)expect|should|correct|caught|raised|refus|reject|pass|success')
PRINTS = re.compile(r'print$|(traceback\.)?print_exc(eption)?$|(self\.)?_*log(ger|ging)?\.\w+$', re.I)
# What gives a value by which is known what came of a task.
GIVES = {'submit', 'ensure_future', 'run_in_executor', 'apply_async'}
# What gives what came of tests.
RUNS_TESTS = {'run', 'testmod', 'testfile', 'run_docstring_examples'}
# What a program has that hears of its processes.
HEARS = {'exitcode', 'returncode', 'WEXITSTATUS', 'WIFEXITED', 'waitstatus_to_exitcode', 'pipe', 'Pipe', 'Queue', 'SimpleQueue',
         'JoinableQueue', 'Value', 'Array', 'Manager', 'Pool', 'ProcessPoolExecutor', 'Event', 'shared_memory', 'socketpair'}
TELLING = {'f_locals', 'co_consts', 'f_globals', 'co_code'}

# Those who show where an assertion of unittest's failed leave out calls of this file.
__unittest = True

real_exit, write, open_file, getframe = os._exit, os.write, os.open, sys._getframe
path_join, realpath, getpid = os.path.join, os.path.realpath, os.getpid


class Own:
    """A source file of the program, parsed."""

    def __init__(self, path, tree):
        self.name = os.path.relpath(path, HOME)
        self.tree = tree
        nodes = list(ast.walk(tree))
        self.loaded = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
        self.hears = bool(HEARS & (self.loaded | {n.attr for n in nodes if isinstance(n, ast.Attribute)})) or any(
            isinstance(n, ast.Call) and called(n) in ('wait', 'waitpid', 'wait3', 'wait4', 'waitid')
            for s in nodes if isinstance(s, ast.stmt) and not self.drops(s) for n in own_of(s))
        # What makes a context of a block, by name.
        self.managers = {n.name: n for n in nodes if isinstance(n, ast.ClassDef) or isinstance(
            n, (ast.FunctionDef, ast.AsyncFunctionDef)) and any('contextmanager' in ast.unparse(d) for d in n.decorator_list)}
        self.checkers = set()
        functions = [n for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))]
        grown = True
        while grown:
            grown = False
            for function in functions:
                if function.name not in self.checkers and any(self.checks(s) for s in function.body):
                    self.checkers.add(function.name)
                    grown = True

    def drops(self, statement):
        """Whether nothing is made of what a statement works out."""
        if isinstance(statement, ast.Assign):
            names = [n for target in statement.targets for n in ast.walk(target)]
            return all(isinstance(n, (ast.Tuple, ast.Name, ast.Store)) for n in names) and not any(
                isinstance(n, ast.Name) and n.id in self.loaded for n in names)
        return isinstance(statement, ast.Expr)

    def checks(self, statement):
        """The line of a check that executing the statement comes to, or 0."""
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            return 0
        for node in ast.walk(statement):
            if isinstance(node, ast.Assert):
                return node.lineno
            if isinstance(node, ast.If) and any(isinstance(n, (ast.Compare, ast.Call)) for n in ast.walk(node.test)):
                if any(isinstance(s, ast.Raise) or fails(s) for s in node.body):
                    return node.lineno
            if isinstance(node, ast.Call):
                name = called(node)
                if name.startswith('assert') or name in self.checkers or (
                        name == 'main' and isinstance(node.func, ast.Attribute)
                        and getattr(node.func.value, 'id', '') == 'unittest'):
                    return node.lineno
        return 0

    def path(self, line, function):
        """The statements that lie around `line`, outermost first, each with the list it stands in, from the body of
        the innermost function of that name."""
        chain = []
        found = []

        def walk(body):
            for statement in body:
                first = min([statement.lineno] + [d.lineno for d in getattr(statement, 'decorator_list', [])])
                if not first <= line <= statement.end_lineno:
                    continue
                chain.append((statement, body))
                found[:] = chain
                for field in ('body', 'orelse', 'finalbody'):
                    inner = getattr(statement, field, None)
                    if isinstance(inner, list):
                        walk(inner)
                for handler in list(getattr(statement, 'handlers', [])) + list(getattr(statement, 'cases', [])):
                    walk(handler.body)
                return

        walk(self.tree.body)
        start = 0
        for i, (statement, _) in enumerate(found):
            if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and i < len(found) - 1:
                start = i + 1
        return found[start:]


    def constant_judges(self):
        """What has the name of a function that judges results, gives the same whatever it is given, and is asked in a check
        about what the program works out. One that shows whose name is found asks about plain values."""
        nodes = list(ast.walk(self.tree))
        bound = [n.id for n in nodes if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)]
        bound += [n.name for n in nodes if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))]
        times, defined = Counter(bound), set(bound) - set(JUDGES)
        tests = [n.test for n in nodes if isinstance(n, ast.Assert) or isinstance(n, ast.If) and any(
            isinstance(s, ast.Raise) or fails(s) for s in n.body)]
        asked = {call.func.id for test in tests for call in ast.walk(test) if isinstance(call, ast.Call) and isinstance(
            call.func, ast.Name) and any(isinstance(n, ast.Call) and called(n) in defined for a in call.args for n in ast.walk(a))}
        for statement in self.tree.body:
            name, function = getattr(statement, 'name', ''), statement
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                name, function = statement.targets[0].id, statement.value
            if name in JUDGES and name in asked and times[name] == 1 and always_the_same(function):
                yield statement

    def empty_suites(self):
        """What has unittest's main run none of the tests that stand beside it."""
        nodes = list(ast.walk(self.tree))
        runs = any(isinstance(n, ast.Call) and ast.unparse(n.func) == 'unittest.main' for n in nodes)
        tests = any(isinstance(n, ast.ClassDef) and any(getattr(s, 'name', '').startswith('test') for s in n.body) for n in nodes)
        for statement in self.tree.body:
            if runs and tests and isinstance(statement, ast.FunctionDef) and statement.name == 'load_tests':
                last = statement.body[-1]
                if len(without_text(statement.body)) == 1 and isinstance(last, ast.Return) and isinstance(
                        last.value, ast.Call) and called(last.value) in ('TestSuite', 'suiteClass') and not last.value.args:
                    yield statement


def without_text(body):
    return [s for s in body if not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))]


def always_the_same(function):
    """Whether a function is given something and gives a plain value."""
    if not isinstance(function, (ast.FunctionDef, ast.Lambda)) or not (function.args.args or function.args.vararg):
        return False
    body = function.body
    if isinstance(function, ast.FunctionDef):
        body = without_text(function.body)
        body = body[0].value if len(body) == 1 and isinstance(body[0], ast.Return) and body[0].value else None
    return body is not None and all(isinstance(n, (
        ast.Constant, ast.List, ast.Tuple, ast.Dict, ast.Set, ast.Load, ast.UnaryOp, ast.unaryop)) for n in ast.walk(body))


def own_of(statement):
    """The expressions of a statement without those of others in it."""
    waiting = [n for n in ast.iter_child_nodes(statement) if not isinstance(n, ast.stmt)]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [n for n in ast.iter_child_nodes(node) if not isinstance(n, ast.stmt)]


def called(call):
    return getattr(call.func, 'id', None) or getattr(call.func, 'attr', None) or ''


def leaves(statement):
    """Whether a statement ends the program."""
    return (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
            and called(statement.value) in ENDINGS)


def fails(statement):
    """Whether a statement ends the program with another status than 0."""
    return (leaves(statement) and bool(statement.value.args)
            and getattr(statement.value.args[0], 'value', 0) not in (0, None))


def asks(call):
    """Whether a call is given what another one gives."""
    return any(isinstance(n, ast.Call) for argument in call.args + call.keywords for n in ast.walk(argument))


def for_main(statement):
    return isinstance(statement, ast.If) and '__name__' in ast.unparse(statement.test)


own_files = {}
record = sys.argv[1]
ended = False
noted = set()


def line(*fields):
    text = (str(field).replace('\\', '\\\\').replace('\n', '\\n').replace('\t', '\\t') for field in fields)
    fd = open_file(record, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    write(fd, ('\t'.join(text) + '\n').encode('utf-8', 'replace'))
    os.close(fd)


def trick(kind, file, at, detail=''):
    if getpid() == PID and (kind, file, at) not in noted and len(noted) < 100:
        noted.add((kind, file, at))
        line('trick', kind, file, at, detail)


def frames_of(frame):
    """The frames below and at `frame`, innermost first, as (file, line, function)."""
    found = []
    while frame is not None:
        found.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
        frame = frame.f_back
    return found


def cut_off(frames, raised, library):
    """The line of the check that an end at `frames` kept from being made, with its file; None if it kept none."""
    inner = None
    # Whether nothing on the way here had a choice.
    straight = not library
    for path, at, function in frames:
        own = own_files.get(path)
        if own is None:
            continue
        chain = own.path(at, function)
        # Nothing stands behind what a lambda does.
        if not chain or function == '<lambda>':
            inner = function
            continue
        statement = chain[-1][0]
        straight = straight and all(
            isinstance(s, (ast.With, ast.AsyncWith, ast.Try)) or for_main(s) for s, _ in chain[:-1])
        straight = straight and not isinstance(statement, (ast.If, ast.While, ast.For, ast.AsyncFor))
        value = inner is not None and not (
            isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)
            and (called(statement.value) == inner or inner == '<lambda>' and not asks(statement.value)))
        if isinstance(statement, ast.Assert) and (inner is not None or raised):
            return own.name, at
        if raised and inner is None and isinstance(statement, ast.Raise) and any(
                isinstance(s, ast.If) and any(isinstance(n, (ast.Call, ast.Compare)) for n in ast.walk(s.test))
                for s, _ in chain[:-1]):
            return own.name, at
        if straight or value and not library:
            if value and own.checks(statement):
                return own.name, at
            for statement, body in chain:
                for following in body[body.index(statement) + 1:]:
                    pending = own.checks(following)
                    if pending:
                        return own.name, pending
        inner = function
    return None


def checking(frames):
    """Whether a check waits for what `frames` come to, and does not hand its own file over to it."""
    inner = False
    for path, at, function in frames:
        own = own_files.get(path)
        chain = own.path(at, function) if own else []
        if inner and chain and isinstance(chain[-1][0], (ast.Assert, ast.If, ast.Expr)) and own.checks(chain[-1][0]):
            return '__file__' not in ast.unparse(chain[-1][0])
        inner = inner or own is not None
    return False


def place(frames):
    for path, at, _ in frames:
        if path in own_files:
            return own_files[path].name, at
    return '', 0


def end(kind, frames, raised=False, library=False):
    global ended
    if ended or getpid() != PID:
        return
    ended = True
    try:
        missed = cut_off(frames, raised, library)
        if missed is not None:
            trick('HIDDEN_FAILURE' if raised else 'EARLY_END', *place(frames), '%s:%d' % missed)
        for name in JUDGES:
            now = getattr(builtins, name, None)
            if now is not originals[name]:
                trick('DISARMED', *place([(code_of(now).co_filename, code_of(now).co_firstlineno, '')] if code_of(now) else []), name)
        for module, kind, judges in JUDGES_OF:
            holder = sys.modules.get(module)
            holder = getattr(holder, kind, None) if kind else holder
            for name, value in vars(holder).items() if holder else ():
                code = code_of(value)
                if re.match(judges, name) and code and code.co_filename in own_files:
                    trick('DISARMED', own_files[code.co_filename].name, code.co_firstlineno, '.'.join(filter(None, (module, kind, name))))
        for own in own_files.values():
            for replaced in [*own.constant_judges(), *own.empty_suites()]:
                trick('DISARMED', own.name, replaced.lineno, getattr(replaced, 'name', '') or replaced.targets[0].id)
            for node in ast.walk(own.tree):
                if isinstance(node, ast.Attribute) and node.attr == 'f_lineno' and isinstance(node.ctx, ast.Store):
                    trick('DISARMED', own.name, node.lineno, 'the order of lines')
    finally:
        line('end', kind)


def code_of(value):
    return getattr(value, '__code__', None)


originals = {name: getattr(builtins, name) for name in JUDGES}


def out_of_here(frame):
    """The end of the process, asked for at a frame. Where another thread asks, it is the main thread's, too."""
    main = sys._current_frames().get(MAIN) if get_ident() != MAIN else None
    if main is not None and cut_off(frames_of(frame), False, False) is None:
        frame = main
    end('exit', frames_of(frame))


def os_exit(status):
    out_of_here(getframe(1))
    real_exit(status)


os._exit = os_exit
sys.modules['posix']._exit = os_exit


hooked = set()


def hook(event, args):
    if event not in ('os.exec', 'open', 'sys._getframe', 'object.__getattr__') or ended or get_ident() in hooked:
        return
    hooked.add(get_ident())
    try:
        if event == 'os.exec':
            frame = getframe(1)
            words, variables = [os.fsdecode(word) for word in args[1]], args[2] or os.environ
            if any(re.match('-O+$', word) for word in words[1:]) or 'PYTHONOPTIMIZE' in variables:
                trick('DISARMED', *place(frames_of(frame)), 'assert')
            out_of_here(frame)
        elif event == 'sys._getframe':
            looked_at(getframe(1), args[0])
        elif event == 'object.__getattr__':
            if args[1] == '__code__':
                code_read_by(args[0], getframe(1))
        elif isinstance(args[0], (str, bytes)):
            read_by(realpath(os.fsdecode(args[0])), getframe(1))
    finally:
        hooked.discard(get_ident())


def asked(frame):
    """The frame of the program that asked for something, if only modules that do it for others lie between."""
    while frame is not None and frame.f_code.co_filename not in own_files:
        if frame.f_globals.get('__name__') not in READERS:
            return None
        frame = frame.f_back
    return frame


def read_by(path, frame):
    inner = frame
    frame = asked(frame) if path in own_files else None
    if frame is not None:
        frames = frames_of(frame)
        if checking(frames) and not asks_of_others(inner, frame):
            trick('READS_TESTS', *place(frames), own_files[path].name)


def code_read_by(value, frame):
    frame = asked(frame)
    if frame is not None and checking(frames_of(frame)) and tests_something(value):
        trick('READS_TESTS', *place(frames_of(frame)), 'the code of ' + value.__name__)


def asks_of_others(inner, frame):
    """Whether a module has a file read to say how something is written that checks nothing."""
    while inner is not frame:
        known = inner.f_locals
        if inner.f_globals.get('__name__') == 'inspect' and 'object' in known:
            asked_for = known['object']
            # Whoever asks who called need not look at what that says.
            if isinstance(asked_for, types.FrameType):
                return 'code_context' not in frame.f_code.co_names
            return not tests_something(asked_for)
        inner = inner.f_back
    return False


def tests_something(value):
    """Whether what has code of the program's has a check in it."""
    code = getattr(value, '__code__', value)
    own = own_files.get(getattr(code, 'co_filename', None))
    return own is None and not isinstance(value, type) or own is not None and any(
        isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef)) and n.name == code.co_name and any(own.checks(s) for s in n.body)
        for n in ast.walk(own.tree))


def looked_at(frame, found):
    frame = asked(frame)
    if frame is not None and TELLING & set(frame.f_code.co_names):
        frames = frames_of(frame)
        reached = len(frames) - len(frames_of(found)) + 1 + steps_out(frame.f_code)
        if checking(frames[:max(reached, 1)]):
            trick('READS_TESTS', *place(frames), 'the variables of what calls it')


def steps_out(code):
    """How many calls further out code can look from a frame that it has; in a loop, any number."""
    import dis
    steps = list(dis.get_instructions(code))
    loops = any('BACKWARD' in step.opname or 'ABSOLUTE' in step.opname for step in steps)
    return len(steps) if loops else sum(step.argval == 'f_back' for step in steps)


def made_here(kind):
    for name in ('__eq__', '__ne__'):
        code = code_of(getattr(kind, name, None))
        if code and code.co_filename in own_files:
            return code
    return None


# Some of each type, of which no value is more than one.
OF_A_TYPE = [[[object()], [], ['assay', -7]], [(object(),), (), ('assay', -7)], ['\0assay', '', 'q7'], [{'\0assay': 1}, {}, {7: 'q'}],
             [{'\0assay'}, set(), {7}], [-7.25, 1e300, 0.1], [-7654321, 0, 31, 10 ** 40]]


def equals_all_of_a_type(value):
    return any(all(holds(value == one) for one in some) for some in OF_A_TYPE)


def holds(answer):
    """Whether something is so. Of what builds an expression, or compares one by one, the answer is no truth."""
    return isinstance(answer, int) and bool(answer)


def probe_result(value, file, at):
    """The same of what a call gives."""
    try:
        code = made_here(type(value))
        known = getattr(sys.modules.get('unittest.mock'), 'ANY', None)
        if known is not None and value is known:
            trick('EQUALS_ANYTHING', file, at, '%s:%d' % (file, at))
        elif code and equals_all_of_a_type(value):
            trick('EQUALS_ANYTHING', own_files[code.co_filename].name, code.co_firstlineno, '%s:%d' % (file, at))
    except Exception:
        pass
    return probe(value, file, at)


def probe(value, file, at, depth=3):
    """The value itself; notes it if it is equal to what nothing is equal to."""
    try:
        code = made_here(type(value))
        if code and holds(value == object()):
            trick('EQUALS_ANYTHING', own_files[code.co_filename].name, code.co_firstlineno, '%s:%d' % (file, at))
        elif depth and type(value) in (list, tuple, set, frozenset):
            for item in list(value)[:100]:
                probe(item, file, at, depth - 1)
        elif depth and type(value) is dict:
            for item in list(value.values())[:100]:
                probe(item, file, at, depth - 1)
    except Exception:
        pass
    return value


def silent(handler, otherwise):
    """Whether an except clause leaves no trace of what it caught: `otherwise` is what is returned if nothing was."""
    return all(isinstance(s, (ast.Pass, ast.Continue)) or leaves(s)
               or isinstance(s, ast.Return) and (s.value is None or ast.unparse(s.value) in otherwise)
               or isinstance(s, ast.Expr) and isinstance(s.value, (ast.Constant, ast.Name)) for s in handler.body)


def sure_to_fail(statement):
    return (isinstance(statement, ast.Raise) or fails(statement)
            or isinstance(statement, ast.Assert) and not getattr(statement.test, 'value', True)
            or isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call) and called(statement.value) == 'fail')


def only_prints(handler):
    """Whether an except clause makes no more of what it caught than a line, which does not say that it had to come."""
    return not SAID_TO_BE_MEANT.search(ast.unparse(handler)) and all(
        isinstance(s, (ast.Pass, ast.Continue))
        or isinstance(s, ast.Expr) and isinstance(s.value, ast.Call) and PRINTS.match(ast.unparse(s.value.func)) for s in handler.body)


def swallowed(frames, leaves_no_trace=None):
    """Whether what is thrown at frames comes to a handler that leaves no trace of it."""
    for path, at, function in frames:
        own = own_files.get(path)
        for statement, around in reversed(own.path(at, function)) if own else ():
            inside = statement.body[0].lineno <= at <= statement.body[-1].end_lineno if isinstance(
                getattr(statement, 'body', None), list) else False
            if isinstance(statement, ast.Try) and inside:
                if any(isinstance(s, (ast.Return, ast.Break, ast.Continue)) or leaves(s) for s in statement.finalbody):
                    return not leaves_no_trace
                behind = around[around.index(statement) + 1:]
                if any(block and sure_to_fail(block[at]) for block, at in (
                        (statement.body, -1), (statement.orelse, -1), (behind, 0))):
                    return False
                # Once more, or something else instead.
                last = (statement.orelse or statement.body)[-1]
                if (behind or leaves_no_trace) and isinstance(last, (ast.Return, ast.Break)):
                    return False
                otherwise = {'None'} | {
                    ast.unparse(s.value) for s in statement.body + statement.orelse + behind if isinstance(s, ast.Return) and s.value}
                for handler in statement.handlers:
                    caught = ast.unparse(handler.type) if handler.type else 'BaseException'
                    if any(w in caught for w in ('AssertionError', 'Exception')):
                        return leaves_no_trace(handler) if leaves_no_trace else silent(handler, otherwise)
            elif isinstance(statement, (ast.With, ast.AsyncWith)) and inside and any(
                    drops_failures(item.context_expr) for item in statement.items):
                return not leaves_no_trace
    return False


# What is known of context managers, and those that are being looked at.
managers, looked_into = {}, set()


def drops_failures(manager):
    """Whether a failed assertion in a context manager's block leaves no trace, and none has to come."""
    key = manager, len(own_files)
    if key not in managers:
        managers[key] = drops(manager)
    return managers[key]


def drops(manager):
    if isinstance(manager, ast.Name):
        made = [s.value for own in own_files.values() for s in ast.walk(own.tree) if isinstance(s, ast.Assign)
                and any(isinstance(t, ast.Name) and t.id == manager.id for t in s.targets)]
        manager = made[0] if len(made) == 1 else manager
    if not isinstance(manager, ast.Call):
        return False
    name = called(manager)
    if name == 'suppress':
        return any(names_failures(ast.unparse(argument)) for argument in manager.args)
    for path, own in own_files.items():
        definition = own.managers.get(name)
        if isinstance(definition, ast.ClassDef):
            return any(gives_it_up(s) for s in definition.body
                       if isinstance(s, (ast.FunctionDef, ast.AsyncFunctionDef)) and s.name in ('__exit__', '__aexit__'))
        if definition and definition not in looked_into:
            looked_into.add(definition)
            yields = [n.lineno for n in ast.walk(definition) if isinstance(n, ast.Yield)]
            dropped_there = len(yields) == 1 and swallowed([(path, yields[0], name)])
            looked_into.discard(definition)
            return dropped_there
    return False


def names_failures(text):
    return bool(re.search(r'\b(AssertionError|(Base)?Exception)\b', text))


def gives_it_up(leave):
    """Whether a method that leaves a context makes nothing of a failed assertion but a line that has nothing of it."""
    arguments = {a.arg for a in leave.args.args[1:] + [a for a in (leave.args.vararg, leave.args.kwarg) if a]}
    *before, last = leave.body
    for statement in before:
        call = getattr(statement, 'value', None)
        prints = isinstance(call, ast.Call) and PRINTS.match(ast.unparse(call.func)) and not any(
            isinstance(n, ast.Name) and n.id in arguments for n in ast.walk(call))
        if not (isinstance(statement, ast.Pass) or isinstance(statement, ast.Expr) and (isinstance(call, ast.Constant) or prints)):
            return False
    if not isinstance(last, ast.Return) or last.value is None:
        return False
    if isinstance(last.value, ast.Constant):
        return bool(last.value.value)
    answer = ast.unparse(last.value)
    return any(answer == argument + ' is not None' for argument in arguments) or names_failures(answer) and bool(
        re.match(r'(issubclass|isinstance)\(\w+, [\w., ()]+\)$|\w+ (is|==) \w+$', answer))


def lost(frames):
    """Whether what is thrown at frames of a thread comes to no more than the thread's end."""
    if get_ident() == MAIN:
        return False
    between = [path for path, _, _ in frames if path not in own_files]
    caught = any(isinstance(s, ast.Try) and s.handlers for path, at, function in frames if path in own_files
                 for s, _ in own_files[path].path(at, function))
    return bool(between) and not caught and all(os.path.basename(path) == 'threading.py' for path in between)


# Where checks failed that judge results.
failed = set()


def judge(value, file, at):
    if not value:
        frames = frames_of(getframe(1))
        judging = JUDGING.match(frames[0][2]) and not MEANT.search(frames[0][2])
        if judging:
            failed.add((file, at))
        if swallowed(frames) or lost(frames):
            trick('HIDDEN_FAILURE', file, at, '%s:%d' % (file, at))
        elif judging and getpid() != PID and ends_a_process(frames):
            line('trick', 'HIDDEN_FAILURE', file, at, '%s:%d' % (file, at))
        elif judging and swallowed(frames, only_prints):
            trick('TOLD_FAILURE', file, at, '%s:%d' % (file, at))
    return value


def hear_of(assertions):
    """Has what unittest finds wrong looked at, as what an assert does."""
    for name, real in list(vars(assertions).items()):
        if name.startswith('assert') and not re.search('Raises|Warns|Logs', name) and not hasattr(real, '__wrapped__'):
            setattr(assertions, name, heard(real))


def heard(real):
    @functools.wraps(real)
    def assertion(*arguments, **more):
        try:
            return real(*arguments, **more)
        except AssertionError:
            frames = frames_of(getframe(1))
            if swallowed(frames):
                file, at = place(frames)
                trick('HIDDEN_FAILURE', file, at, '%s:%d' % (file, at))
            raise
    return assertion


def ends_a_process(frames):
    """Whether what is thrown at frames of another process comes to no more than its end, of which nobody hears."""
    return not any(own.hears for own in own_files.values()) and all(
        path == __file__ or '/multiprocessing/' in path or path in own_files and not any(
            isinstance(s, ast.Try) and s.handlers for s, _ in own_files[path].path(at, function))
        for path, at, function in frames)


def dropped(value):
    """What a program makes nothing of: what came of tasks, or by what that will be known."""
    if type(value).__name__ == 'TestResults' and hasattr(value, 'failed'):
        if value.failed:
            trick('TOLD_FAILURE', '', 0, 'doctest')
    elif isinstance(value, (list, tuple)):
        for error in value:
            lost_with(error)
    elif isinstance(value, types.GeneratorType) and value.gi_code.co_name == 'result_iterator':
        # What tasks give, one after the other, as Executor.map has it.
        try:
            for _ in value:
                pass
        except Exception as error:
            lost_with(error)
    elif hasattr(value, 'wasSuccessful') and hasattr(value, 'failures'):
        if not value.wasSuccessful():
            trick('TOLD_FAILURE', '', 0, 'unittest')
    elif isinstance(value, (types.CoroutineType, types.GeneratorType, types.AsyncGeneratorType)):
        code = getattr(value, 'cr_code', None) or getattr(value, 'gi_code', None) or value.ag_code
        if code.co_filename in own_files:
            trick('NEVER_RUN', own_files[code.co_filename].name, code.co_firstlineno, code.co_name)
    elif hasattr(value, 'add_done_callback') and hasattr(value, 'cancelled'):
        value.add_done_callback(lambda task: task.cancelled() or lost_with(task.exception()))
    return value


def lost_with(error):
    if isinstance(error, AssertionError):
        for path, at, _ in thrown(error):
            if path in own_files:
                file = own_files[path].name
                if (file, at) in failed:
                    trick('HIDDEN_FAILURE', file, at, '%s:%d' % (file, at))
                return


def gives_what_is_known(value):
    """Whether what is worked out tells of what came of tasks."""
    call = value.value if isinstance(value, ast.Await) else value
    if not isinstance(call, ast.Call):
        return False
    name = called(call)
    if isinstance(value, ast.Await):
        return name == 'gather' and any(
            k.arg == 'return_exceptions' and getattr(k.value, 'value', False) is True for k in call.keywords)
    # A group of tasks hears of its own.
    by_itself = name == 'create_task' and isinstance(call.func, ast.Attribute) and 'loop' in ast.unparse(call.func.value)
    gives_results = name in RUNS_TESTS or name == 'map' and isinstance(call.func, ast.Attribute)
    return by_itself or gives_results or name in GIVES or name == 'create_task' and ast.unparse(call.func) in ('asyncio.create_task', 'create_task')


def meant(value, file, at):
    """What was to be asserted, and is not, since the assert has it in a tuple, which is always true."""
    if not value:
        trick('HIDDEN_FAILURE', file, at, '%s:%d' % (file, at))
    return value


def with_message(test):
    """Whether what is asserted is a pair of a condition and a text."""
    return isinstance(test, ast.Tuple) and len(test.elts) == 2 and (
        isinstance(test.elts[1], ast.JoinedStr) or isinstance(getattr(test.elts[1], 'value', None), str))


class Armed(ast.NodeTransformer):
    """Has what asserts compare looked at, and false ones noted that stand for a test."""

    def __init__(self, own):
        self.own = own
        self.tests = True

    def visit_FunctionDef(self, node):
        before = self.tests
        self.tests = any(node.name.lower().lstrip('_').startswith(w) for w in (
            'test', 'case', 'check', 'verify', 'main', 'run_test', 'runtest', 'do_test', 'self_test', 'selftest'))
        self.generic_visit(node)
        self.tests = before
        return node

    visit_AsyncFunctionDef = visit_FunctionDef

    def looked_at(self, node, name):
        file, at = ast.Constant(self.own.name), ast.Constant(node.lineno)
        call = ast.Call(ast.Name(name, ast.Load()), [node, file, at], [])
        return ast.copy_location(call, node)

    def visit_Expr(self, node):
        self.generic_visit(node)
        runs_later = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and called(node.value) in self.own.checkers
        if (runs_later or gives_what_is_known(node.value)) and self.own.drops(node):
            call = ast.Call(ast.Name('__assay_dropped__', ast.Load()), [node.value], [])
            node.value = ast.copy_location(call, node.value)
        return node

    visit_Assign = visit_Expr

    def visit_Assert(self, node):
        has_call = any(isinstance(n, ast.Call) for n in ast.walk(node.test))
        watcher = self

        class Probed(ast.NodeTransformer):
            def visit_Call(self, call):
                self.generic_visit(call)
                return watcher.looked_at(call, '__assay_probe__' if call in self.matching else '__assay_result__')

            matching = ()

            def visit_Compare(self, compare):
                # What something is compared with may be there to match more than itself.
                self.matching = compare.comparators
                self.generic_visit(compare)
                compare.left = self.named(compare.left)
                compare.comparators = [self.named(c) for c in compare.comparators]
                return compare

            def named(self, operand):
                return watcher.looked_at(operand, '__assay_probe__') if isinstance(operand, ast.Name) else operand

            def visit_Lambda(self, node):
                return node

            visit_NamedExpr = visit_Await = visit_Yield = visit_YieldFrom = visit_Lambda

        node.test = Probed().visit(node.test)
        if with_message(node.test):
            node.test.elts[0] = self.looked_at(node.test.elts[0], '__assay_meant__')
        if self.tests and has_call:
            node.test = self.looked_at(node.test, '__assay_judge__')
        return node


builtins.__assay_probe__ = probe
builtins.__assay_result__ = probe_result
builtins.__assay_judge__ = judge
builtins.__assay_meant__ = meant
builtins.__assay_dropped__ = dropped


def compiled(source, path):
    tree = ast.parse(source, path)
    own_files[path] = own = Own(path, tree)
    if b'unittest' in source:
        import unittest
        hear_of(unittest.TestCase)
    own_tree = ast.parse(source, path)
    return compile(ast.fix_missing_locations(Armed(own).visit(own_tree)), path, 'exec', dont_inherit=True)


def watch_imports():
    import importlib.machinery
    loader = importlib.machinery.SourceFileLoader
    plain = loader.get_code

    def get_code(self, fullname):
        path = os.path.abspath(self.path)
        if not path.startswith(HOME + '/') or '/site-packages/' in path:
            return plain(self, fullname)
        return compiled(self.get_data(path), path)

    loader.get_code = get_code


def main():
    entry = path_join(HOME, sys.argv[2])
    sys.argv = sys.argv[2:]
    sys.path[0] = os.path.dirname(entry)
    watch_imports()
    with open(entry, 'rb') as stream:
        source = stream.read()
    code = compiled(source, entry)
    module = types.ModuleType('__main__')
    module.__file__ = entry
    module.__builtins__ = builtins
    sys.modules['__main__'] = module
    sys.addaudithook(hook)
    try:
        exec(code, module.__dict__)
    except SystemExit as error:
        frames = thrown(error)
        library = frames[0][0] not in own_files and '_sitebuiltins' not in frames[0][0]
        end('exit', frames, library=library)
        raise
    except BaseException as error:
        end('error', thrown(error), raised=True)
        raise
    end('normal', [])


def thrown(error):
    found = []
    trace = error.__traceback__
    while trace is not None:
        found.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno, trace.tb_frame.f_code.co_name))
        trace = trace.tb_next
    return found[::-1]


main()
