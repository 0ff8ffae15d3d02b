package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.assay.cli.Command.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Projects whose tests are run by a package of theirs.
@Tag("slow")
class NodePackagesTest {
  @TempDir private Path folder;

  /// Fetches a package into a project, as its author has done.
  private void install(String name) throws Exception {
    Files.writeString(
        folder.resolve("package.json"), "{\"scripts\": {\"test\": \"" + name + "\"}}");
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
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("npm.log").toFile())
            .start();
    assumeTrue(
        npm.waitFor() == 0,
        "npm could not fetch " + name + ": " + Files.readString(folder.resolve("npm.log")));
    Files.delete(folder.resolve("npm.log"));
  }

  private void assertTold(String entry, String test, String framework) throws Exception {
    Ended right = Command.run("validate", folder.toString(), "--entry", entry);
    Path tests = folder.resolve(test);
    Files.writeString(tests, Files.readString(tests).replace("toBe(3)", "toBe(4)"));
    Ended wrong = Command.run("validate", folder.toString(), "--entry", entry);

    assertThat(right.status()).as("%s: %s", framework, right.text()).isZero();
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
}
