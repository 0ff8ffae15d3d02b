"""Runs a program's tests in this interpreter and writes a report of them.

    tests.py REPORT RUNNING unittest|pytest TESTS EXAMPLES

TESTS and EXAMPLES are the paths of test files and of files with doctests, relative to the current folder, a line each.
The first line of stdin is the report's mark. The report is written at once when everything has ended, by a process that
ends with that, so whatever ends the tests before has no report; RUNNING holds the name of the test that was last begun.

    test     NAME passed|failed|error|skipped FILE LINE MESSAGE
    example  NAME passed|failed|error FILE LINE MESSAGE
    trick    KIND FILE LINE DETAIL
    lacking  PACKAGE
    end      MARK
"""

import ast
import builtins
import doctest
import functools
import importlib
import importlib.util
import os
import re
import sys
import traceback
import types
import unittest

HOME = os.getcwd()
LONGEST = 4000
END = os._exit


def mark():
    """Byte by byte: what stands behind the line is for the tests."""
    read = b''
    while not read.endswith(b'\n'):
        byte = os.read(0, 1)
        if not byte:
            break
        read += byte
    return read.strip().decode()


class Record:
    """What has been found, kept in memory until the end."""

    def __init__(self, report, running, secret):
        self.report, self.running, self.secret = report, running, secret
        self.lines = []
        self.process = os.getpid()
        self.write, self.open = os.write, os.open

    def begin(self, name):
        if os.getpid() == self.process:
            self.put(self.running, name)

    def test(self, name, outcome, place=('', 0), message=''):
        self.note('test', name, outcome, place[0], place[1], message[:LONGEST])

    def example(self, name, outcome, place=('', 0), message=''):
        self.note('example', name, outcome, place[0], place[1], message[:LONGEST])

    def note(self, *fields):
        text = (str(field).replace('\\', '\\\\').replace('\n', '\\n').replace('\t', '\\t') for field in fields)
        self.lines.append('\t'.join(text).replace('\r', ' '))

    def end(self):
        if os.getpid() != self.process:
            END(0)
        self.note('end', self.secret)
        self.put(self.report, '\n'.join(self.lines) + '\n')
        END(0)

    def put(self, path, text):
        file = self.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        rest = text.encode('utf-8', 'backslashreplace')
        while rest:
            rest = rest[self.write(file, rest):]
        os.close(file)


def place_of(error):
    """The innermost line of the program's own."""
    if isinstance(error, SyntaxError) and error.filename and own(error.filename):
        return own(error.filename), error.lineno or 0
    place = ('', 0)
    for frame, line in traceback.walk_tb(error.__traceback__):
        name = own(frame.f_code.co_filename)
        if name:
            place = (name, line)
    return place


def own(path):
    path = os.path.join(HOME, path)
    if not path.startswith(HOME + os.sep) or 'site-packages' in path:
        return ''
    return path[len(HOME) + 1:]


def told(error):
    return ''.join(traceback.format_exception_only(type(error), error)).strip()


