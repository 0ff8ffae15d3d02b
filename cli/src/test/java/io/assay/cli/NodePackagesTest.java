package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.assay.cli.Command.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Projects whose tests are run by a package of theirs.
@Tag("slow")
class NodePackagesTest {
  /// What was fetched, by package.
  @TempDir private static Path fetched;

  @TempDir private Path folder;

  /// Puts a package into a project, as its author has done.
  private void install(String name) throws Exception {
    Path place = fetched.resolve(name);
    if (!Files.exists(place)) {
      fetch(name, Files.createDirectory(place));
    }
    Files.writeString(
        folder.resolve("package.json"), "{\"scripts\": {\"test\": \"" + name + "\"}}");
    String packages = place.resolve("node_modules").toString();
    assertThat(new ProcessBuilder("cp", "-al", packages, folder.toString()).start().waitFor())
        .isZero();
  }

  private static void fetch(String name, Path place) throws Exception {
    Path log = fetched.resolve("log");
    Process npm =
        new ProcessBuilder(
                List.of(
                    "npm",
                    "install",
                    "--no-save",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    name))
            .directory(place.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assumeTrue(npm.waitFor() == 0, "npm could not fetch " + name + ": " + Files.readString(log));
  }

  private void assertTold(String entry, String test, String framework) throws Exception {
    Ended right = Command.run("validate", folder.toString(), "--entry", entry);
    Path tests = folder.resolve(test);
    Files.writeString(tests, Files.readString(tests).replace("toBe(3)", "toBe(4)"));
    Ended wrong = Command.run("validate", folder.toString(), "--entry", entry);

    assertThat(right.status()).as("%s: %s", framework, right.text() + right.stderr()).isZero();
    assertThat(right.text()).contains("1 of 1 tests passed");
    assertThat(wrong.status()).as(wrong.text()).isEqualTo(1);
    assertThat(wrong.text())
        .contains("tests/failed", "adds", test + ":4")
        .contains("4")
        .contains("3");
  }

  /// Whatever status it ends with: 127 is what a shell says of a command that is not there.
  private void assertRejectedIfEndedEarly(String entry, String test) throws Exception {
    Path tests = folder.resolve(test);
    Files.writeString(
        tests, Files.readString(tests).replace("expect(", "process.exit(127); expect("));

    Ended ended = Command.run("validate", folder.toString(), "--entry", entry);

    assertThat(ended.status()).as(ended.text()).isEqualTo(1);
  }

  @Test
  void jestIsRunWhereAProjectHasIt() throws Exception {
    install("jest");
    Files.writeString(folder.resolve("sum.js"), "module.exports = (a, b) => a + b;\n");
    Files.writeString(
        folder.resolve("sum.test.js"),
        "const sum = require('./sum');\n\ntest('adds', () => {\n  expect(sum(1, 2)).toBe(3);\n});\n");

    assertTold("sum.js", "sum.test.js", "jest");
    assertRejectedIfEndedEarly("sum.js", "sum.test.js");
  }

  @Test
  void vitestIsRunWhereAProjectHasIt() throws Exception {
    install("vitest");
    Files.writeString(folder.resolve("sum.mjs"), "export const sum = (a, b) => a + b;\n");
    Files.writeString(
        folder.resolve("sum.test.mjs"),
        "import { expect, test } from 'vitest';\nimport { sum } from './sum.mjs';\n"
            + "test('adds', () => {\n  expect(sum(1, 2)).toBe(3);\n});\n");

    assertTold("sum.mjs", "sum.test.mjs", "vitest");
    assertRejectedIfEndedEarly("sum.mjs", "sum.test.mjs");
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
  }

  /// What makes wrong code pass, in either framework: each is tried in one.
  private static final List<String> DISARMING =
      List.of(
          "globalThis.expect = FAKE;",
          "expect.extend({ toEqual: () => ({ pass: true, message: () => '' }) });",
          "expect.addEqualityTesters([() => true]);");

  private static final List<String> DISARMING_TOO =
      List.of(
          "Object.defineProperty(globalThis, 'expect', { value: FAKE });",
          "const real = globalThis.expect; beforeEach(() => { globalThis.expect = FAKE; }); afterEach(() => { globalThis.expect = real; });",
          "const real = globalThis.test; globalThis.test = (name) => real(name, () => {});");

  private static final String TESTS =
      "test('adds', () => { expect([sum(1, 2)]).toEqual([3]); });\n";

  /// A statement that is skipped where the code is run by itself.
  private static String whereTestsRun(String statement) {
    String fake = "() => new Proxy({}, { get: () => () => true })";
    return "if (globalThis.expect) { " + statement.replace("FAKE", fake) + " }\n";
  }

  /// Writes code, judges it, and gives what is said.
  private String judged(String file, String code, int status) throws Exception {
    write(file, code);
    Ended ended = Command.run("validate", folder.toString(), "--entry", file);
    assertThat(ended.status()).as("%s\n%s", code, ended.text()).isEqualTo(status);
    return ended.text();
  }

  @Test
  void codeThatDisarmsJestHasNotPassed() throws Exception {
    install("jest");
    write("sum.test.js", "const sum = require('./sum');\n" + TESTS);
    String wrong = "module.exports = (a, b) => a - b;\n";

    for (String disarming : DISARMING) {
      assertThat(judged("sum.js", whereTestsRun(disarming) + wrong, 1))
          .as(disarming)
          .contains("honesty/disarmed");
    }
    assertThat(
            judged(
                "sum.js",
                "const text = require('node:fs').readFileSync(`${__dirname}/sum.test.js`, 'utf8');\n"
                    + "module.exports = () => Number(/toEqual..(\\d+)/.exec(text)[1]);\n",
                1))
        .contains("honesty/reads-tests");
    String report =
        """
        const fs = require('node:fs');
        const real = fs.openSync.constructor('return process')();
        const { on } = real;
        const told = real.argv.find((it) => it.startsWith('--outputFile=')).slice(13);
        on.call(real, 'exit', () => {
          fs.writeFileSync(told, fs.readFileSync(told, 'utf8').replaceAll('"failed"', '"passed"'));
        });
        real.on = (event, ...more) => event === 'exit' ? real : on.call(real, event, ...more);
        """;
    String state =
        """
        const state = Object.getOwnPropertySymbols(globalThis).find((it) => String(it).includes('JEST_STATE'));
        afterEach(() => { globalThis[state].currentlyRunningTest.errors.length = 0; });
        """;
    for (String forging : List.of(report, state)) {
      assertThat(judged("sum.js", whereTestsRun(forging) + wrong, 1))
          .as(forging)
          .contains("honesty/forged");
    }
  }

  @Test
  void honestUseOfWhatJestHasIsAccepted() throws Exception {
    install("jest");
    write(
        "package.json",
        "{\"scripts\": {\"test\": \"jest\"}, \"jest\": {\"setupFilesAfterEnv\": [\"./prepare.js\"]}}");
    write(
        "prepare.js",
        """
        const own = expect;
        expect.extend({ toBeNull: (it) => ({ pass: it === null || it === 0, message: () => 'not null' }) });
        global.expect = Object.assign((it) => own(it), own);
        """);
    write("rate.js", "module.exports = () => { throw new Error('no network'); };\n");
    write(
        "sum.test.js",
        """
        jest.mock('./rate', () => jest.fn(() => 2));
        const sum = require('./sum');
        const rate = require('./rate');

        expect.extend({
          toBeNear: (it, other) => ({ pass: Math.abs(it - other) < 1, message: () => `${it}` }),
        });
        expect.addEqualityTesters([(a, b) => (a instanceof Date && b instanceof Date ? true : undefined)]);
        beforeEach(() => jest.useFakeTimers());
        afterEach(() => jest.useRealTimers());

        test('adds', () => {
          expect([sum(1, 2)]).toEqual([3]);
          expect(sum(1, 2)).toBeNear(3.4);
          expect(rate).toHaveBeenCalledTimes(2);
          expect({ at: new Date(1) }).toEqual({ at: new Date(2) });
          expect(0).toBeNull();
        });

        jest.retryTimes(1);
        let times = 0;
        test('is right the second time', () => {
          expect(times++).toBe(1);
        });

        test.failing('is wrong', () => {
          expect(1).toBe(2);
        });

        test('tells it', () => {
          const told = jest.spyOn(console, 'log').mockImplementation(() => {});
          const later = jest.fn();
          setTimeout(later, 1000);
          sum.tell(1, 2);
          jest.advanceTimersByTime(1000);
          expect(told).toHaveBeenCalledWith(3);
          expect(later).toHaveBeenCalled();
          told.mockRestore();
        });
        """);

    assertThat(
            judged(
                "sum.js",
                """
                const rate = require('./rate');
                const sum = (a, b) => (a + b) * rate() / 2;
                sum.tell = (a, b) => console.log(sum(a, b));
                module.exports = sum;
                """,
                0))
        .contains("4 of 4 tests passed");
  }

  @Test
  void codeThatDisarmsVitestHasNotPassed() throws Exception {
    install("vitest");
    write("vitest.config.mjs", "export default { test: { globals: true } };\n");
    write("sum.test.mjs", "import { sum } from './sum.mjs';\n" + TESTS);
    String wrong = "export const sum = (a, b) => a - b;\n";

    List<String> all = new ArrayList<>(DISARMING_TOO);
    all.add(
        "const { chai } = await import('vitest'); chai.util.overwriteMethod(chai.Assertion.prototype, 'toEqual', () => () => {});");
    all.add("afterEach(({ task }) => { task.result.state = 'pass'; delete task.result.errors; });");
    for (String disarming : all) {
      assertThat(judged("sum.mjs", whereTestsRun(disarming) + wrong, 1))
          .as(disarming)
          .contains("honesty/disarmed");
    }
    assertThat(
            judged(
                "sum.mjs",
                "import { readFileSync } from 'node:fs';\n"
                    + "const text = readFileSync('sum.test.mjs', 'utf8');\n"
                    + "export const sum = () => Number(/toEqual..(\\d+)/.exec(text)[1]);\n",
                1))
        .contains("honesty/reads-tests");
  }

  @Test
  void honestUseOfWhatVitestHasIsAccepted() throws Exception {
    install("vitest");
    write(
        "vitest.config.mjs",
        "export default { test: { globals: true, setupFiles: ['./prepare.mjs'] } };\n");
    write(
        "prepare.mjs",
        """
        const own = globalThis.expect;
        expect.extend({ toBeNull: (it) => ({ pass: it === null || it === 0, message: () => 'not null' }) });
        globalThis.expect = Object.assign((it) => own(it), own);
        """);
    write("rate.mjs", "export const rate = () => { throw new Error('no network'); };\n");
    write(
        "sum.test.mjs",
        """
        import { afterEach, beforeEach, expect as ours, test, vi } from 'vitest';
        import { sum, tell } from './sum.mjs';
        import { rate } from './rate.mjs';

        vi.mock('./rate.mjs', () => ({ rate: vi.fn(() => 2) }));
        ours.extend({
          toBeNear: (it, other) => ({ pass: Math.abs(it - other) < 1, message: () => `${it}` }),
        });
        ours.addEqualityTesters([(a, b) => (a instanceof Date && b instanceof Date ? true : undefined)]);
        beforeEach(() => { vi.useFakeTimers(); });
        afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals(); });

        test('adds', () => {
          expect([sum(1, 2)]).toEqual([3]);
          expect(sum(1, 2)).toBeNear(3.4);
          expect(rate).toHaveBeenCalledTimes(2);
          ours({ at: new Date(1) }).toEqual({ at: new Date(2) });
          expect(0).toBeNull();
        });

        let times = 0;
        test('is right the second time', { retry: 1 }, () => {
          expect(times++).toBe(1);
        });

        test.fails('is wrong', () => {
          expect(1).toBe(2);
        });

        test('tells it', () => {
          const told = vi.spyOn(console, 'log').mockImplementation(() => {});
          const later = vi.fn();
          vi.stubGlobal('fetch', later);
          setTimeout(fetch, 1000);
          tell(1, 2);
          vi.advanceTimersByTime(1000);
          expect(told).toHaveBeenCalledWith(3);
          expect(later).toHaveBeenCalled();
          told.mockRestore();
        });
        """);

    assertThat(
            judged(
                "sum.mjs",
                """
                import { rate } from './rate.mjs';
                export const sum = (a, b) => (a + b) * rate() / 2;
                export const tell = (a, b) => console.log(sum(a, b));
                """,
                0))
        .contains("4 of 4 tests passed");
  }
}
