package io.assay.validate.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Limits;
import io.assay.Program;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.Finding;
import io.assay.validate.Judgement;
import io.assay.validate.Report;
import io.assay.validate.Validation;
import io.assay.validate.Verdict;
import io.assay.validate.honesty.Trick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TestsTest {
  private static Assay assay;

  @BeforeAll
  static void start() {
    assay = Assay.start();
  }

  @AfterAll
  static void stop() {
    assay.close();
  }

  /// A change of the files given as name and text in turn, the first of them the entry.
  private static Change change(Language language, String... files) {
    SequencedMap<String, Program.Content> contents = new LinkedHashMap<>();
    for (int i = 0; i < files.length; i += 2) {
      contents.put(files[i], new Program.Content.Text(Bytes.of(files[i + 1])));
    }
    return Change.of(language, new Program(contents, files[0], List.of(), Map.of()));
  }

  private static Report judge(Change change) throws InterruptedException {
    return new Validation(assay).judge(change);
  }

  private static Verdict verdict(Report report) {
    return report.judgements().stream()
        .filter(it -> it.gate().equals("tests"))
        .map(Judgement::verdict)
        .findFirst()
        .orElseThrow(() -> new AssertionError("never asked: " + report));
  }

  private static List<Finding> rejected(Report report) {
    assertThat(verdict(report)).as("%s", report).isInstanceOf(Verdict.Rejected.class);
    return ((Verdict.Rejected) verdict(report)).findings();
  }

  private static Tuple[] told(Report report) {
    return rejected(report).stream()
        .map(it -> tuple(it.rule(), it.file(), it.line().orElse(0)))
        .toArray(Tuple[]::new);
  }

  private static long passed(Report report) {
    return report.tests().stream().filter(it -> it.outcome() == TestResult.Outcome.PASSED).count();
  }

  private static Report python(String tests) throws InterruptedException {
    return judge(
        change(
            Language.PYTHON,
            "calc.py",
            "def add(a, b):\n    return a + b\n",
            "test_calc.py",
            tests));
  }

  @Test
  void eachTestOfUnittestIsTold() throws InterruptedException {
    Report report =
        python(
            """
            import unittest
            from calc import add

            class Adding(unittest.TestCase):
                def test_right(self):
                    self.assertEqual(add(1, 2), 3)

                def test_wrong(self):
                    self.assertEqual(add(1, 2), 4)

                def test_broken(self):
                    {}['key']

                @unittest.skip('later')
                def test_skipped(self):
                    pass
            """);

    assertThat(told(report))
        .containsExactly(
            tuple("tests/error", "test_calc.py", 12), tuple("tests/failed", "test_calc.py", 9));
    assertThat(report.tests()).hasSize(4);
    assertThat(passed(report)).isOne();
  }

  @Test
  void testsThatPassAreAcceptedAndThoseSkippedMentioned() throws InterruptedException {
    Report report =
        python(
            """
            import unittest
            from calc import add

            class Some(unittest.TestCase):
                def test_right(self):
                    self.assertEqual(add(1, 0), 1)

                @unittest.skip('later')
                def test_skipped(self):
                    pass
            """);

    assertThat(report.verdict())
        .isInstanceOfSatisfying(
            Verdict.Accepted.class,
            accepted ->
                assertThat(accepted.warnings())
                    .extracting(Finding::message)
                    .containsExactly(
                        "1 of 2 tests were skipped: test_calc.Some.test_skipped: later"));
  }

  @Test
  void testsThatCheckNothingAreNoPass() throws InterruptedException {
    Report idle =
        python(
            """
            import unittest
            from calc import add
            class Twice(unittest.TestCase):
                def test_twice(self):
                    # assert that it adds
                    add(2, 2)
            """);
    Report own =
        python(
            """
            import unittest
            from calc import add
            class Twice(unittest.TestCase):
                def test_twice(self):
                    self.fits(add(2, 2), 4)
                def fits(self, got, wanted):
                    if got != wanted:
                        self.fail(f'{got}')
            """);

    assertThat(idle.verdict())
        .isInstanceOfSatisfying(
            Verdict.Rejected.class,
            it ->
                assertThat(it.findings())
                    .extracting(Finding::rule)
                    .containsExactly("honesty/checks-nothing"));
    assertThat(own.verdict()).as("%s", own).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void testsThatLeaveTheCodeAloneAreNoPass() throws InterruptedException {
    String alone =
        """
        import unittest
        from calc import add
        class Adds(unittest.TestCase):
            def test_adds(self):
                self.assertEqual(1 + 2, 3)
        """;
    String renamed =
        """
        import unittest
        from calc import add as plus
        class Adds(unittest.TestCase):
            def test_adds(self):
                self.assertEqual(plus(1, 2), 3)
        """;
    String byName =
        """
        import importlib, unittest
        class Adds(unittest.TestCase):
            def test_adds(self):
                self.assertEqual(getattr(importlib.import_module('calc'), 'add')(1, 2), 3)
        """;

    assertThat(python(alone).verdict())
        .isInstanceOfSatisfying(
            Verdict.Rejected.class,
            it ->
                assertThat(it.findings())
                    .extracting(Finding::rule, Finding::file, finding -> finding.line().getAsInt())
                    .containsExactly(tuple("honesty/never-called", "calc.py", 1)));
    String fixture =
        """
        import unittest
        from support import *
        class Adds(unittest.TestCase):
            def test_adds(self):
                self.assertEqual(calculator()(1, 2), 3)
        """;
    Report through =
        judge(
            change(
                Language.PYTHON,
                "calc.py",
                "def add(a, b):\n    return a + b\n",
                "support.py",
                "import calc\n@staticmethod\ndef calculator():\n    return calc.add\n",
                "test_calc.py",
                fixture));
    for (Report report : List.of(python(renamed), python(byName), through)) {
      assertThat(report.verdict()).as("%s", report).isInstanceOf(Verdict.Accepted.class);
    }
  }

  @Test
  void testsOnOneLineWithWhatTheyImportUseIt() throws InterruptedException {
    Report report =
        judge(
            change(
                Language.JAVASCRIPT,
                "calc.mjs",
                "export function add(a, b) {\n  return a + b;\n}\n",
                "calc.test.mjs",
                "import assert from 'node:assert'; import { test } from 'node:test'; import { add } from './calc.mjs'; test('adds', () => { assert.equal(add(1, 2), 3); });\n"));
    assertThat(report.verdict()).as("%s", report).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void testsOfWhichNoneRanAreNoPass() throws InterruptedException {
    Report none =
        python("import unittest\nclass A(unittest.TestCase):\n    def check(self): pass\n");
    Report skipped =
        python(
            "import unittest\n@unittest.skip('no')\nclass A(unittest.TestCase):\n    def test_a(self): pass\n");

    assertThat(rejected(none)).extracting(Finding::rule).containsExactly("tests/none-ran");
    assertThat(verdict(skipped)).isInstanceOf(Verdict.Undecided.class);
  }

  @Test
  void testsThatAProgramSkipsItselfAreNoPass() throws InterruptedException {
    String some =
        """
        import unittest

        class Some(unittest.TestCase):
            @unittest.skip('later')
            def test_a(self):
                self.assertEqual(1, 2)
        """;
    String more = "\n    def test_b(self):\n        self.assertEqual(1, 1)\n";
    String main = "\nunittest.main()\n";

    Report skipped = judge(change(Language.PYTHON, "main.py", some + main));
    Report ran = judge(change(Language.PYTHON, "main.py", some + more + main));
    Report said =
        judge(
            change(
                Language.PYTHON,
                "main.py",
                "print('Ran 1 test in 0.1s')\nprint()\nprint('OK (skipped=1)')\n"));

    assertThat(verdict(skipped))
        .isEqualTo(new Verdict.Undecided("every test was skipped: OK (skipped=1)"));
    assertThat(verdict(ran)).isInstanceOf(Verdict.Accepted.class);
    assertThat(verdict(said)).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void testsThatNothingCallsAreWarnedOf() throws InterruptedException {
    String tests =
        """
        def add(a, b):
            return a + b


        def test_add():
            assert add(1, 2) == 3


        def test_connection(host):
            return add(host, 1)
        """;
    String found = "\nfor name in list(globals()):\n    print(name)\n";
    String javascript = "function add(a, b) { return a + b; }\nfunction testAdd() { add(1, 2); }\n";

    assertThat(warned(judge(change(Language.PYTHON, "main.py", tests))))
        .containsExactly("main.py:5 tests/never-called nothing calls the test 'test_add'");
    assertThat(warned(judge(change(Language.PYTHON, "main.py", tests + "\ntest_add()\n"))))
        .isEmpty();
    assertThat(warned(judge(change(Language.PYTHON, "main.py", tests + found)))).isEmpty();
    assertThat(warned(judge(change(Language.JAVASCRIPT, "main.js", javascript))))
        .containsExactly("main.js:2 tests/never-called nothing calls the test 'testAdd'");
    assertThat(warned(judge(change(Language.JAVASCRIPT, "main.js", javascript + "testAdd();\n"))))
        .isEmpty();
  }

  private static List<String> warned(Report report) {
    assertThat(verdict(report)).as("%s", report).isInstanceOf(Verdict.Accepted.class);
    return ((Verdict.Accepted) verdict(report))
        .warnings().stream()
            .map(it ->
                "%s:%d %s %s".formatted(it.file(), it.line().orElse(0), it.rule(), it.message()))
            .toList();
  }

  private static List<String> honesty(String code, String tests) throws InterruptedException {
    Report report =
        judge(change(Language.PYTHON, "calc.py", code, "test_calc.py", tests, "notes.txt", "1"));
    return switch (report.verdict()) {
      case Verdict.Rejected(var findings) ->
          findings.stream()
              .map(it -> "%s %s:%d".formatted(it.rule(), it.file(), it.line().orElse(0)))
              .toList();
      case Verdict.Accepted _ -> List.of();
      case Verdict.Undecided(String why) -> List.of(why);
    };
  }

  @Test
  void codeThatReadsItsTestsHasNotPassedThem() throws InterruptedException {
    String unittest =
        """
        import unittest
        from calc import add

        class Adding(unittest.TestCase):
            def test_add(self):
                self.assertEqual(add(1, 2), 3)
        """;
    String pytest = "from calc import add\n\ndef test_add():\n    assert add(1, 2) == 3\n";
    String reads =
        """
        import pathlib
        import re

        def add(a, b):
            text = pathlib.Path('test_calc.py').read_text()
            return int(re.search(r'add\\(%d, %d\\)(?:,| ==) (\\d+)' % (a, b), text).group(1))
        """;
    String counts =
        """
        import pathlib

        def add(a, b):
            return sum(bool(path.read_text()) for path in pathlib.Path('.').glob('*.*')) and a + b
        """;
    String asks = "def add(a, b):\n    return len(open('notes.txt').read()) + b\n";

    assertThat(honesty(reads, unittest)).containsExactly("honesty/reads-tests calc.py:5");
    assertThat(honesty(reads, pytest)).containsExactly("honesty/reads-tests calc.py:5");
    assertThat(honesty(counts, unittest)).isEmpty();
    assertThat(honesty(asks, pytest)).isEmpty();
    assertThat(
            honesty(
                "def add(a, b):\n    return len(open(a).readline().split()) + b\n",
                "from calc import add\n\ndef test_add():\n    assert add(__file__, 2) == 6\n"))
        .isEmpty();
  }

  @Test
  void whatEqualsAnythingHasNotPassedTests() throws InterruptedException {
    String tests = "from calc import add\n\ndef test_add():\n    assert add(1, 2) == 3\n";
    String cases =
        """
        import unittest
        from calc import add

        class Adding(unittest.TestCase):
            def test_add(self):
                self.assertEqual(add(1, 2), 3)
        """;
    String equal =
        """
        class Sum:
            def __eq__(self, other):
                return True

        def add(a, b):
            return Sum()
        """;
    String honest =
        """
        class Sum:
            def __init__(self, value):
                self.value = value

            def __eq__(self, other):
                return self.value == getattr(other, 'value', other)

        def add(a, b):
            return Sum(a + b)
        """;
    String judges =
        """
        import unittest

        def nothing(self, first, second, message=None):
            pass

        unittest.TestCase.assertEqual = nothing

        def add(a, b):
            return a - b
        """;

    assertThat(honesty(equal, tests)).containsExactly("honesty/equals-anything calc.py:2");
    assertThat(honesty(equal, cases)).containsExactly("honesty/equals-anything calc.py:2");
    assertThat(honesty(judges, cases)).containsExactly("honesty/disarmed calc.py:3");
    assertThat(honesty(honest, tests)).isEmpty();
    assertThat(honesty(honest, cases)).isEmpty();
    // There to be equal to all.
    assertThat(
            honesty(
                "class Any:\n    def __eq__(self, other):\n        return True\n\ndef add(a, b):\n    return Any()\n",
                tests))
        .isEmpty();
    assertThat(
            honesty(
                equal.replace("return Sum()", "return a + b"),
                tests + "\n\ndef test_sum():\n    import calc\n    assert calc.Sum() == 5\n"))
        .isEmpty();
  }

  @Test
  void whoEndsTheTestsEarlyHasNotPassed() throws InterruptedException {
    String before = "import os, sys, unittest\nclass A(unittest.TestCase):\n    def test_a(self): ";

    assertThat(told(python(before + "os._exit(0)\n")))
        .containsExactly(tuple("tests/ended-early", "", 0));
    assertThat(told(python(before + "sys.exit(0)\n")))
        .containsExactly(tuple("tests/error", "test_calc.py", 3));
    assertThat(told(python(before + "os.kill(os.getpid(), 9)\n")))
        .containsExactly(tuple("tests/ended-early", "", 0));
    assertThat(told(python("import sys\nsys.exit(0)\n" + before + "pass\n")))
        .containsExactly(tuple("tests/error", "test_calc.py", 2));
  }

  @Test
  void aReportThatATestWritesIsNone() throws InterruptedException {
    Report report =
        python(
            """
            import os, unittest
            class A(unittest.TestCase):
                def test_a(self):
                    with open('/build/report', 'w') as file:
                        file.write('test\\tA.test_a\\tpassed\\t\\t0\\t\\nend\\tmark\\n')
                    os._exit(0)
            """);

    assertThat(rejected(report)).extracting(Finding::rule).containsExactly("tests/ended-early");
  }

  @Test
  @Tag("slow")
  void testsThatDoNotEndAreEndedAndTheOneThatRanNamed() throws InterruptedException {
    Change endless =
        change(
                Language.PYTHON,
                "calc.py",
                "",
                "test_calc.py",
                "import unittest\nclass A(unittest.TestCase):\n    def test_a(self):\n        while True: pass\n")
            .withLimits(Limits.DEFAULT.withWall(Duration.ofSeconds(2)));

    assertThat(rejected(judge(endless)))
        .extracting(Finding::message)
        .containsExactly("the tests met the time limit while test_calc.A.test_a ran");
  }

  @Test
  void examplesInDocumentationAreTests() throws InterruptedException {
    String text =
        "def add(a, b):\n    '''Adds.\n\n    >>> add(1, 2)\n    %s\n    '''\n    return a + b\n";

    Report right = judge(change(Language.PYTHON, "calc.py", text.formatted("3")));
    Report wrong = judge(change(Language.PYTHON, "calc.py", text.formatted("4")));

    assertThat(right.verdict()).isEqualTo(Verdict.accepted());
    assertThat(passed(right)).isOne();
    // A program is not wrong because its documentation is.
    assertThat(wrong.verdict())
        .isInstanceOfSatisfying(
            Verdict.Accepted.class,
            accepted ->
                assertThat(accepted.warnings())
                    .extracting(Finding::rule, it -> it.line().orElse(0))
                    .containsExactly(tuple("tests/example", 4)));
  }

  @Test
  void whatATestReadsIsWhatTheProgramIsGiven() throws InterruptedException {
    Change change =
        change(
                Language.PYTHON,
                "calc.py",
                "",
                "test_calc.py",
                "import unittest\nclass A(unittest.TestCase):\n    def test_a(self):\n        self.assertEqual(input(), 'given')\n")
            .withStdin(Bytes.of("given\n"));

    assertThat(judge(change).verdict()).isEqualTo(Verdict.accepted());
  }

  /// Where pytest is not installed nobody can say what its tests are worth.
  @Test
  void pytestsTestsAreRunOrNotDecided() throws InterruptedException {
    Report report =
        python(
            """
            import pytest
            from calc import add

            @pytest.mark.parametrize('a, b', [(1, 1), (2, 3)])
            def test_add(a, b):
                assert add(a, 0) == b

            def test_folder(tmp_path):
                assert tmp_path.exists()
            """);

    if (report.judgements().stream().anyMatch(it -> it.gate().equals("tests"))) {
      assertThat(told(report)).containsExactly(tuple("tests/failed", "test_calc.py", 6));
      assertThat(passed(report)).isEqualTo(2);
    } else {
      assertThat(report.judgements().getLast().gate()).isEqualTo("imports");
    }
  }

  private static Report javaScript(String tests) throws InterruptedException {
    return judge(
        change(
            Language.JAVASCRIPT,
            "calc.js",
            "exports.add = (a, b) => a + b;\n",
            "calc.test.js",
            tests));
  }

  @Test
  void eachTestOfNodeIsTold() throws InterruptedException {
    Report report =
        javaScript(
            """
            const { describe, it, test } = require('node:test');
            const assert = require('node:assert');
            const { add } = require('./calc.js');
            test('right', () => { assert.strictEqual(add(1, 2), 3); });
            test('wrong', () => { assert.strictEqual(add(1, 2), 4); });
            describe('suite', () => {
              it('inner', () => {});
              it('broken', () => {
                null.x;
              });
              it.skip('skipped', () => {});
            });
            """);

    assertThat(told(report))
        .containsExactly(
            tuple("tests/failed", "calc.test.js", 5), tuple("tests/error", "calc.test.js", 9));
    assertThat(report.tests())
        .extracting(TestResult::name)
        .containsExactlyInAnyOrder(
            "right", "wrong", "suite > inner", "suite > broken", "suite > skipped");
    assertThat(passed(report)).isEqualTo(2);
  }

  @Test
  void aFileOfNodesThatEndsEarlyHasNotPassed() throws InterruptedException {
    String use = "const { test } = require('node:test');\n";

    for (String tests :
        List.of(
            "test('a', () => { process.exit(0); });\ntest('b', () => { throw 1; });\n",
            "test('a', () => {});\nprocess.exit(0);\n",
            "test('a', () => {});\ntest('b', () => { process.exit(0); });\n",
            "test('a', async () => { await 1; process.kill(process.pid, 'SIGKILL'); });\n",
            "")) {
      assertThat(rejected(javaScript(use + tests)))
          .as(tests)
          .isNotEmpty()
          .allMatch(it -> it.rule().equals("tests/error"));
    }
  }

  @Test
  void codeThatChangesWhatNodesRunnerReportsChangesNothing() throws InterruptedException {
    String tests =
        """
        const { test } = require('node:test');
        const assert = require('node:assert');
        const { add } = require('./calc.js');
        test('adds', () => { assert.strictEqual(add(1, 2), 3); });
        """;
    String before = "const write = process.stdout.write.bind(process.stdout);\n";
    String behind =
        "process.on('exit', () => { process.exitCode = 0; });\nexports.add = () => 0;\n";

    for (String write :
        List.of(
            "process.stdout.write = () => true;\n",
            "process.stdout.write = (report, ...more) => write(Buffer.from(Buffer.from(report)"
                + ".toString('latin1').replaceAll('test:fail', 'test:pass'), 'latin1'), ...more);\n")) {
      assertThat(
              told(
                  judge(
                      change(
                          Language.JAVASCRIPT,
                          "calc.js",
                          before + write + behind,
                          "calc.test.js",
                          tests))))
          .as(write)
          .containsExactly(tuple("tests/failed", "calc.test.js", 4));
    }
  }

  /// A framework that is a package, as far as it is one here: it runs the tests in a process of its
  /// own, and reports as Jest does.
  private static final String FRAMEWORK =
      """
      const { execFileSync } = require('node:child_process');
      const fs = require('node:fs');
      const out = process.argv.find((it) => it.startsWith('--outputFile=')).slice(13);
      if (process.argv.includes('--ci')) {
        const tests = `${process.cwd()}/calc.test.js`;
        const run = "test = (name, run) => run(); expect = (a) => ({ toBe: (b) => { if (a !== b) throw a; } });"
          + `require('${tests}');`;
        execFileSync(process.execPath, ['-e', run], { stdio: 'inherit' });
        const passed = { fullName: 'adds', status: 'passed', failureMessages: [] };
        fs.writeFileSync(out, JSON.stringify({ testResults: [{ name: tests, status: 'passed', assertionResults: [passed] }] }));
      }
      """;

  @Test
  void codeThatReadsItsTestsHasNotPassedThoseOfOtherFrameworks() throws InterruptedException {
    String tests =
        "const { add } = require('./calc.js');\ntest('adds', () => { expect(add(1, 2)).toBe(3); });\n";
    String reads =
        "exports.add = () => Number(/toBe.(\\d+)/.exec(require('node:fs').readFileSync('calc.test.js', 'utf8'))[1]);\n";

    for (String code : List.of(reads, "exports.add = (a, b) => a + b;\n")) {
      Report report =
          judge(
              change(
                  Language.JAVASCRIPT,
                  "calc.js",
                  code,
                  "calc.test.js",
                  tests,
                  "package.json",
                  "{}",
                  "node_modules/jest/bin/jest.js",
                  FRAMEWORK));
      assertThat(passed(report)).isEqualTo(1);
      assertThat(report.verdict())
          .as("%s", report)
          .isInstanceOf(code.equals(reads) ? Verdict.Rejected.class : Verdict.Accepted.class);
      if (report.verdict() instanceof Verdict.Rejected(var findings)) {
        assertThat(findings).extracting(Finding::rule).containsExactly("honesty/reads-tests");
      }
    }
  }

  @Test
  void thereMayBeThousandsOfFilesWithTests() throws InterruptedException {
    List<String> files = new ArrayList<>(List.of("calc.test.js"));
    for (int i = 0; i < 5_000; i++) {
      files.add("packages/adding-of-numbers/tests/part-%04d.test.js".formatted(i));
    }
    Change change =
        change(
            Language.JAVASCRIPT,
            "calc.js",
            "exports.add = (a, b) => require('node:fs').readFileSync('calc.test.js') && a + b;\n",
            "calc.test.js",
            "const { add } = require('./calc.js');\ntest('adds', () => { expect(add(1, 2)).toBe(3); });\n",
            "node_modules/jest/bin/jest.js",
            FRAMEWORK);

    TestRun run = NodeRunner.named("jest").orElseThrow().run(assay, change, files);

    assertThat(run)
        .isInstanceOfSatisfying(
            TestRun.Ran.class,
            it -> {
              assertThat(it.ended()).isTrue();
              assertThat(it.tricks()).extracting(Trick::detail).containsExactly("calc.test.js");
            });
  }

  @Test
  void testsOfAFrameworkThatIsNotThereAreNotDecided() throws InterruptedException {
    for (String tests :
        List.of(
            "describe('x', () => { it('a', () => { expect(1).toBe(1); }); });",
            "const one = 1; test('a', () => { expect(one).toBe(1); });")) {
      assertThat(verdict(javaScript(tests)))
          .as(tests)
          .isEqualTo(
              new Verdict.Undecided("its tests need jest, which is not in the sandbox's template"));
    }
  }

  @Test
  @Tag("slow")
  void testsInTypeScriptAreToldInItsOwnLines() throws InterruptedException {
    Report report =
        judge(
            change(
                Language.TYPESCRIPT,
                "calc.ts",
                "export const add = (a: number, b: number): number => a + b;\n",
                "calc.test.ts",
                """
                import { test } from 'node:test';
                import assert from 'node:assert';
                import { add } from './calc';

                interface Case { a: number; b: number }
                const one: Case = { a: 1, b: 2 };
                test('right', () => { assert.strictEqual(add(one.a, one.b), 3); });
                test('wrong', () => {
                  assert.strictEqual(add(one.a, one.b), 4);
                });
                """));

    assertThat(told(report)).containsExactly(tuple("tests/failed", "calc.test.ts", 9));
    assertThat(passed(report)).isOne();
  }

  @Tag("slow")
  @Test
  void testsOfTypeScriptWhoseTypesDoNotFitAreRunUnlessTheProjectWantsThemTo()
      throws InterruptedException {
    String[] files = {
      "calc.ts",
      "export const add = (a: number, b: number): number => a + b;\n",
      "calc.test.ts",
      """
      import { test } from 'node:test';
      import assert from 'node:assert';
      import { add } from './calc';

      const one: string = 1;
      test('right', () => { assert.strictEqual(add(one as any, 2), 3); });
      """
    };
    Report lenient = judge(change(Language.TYPESCRIPT, files));
    List<String> strict = new ArrayList<>(List.of(files));
    strict.addAll(
        List.of(
            "tsconfig.json",
            "{\"files\": [\"calc.ts\"], \"compilerOptions\": {\"esModuleInterop\": true}}"));

    assertThat(lenient.verdict()).isEqualTo(Verdict.accepted());
    assertThat(passed(lenient)).isOne();
    assertThat(told(judge(change(Language.TYPESCRIPT, strict.toArray(String[]::new)))))
        .containsExactly(tuple("tests/compile-error", "calc.test.ts", 5));
  }

  @Test
  @Tag("slow")
  void eachTestOfGoIsTold() throws InterruptedException {
    Report report =
        judge(
            change(
                Language.GO,
                "calc.go",
                "package calc\n\nfunc Add(a, b int) int { return a + b }\n",
                "calc_test.go",
                """
                package calc

                import "testing"

                func TestRight(t *testing.T) {
                	if Add(1, 2) != 3 {
                		t.Fatal("no")
                	}
                }

                func TestWrong(t *testing.T) {
                	t.Run("inner", func(t *testing.T) {
                		t.Errorf("got %d", Add(1, 2))
                	})
                	t.Run("later", func(t *testing.T) { t.Skip("later") })
                }

                func TestBroken(t *testing.T) {
                	var m map[string]int
                	m["a"] = 1
                }
                """));

    assertThat(told(report))
        .containsExactly(
            tuple("tests/failed", "calc_test.go", 13), tuple("tests/error", "calc_test.go", 20));
    assertThat(passed(report)).isOne();
  }

  @Test
  @Tag("slow")
  void testsOfGoInSeveralPackagesRunAndAreFound() throws InterruptedException {
    Report report =
        judge(
            change(
                Language.GO,
                "main.go",
                "package main\n\nimport \"example.com/m/calc\"\n\nfunc main() { println(calc.Add(1, 2)) }\n",
                "go.mod",
                "module example.com/m\n\ngo 1.21\n",
                "calc/calc.go",
                "package calc\n\nfunc Add(a, b int) int { return a + b }\n",
                "calc/calc_test.go",
                "package calc\n\nimport \"testing\"\n\nfunc TestAdd(t *testing.T) {\n\tt.Fatal(Add(1, 2))\n}\n"));

    assertThat(told(report)).containsExactly(tuple("tests/failed", "calc/calc_test.go", 6));
  }

  private static Report go(String tests) throws InterruptedException {
    return judge(
        change(Language.GO, "main.go", "package main\n\nfunc main() {}\n", "main_test.go", tests));
  }

  @Test
  @Tag("slow")
  void testsOfGoThatEndEarlyHaveNotPassed() throws InterruptedException {
    assertThat(
            rejected(
                go(
                    """
                    package main
                    import ("syscall"; "testing")
                    func TestA(t *testing.T) {}
                    func TestB(t *testing.T) { syscall.Exit(0) }
                    """)))
        .extracting(Finding::rule)
        .containsExactly("tests/ended-early");
    assertThat(
            rejected(
                go(
                    """
                    package main
                    import ("os"; "testing")
                    func TestMain(m *testing.M) { os.Exit(0) }
                    func TestA(t *testing.T) { t.Fatal("wrong") }
                    """)))
        .extracting(Finding::rule)
        .containsExactly("tests/none-ran");
  }

  @Test
  @Tag("slow")
  void testsThatDoNotCompileAreToldWithTheirPlace() throws InterruptedException {
    assertThat(
            told(
                go(
                    "package main\n\nimport \"testing\"\n\nfunc TestA(t *testing.T) { missing() }\n")))
        .containsExactly(tuple("tests/compile-error", "main_test.go", 5));
    assertThat(
            told(
                judge(
                    change(
                        Language.RUST,
                        "main.rs",
                        "fn main() {}\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn a() { missing() }\n}\n"))))
        .containsExactly(tuple("tests/compile-error", "main.rs", 5));
  }

  @Test
  @Tag("slow")
  void eachTestOfRustIsTold() throws InterruptedException {
    Report report =
        judge(
            change(
                Language.RUST,
                "main.rs",
                """
                fn add(a: i32, b: i32) -> i32 { a + b }
                fn main() { println!("{}", add(1, 2)); }
                #[cfg(test)]
                mod tests {
                    use super::*;
                    #[test]
                    fn right() { assert_eq!(add(1, 2), 3); }
                    #[test]
                    fn wrong() {
                        assert_eq!(add(1, 2), 4, "sum");
                    }
                    #[test]
                    #[ignore]
                    fn skipped() {}
                    #[test]
                    fn broken() { let v: Vec<i32> = vec![]; println!("{}", v[0]); }
                    #[test]
                    #[should_panic]
                    fn panics() { panic!("as it should"); }
                }
                """));

    assertThat(told(report))
        .containsExactlyInAnyOrder(
            tuple("tests/failed", "main.rs", 10), tuple("tests/error", "main.rs", 16));
    assertThat(passed(report)).isEqualTo(2);
  }

  @Test
  @Tag("slow")
  void testsOfRustThatEndEarlyHaveNotPassed() throws InterruptedException {
    Report report =
        judge(
            change(
                Language.RUST,
                "lib.rs",
                "#[test]\nfn a() {}\n#[test]\nfn b() { std::process::exit(0) }\n"));

    assertThat(rejected(report)).extracting(Finding::rule).containsExactly("tests/ended-early");
  }

  @Test
  @Tag("slow")
  void aPackagesTestsOfEveryKindRun() throws InterruptedException {
    Report report =
        judge(
            change(
                Language.RUST,
                "src/main.rs",
                "fn main() { println!(\"{}\", m::add(1, 2)); }\n",
                "Cargo.toml",
                "[package]\nname = \"m\"\nversion = \"0.1.0\"\nedition = \"2021\"\n",
                "src/lib.rs",
                "/// ```\n/// assert_eq!(m::add(1, 1), 2);\n/// ```\npub fn add(a: i32, b: i32) -> i32 { a + b }\n#[test]\nfn inside() { assert_eq!(add(1, 2), 3); }\n",
                "tests/outside.rs",
                "#[test]\nfn outside() { assert_eq!(m::add(1, 2), 4); }\n"));

    assertThat(told(report)).containsExactly(tuple("tests/failed", "tests/outside.rs", 2));
    assertThat(passed(report)).isEqualTo(2);
  }

  private static Report commanded(String script, String line, String report)
      throws InterruptedException {
    Change change =
        change(Language.PYTHON, "main.py", "print(1)", "tests.sh", script)
            .withLimits(Limits.DEFAULT.withWall(Duration.ofSeconds(5)));
    return judge(
        change.withTests(
            new TestCommand(line, report.isEmpty() ? Optional.empty() : Optional.of(report))));
  }

  @Tag("slow")
  @Test
  void aCommandRunsTestsThatNobodyWouldFind() throws Exception {
    Report passed = commanded("[ $(python3 main.py) = 1 ]", "sh tests.sh", "");
    assertThat(passed.verdict()).isEqualTo(Verdict.accepted());
    assertThat(passed(passed)).isEqualTo(1);

    assertThat(rejected(commanded("echo what; exit 3", "sh tests.sh", "")).getFirst().message())
        .isEqualTo("sh tests.sh: it ends with status 3\nwhat");
    assertThat(rejected(commanded("sleep 60", "sh tests.sh", "")).getFirst().rule())
        .isEqualTo("tests/time-limit");
    assertThat(verdict(commanded("", "vitest run", "")))
        .isEqualTo(
            new Verdict.Undecided("its tests need vitest, which is not in the sandbox's template"));
  }

  @Test
  void aCommandsReportSaysWhatCameOfEachTest() throws Exception {
    String xml =
        "echo '<testsuite><testcase name=\"a\"/><testcase name=\"b\">%s</testcase></testsuite>' > r.xml; exit %d";

    Report passed = commanded(xml.formatted("", 0), "sh tests.sh", "r.xml");
    assertThat(passed.verdict()).isEqualTo(Verdict.accepted());
    assertThat(passed(passed)).isEqualTo(2);

    String failure = "<failure message=\"wrong\"/>";
    assertThat(rejected(commanded(xml.formatted(failure, 1), "sh tests.sh", "r.xml")))
        .extracting(Finding::message)
        .containsExactly("b: wrong");
    assertThat(rejected(commanded(xml.formatted("", 1), "sh tests.sh", "r.xml")).getFirst().rule())
        .isEqualTo("tests/ended-early");
    assertThat(rejected(commanded("true", "sh tests.sh", "r.xml")).getFirst().rule())
        .isEqualTo("tests/none-ran");
  }
}