def module_of(path, ended_is_well=False):
    """The module in a file: as part of its package where it has one, else by itself."""
    folder, name = os.path.split(os.path.join(HOME, path))
    dotted = os.path.splitext(name)[0]
    while os.path.isfile(os.path.join(folder, '__init__.py')) and folder != HOME:
        folder, package = os.path.split(folder)
        dotted = package + '.' + dotted
    if folder not in sys.path:
        sys.path.insert(1, folder)
    if dotted.endswith('.__init__'):
        dotted = dotted[:-len('.__init__')]
    known = sys.modules.get(dotted)
    if known is not None and getattr(known, '__file__', None) == os.path.join(HOME, path):
        return known
    if '.' in dotted:
        return importlib.import_module(dotted)
    spec = importlib.util.spec_from_file_location(dotted, os.path.join(HOME, path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[dotted] = module
    try:
        spec.loader.exec_module(module)
    except SystemExit as end:
        if not ended_is_well or end.code not in (None, 0):
            raise
    return module


class Watch:
    """Sees, while tests run, whether the code that they are about passes by knowing them, or by being equal to all."""

    # Modules between code and a file that it reads.
    READERS = ('pathlib', 'codecs', 'io', '_pyio')
    # What is called by such a word is there to be equal to much.
    WILD = re.compile('(?i)any|wild|match|ignor|always|every|equal|mock|fake|stub')
    PLAIN = (int, float, complex, str, bytes, bool, list, tuple, dict, set, frozenset, type(None))

    def __init__(self, record, tests):
        self.record = record
        self.tests = {os.path.realpath(os.path.join(HOME, test)): '' for test in tests}
        for test in self.tests:
            try:
                with open(test, encoding='utf-8', errors='replace') as stream:
                    self.tests[test] = stream.read()
            except OSError:
                pass
        self.read = {}
        self.busy = False
        self.build_class = builtins.__build_class__
        builtins.__build_class__ = self.build
        sys.addaudithook(self.hook)

    def is_test(self, path):
        return os.path.realpath(path) in self.tests or os.path.basename(path) == 'conftest.py'

    def testing(self, frame):
        """The test that waits for a frame; empty if none does."""
        while frame is not None:
            path = os.path.realpath(frame.f_code.co_filename)
            if path in self.tests and frame.f_code.co_name != '<module>':
                return path
            frame = frame.f_back
        return ''

    def hook(self, event, args):
        if event != 'open' or self.busy or not isinstance(args[0], str):
            return
        self.busy = True
        try:
            frame = sys._getframe(1)
            while frame is not None and frame.f_globals.get('__name__') in self.READERS:
                frame = frame.f_back
            reader = frame.f_code.co_filename if frame else ''
            path = os.path.realpath(args[0])
            if own(reader) and own(path) and not self.is_test(reader):
                test = self.testing(frame)
                if test and '__file__' not in self.tests[test]:
                    self.read.setdefault(reader, {})[path] = frame.f_lineno
        finally:
            self.busy = False

    def build(self, function, name, *bases, **more):
        kind = self.build_class(function, name, *bases, **more)
        equals = getattr(kind, '__dict__', {}).get('__eq__')
        if isinstance(equals, types.FunctionType) and own(equals.__code__.co_filename) and not (
                self.is_test(equals.__code__.co_filename) or self.WILD.search(name)):
            try:
                kind.__eq__ = self.looked_at(name, equals)
            except Exception:
                pass
        return kind

    def looked_at(self, name, equals):
        @functools.wraps(equals)
        def __eq__(this, other):
            answer = equals(this, other)
            if answer is True and type(other) in self.PLAIN and not self.busy:
                self.busy = True
                try:
                    self.took_for_equal(name, equals, this, sys._getframe(1))
                finally:
                    self.busy = False
            return answer
        return __eq__

    def took_for_equal(self, name, equals, this, frame):
        while frame is not None and not own(frame.f_code.co_filename):
            frame = frame.f_back
        test = os.path.realpath(frame.f_code.co_filename) if frame else ''
        # What tests call by a name they have for what it is.
        if test not in self.tests or re.search(r'\b%s\b' % re.escape(name), self.tests[test]) or any(
                value is this for module in list(sys.modules.values()) for value in list(getattr(module, '__dict__', {}).values())):
            return
        try:
            if equals(this, object()) is not True:
                return
        except Exception:
            return
        code = equals.__code__
        self.trick('EQUALS_ANYTHING', own(code.co_filename), code.co_firstlineno, '%s:%d' % (own(test), frame.f_lineno))

    def trick(self, kind, file, line, detail):
        self.record.note('trick', kind, file, line, detail)

    def end(self):
        builtins.__build_class__ = self.build_class
        deaf = [Checks(path, text) for path, text in self.tests.items()]
        dropped = [(own(checks.path), line) for checks in deaf for line in checks.dropped]
        if dropped and not any(checks.made for checks in deaf):
            self.trick('DROPPED', *dropped[0], 'suppress')
        for reader, paths in self.read.items():
            # What reads whatever there is reads more than tests.
            if all(os.path.realpath(path) in self.tests for path in paths):
                path, line = next(iter(paths.items()))
                self.trick('READS_TESTS', own(reader), line, own(path))
        for name, value in vars(unittest.TestCase).items():
            code = getattr(value, '__code__', None)
            if name.startswith('assert') and code and own(code.co_filename) and not self.is_test(code.co_filename):
                self.trick('DISARMED', own(code.co_filename), code.co_firstlineno, 'unittest.TestCase.' + name)


class Checks(ast.NodeVisitor):
    """What a file of tests checks: in blocks from which a failed assertion goes no further, and elsewhere."""

    # Parts of the names of what may find something wrong.
    FINDS = re.compile('(?i)assert|expect|check|verif|valid|fail|raise|warn|should|must|ensure|equal|compare|match|same|diff'
                       '|confirm|snapshot|golden|approv|exit|skip|xfail|main')

    def __init__(self, path, text):
        self.path = path
        self.dropped = []
        self.made = 0
        self.inside = False
        try:
            self.visit(ast.parse(text))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            self.made += 1

    def note(self, node):
        if self.inside:
            self.dropped.append(node.lineno)
        else:
            self.made += 1
        self.generic_visit(node)

    visit_Assert = visit_Raise = note

    def visit_Call(self, node):
        name = getattr(node.func, 'id', None) or getattr(node.func, 'attr', None) or ''
        if self.FINDS.search(name):
            self.note(node)
        else:
            self.generic_visit(node)

    def visit_With(self, node):
        before = self.inside
        for item in node.items:
            self.visit(item)
            call = item.context_expr
            if isinstance(call, ast.Call) and ast.unparse(call.func) in ('suppress', 'contextlib.suppress'):
                self.inside |= any(
                    ast.unparse(kind) in ('AssertionError', 'Exception', 'BaseException') for kind in call.args)
        for statement in node.body:
            self.visit(statement)
        self.inside = before


class Results(unittest.TestResult):
    """unittest's results, in the record."""

    def __init__(self, record):
        super().__init__()
        self.record = record

    def startTest(self, test):
        super().startTest(test)
        self.record.begin(test.id())
        self.failed = False

    def addSuccess(self, test):
        self.record.test(test.id(), 'passed')

    def addFailure(self, test, error):
        self.wrong(test, 'failed', error)

    def addError(self, test, error):
        self.wrong(test, 'error', error)

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.wrong(subtest, 'failed' if issubclass(error[0], test.failureException) else 'error', error)

    def addSkip(self, test, reason):
        self.record.test(test.id(), 'skipped', message=reason)

    def addExpectedFailure(self, test, error):
        self.record.test(test.id(), 'passed')

    def addUnexpectedSuccess(self, test):
        self.record.test(test.id(), 'failed', message='it passed, and is marked to fail')

    def wrong(self, test, outcome, error):
        self.record.test(test.id(), outcome, place_of(error[1]), told(error[1]))


def by_unittest(files, record):
    results = Results(record)
    for file in files:
        record.begin(file)
        try:
            module = module_of(file)
            tests = unittest.defaultTestLoader.loadTestsFromModule(module)
        except unittest.SkipTest as skip:
            record.test(file, 'skipped', message=str(skip))
            continue
        except BaseException as error:
            record.test(file, 'error', place_of(error), told(error))
            continue
        try:
            tests.run(results)
        except KeyboardInterrupt as error:
            record.test(file, 'error', place_of(error), told(error))


class Plugin:
    """pytest's results, in the record."""

    def __init__(self, record):
        self.record = record
        self.errors = {}
        self.wrong = 0

    def pytest_runtest_logstart(self, nodeid, location):
        self.record.begin(nodeid)

    def pytest_runtest_makereport(self, item, call):
        if call.excinfo is not None:
            self.errors[item.nodeid] = call.excinfo.value

    def pytest_exception_interact(self, node, call, report):
        """Comes before the report of what could not be collected, and behind those of tests."""
        error = call.excinfo.value
        self.errors[report.nodeid] = error.__cause__ or error

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.fail(report, 'failed' if report.when == 'call' else 'error')
        elif report.skipped and not hasattr(report, 'wasxfail'):
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ''
            self.record.test(report.nodeid, 'skipped', message=reason.replace('Skipped: ', '', 1))
        elif report.when == 'call':
            self.record.test(report.nodeid, 'passed')

    def pytest_collectreport(self, report):
        if report.failed:
            self.fail(report, 'error')
        elif report.skipped and isinstance(report.longrepr, tuple):
            self.record.test(report.nodeid, 'skipped', message=report.longrepr[2].replace('Skipped: ', '', 1))

    def fail(self, report, outcome):
        self.wrong += 1
        error = self.errors.get(report.nodeid)
        if error is None:
            file = str(getattr(report, 'location', ('', 0))[0])
            self.record.test(report.nodeid, outcome, (file, 0), str(report.longrepr))
        else:
            self.record.test(report.nodeid, outcome, place_of(error), told(error))


def by_pytest(files, record):
    try:
        import pytest
    except ImportError:
        record.note('lacking', 'pytest')
        return
    plugin = Plugin(record)
    status = int(pytest.main(['-q', '-p', 'no:cacheprovider', '--'] + files, plugins=[plugin]))
    if status not in (0, 1, 5) and not plugin.wrong:
        record.test('pytest', 'error', message='pytest ended with status %d' % status)


class Examples(doctest.DocTestRunner):
    """One file's doctests, the first thing wrong in each of them in the record."""

    def __init__(self, file, record):
        super().__init__(verbose=False)
        self.file, self.record, self.wrong = file, record, None

    def report_start(self, out, test, example):
        self.record.begin(test.name)

    def report_success(self, out, test, example, got):
        pass

    def report_failure(self, out, test, example, got):
        self.tell(test, example, 'failed', '%s gives %s, and %s is shown' % (
            example.source.strip(), got.strip() or 'nothing', example.want.strip() or 'nothing'))

    def report_unexpected_exception(self, out, test, example, error):
        self.tell(test, example, 'error', '%s: %s' % (example.source.strip(), told(error[1])))

    def tell(self, test, example, outcome, message):
        if not self.wrong:
            self.wrong = (outcome, (self.file, (test.lineno or 0) + example.lineno + 1), message)


def by_doctest(files, record):
    for file in files:
        record.begin(file)
        try:
            module = module_of(file, ended_is_well=True)
            found = doctest.DocTestFinder(exclude_empty=True).find(module)
        except BaseException as error:
            record.example(file, 'error', place_of(error), told(error))
            continue
        for test in found:
            if test.examples:
                runner = Examples(file, record)
                try:
                    runner.run(test, out=lambda text: None)
                except BaseException as error:
                    runner.wrong = ('error', (file, (test.lineno or 0) + 1), told(error))
                record.example(test.name, *(runner.wrong or ('passed',)))


def main():
    report, running, framework, tests, examples = sys.argv[1:]
    record = Record(report, running, mark())
    sys.path[0] = HOME
    if os.path.isdir(os.path.join(HOME, 'src')):
        sys.path.insert(1, os.path.join(HOME, 'src'))
    sys.argv[:] = [tests.split('\n')[0] or examples.split('\n')[0]]
    if tests:
        watch = Watch(record, tests.split('\n'))
        (by_pytest if framework == 'pytest' else by_unittest)(tests.split('\n'), record)
        watch.end()
    if examples:
        by_doctest(examples.split('\n'), record)
    record.end()


if __name__ == '__main__':
    main()
