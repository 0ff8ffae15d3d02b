package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.cli.Command.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `assay batch` as a process of its own, with real programs in real sandboxes.
@Timeout(600)
class BatchCommandTest {
  private static final String PRINTS_42 = python("a", "print(6 * 7)", "\"stdout\": \"42\"");

  @TempDir Path folder;

  @Test
  void eachCaseHasAResultInTheOrderOfTheCases() throws Exception {
    String slow = python("slow", "import time; time.sleep(1)", "\"exit\": 0");
    String files =
        """
        {"id": 7, "files": {"main.py": "import a, os, sys; print(a.x, sys.stdin.read(), sys.argv[1:], os.environ['E'])", "a.py": "x = 1"},\
         "language": "python", "stdin": "in", "args": ["y"], "env": {"E": "z"}, "limits": {"timeout": "9s"}, "expect": {"stdout": "1 in ['y'] z"}}
        """;

    Ended ended = batch(cases(slow, PRINTS_42, files), "--jobs", "3");

    List<Json> results = results(ended.text());
    assertThat(ended.status()).as(ended.stderr()).isZero();
    assertThat(results).extracting(it -> it.at("id")).containsExactly("slow", "a", "7");
    assertThat(results).allMatch(it -> it.at("passed").equals("true"));
    assertThat(results.get(1).at("run.stdout.data")).isEqualTo("42\n");
    assertThat(results.get(1).names())
        .contains("exitStatus", "outcome", "error", "template", "guarantees");
    assertThat(ended.stderr()).contains("3 passed, 0 failed");
  }

  @Test
  @Tag("slow")
  void resultsComeAsTheyAreThereWhereThatIsAskedFor() throws Exception {
    String slow = python("slow", "import time; time.sleep(5)", "\"exit\": 0");
    Ended ended = batch(cases(slow, PRINTS_42), "--jobs", "2", "--as-completed");
    assertThat(results(ended.text())).extracting(it -> it.at("id")).containsExactly("a", "slow");
  }

  @Test
  void whatIsNotAsExpectedIsToldAndFails() throws Exception {
    Ended ended =
        batch(
            cases(
                python("1", "print(1)", "\"stdout\": \"2\""),
                python("2", "print(1)", "\"exit\": \"nonzero\""),
                python("3", "exit(3)", "\"stdout\": \"\""),
                python("4", "exit(3)", "\"exit\": 4"),
                python("5", "import os; os.kill(os.getpid(), 9)", "\"outcome\": \"exited\""),
                endless("6", "\"exit\": 120"),
                python("7", "print(1)", "\"limit\": \"time\""),
                python("8", "print(1)", "\"step\": \"compile\"")));
    assertThat(ended.status()).isEqualTo(1);
    assertThat(results(ended.text())).allMatch(it -> it.at("passed").equals("false"));
    assertThat(results(ended.text()))
        .extracting(it -> it.at("differences.0"))
        .containsExactly(
            "stdout: line 1 is '1', and '2' was expected",
            "it ended with status 0; expected any status but 0",
            "it ended with status 3; expected status 0",
            "it ended with status 3; expected status 4",
            "outcome is 'signalled'; expected 'exited'",
            "it met the limit time; expected status 120",
            "limit is 'none'; expected 'time'",
            "step is 'run'; expected 'compile'");
  }

  @Test
  void whatIsAsExpectedPasses() throws Exception {
    Ended ended =
        batch(
            cases(
                python("1", "exit(3)", "\"exit\": 3"),
                python("2", "exit(3)", "\"exit\": \"nonzero\""),
                python("3", "import os; os.kill(os.getpid(), 9)", "\"exit\": 137"),
                endless("4", "\"limit\": \"time\""),
                python("5", "print('a  ')", "\"stdout\": \"a\""),
                python("6", "print(0.1 + 0.2)", "\"stdout\": \"0.3\", \"match\": \"numeric\""),
                "{\"id\": \"7\", \"language\": \"python\", \"code\": \"exit(9)\"}"));
    assertThat(ended.status()).as(ended.text()).isZero();
    assertThat(ended.stderr()).contains("6 passed, 0 failed, 1 ran with nothing expected");
    assertThat(results(ended.text()).getLast().leaves()).doesNotContainKey("passed");
  }

  @Test
  void aLineThatIsNoCaseIsToldByItsNumberAndTheOthersAreRun() throws Exception {
    List<String> linesAndWhy =
        List.of(
            "nonsense",
            "this is not JSON",
            "[1]",
            "a case is a JSON object",
            "{\"id\": \"1\"} {}",
            "something follows the case",
            "{\"language\": \"python\", \"code\": \"\"}",
            "'id' is missing",
            "{\"id\": \"1\", \"id\": \"2\", \"code\": \"\"}",
            "Duplicate",
            "{\"id\": \"1\", \"code\": \"\"}",
            "'language' is missing",
            "{\"id\": \"1\", \"language\": \"cobol\", \"code\": \"\"}",
            "unknown language 'cobol'",
            "{\"id\": \"1\", \"language\": \"python\"}",
            "either 'code' or 'files'",
            "{\"id\": \"1\", \"files\": {\"../a.py\": \"\"}}",
            "file name '../a.py'",
            "{\"id\": \"1\", \"language\": \"python\", \"code\": 1}",
            "'code' is not a text",
            "{\"id\": \"1\", \"args\": \"x\"}",
            "'args' is not a list",
            "{\"id\": \"1\", \"limits\": {\"timeout\": \"5 parsecs\"}}",
            "'5 parsecs' is not a time",
            PRINTS_42.replace("{\"id\"", "{\"timeout\": \"1s\", \"id\""),
            "'timeout' belongs into 'limits'",
            PRINTS_42.replace("{\"id\"", "{\"gates\": [\"syntax\"], \"id\""),
            "'gates' is not known",
            PRINTS_42.replace("{\"id\"", "{\"expects\": 1, \"id\""),
            "'expects' is not known; did you mean 'expect'?",
            "{\"id\": \"1\", \"limits\": {\"memory\": \"1K\"}}",
            "limits.memory '1K' is out of bounds; expected 4 MiB",
            "{\"id\": \"1\", \"limits\": {\"time\": \"5s\"}}",
            "'limits.time' is not known",
            "{\"id\": \"1\", \"expect\": {\"status\": 0}}",
            "'expect.status' is not known",
            "{\"id\": \"1\", \"expect\": {\"exit\": 256}}",
            "'expect.exit' is not a status",
            "{\"id\": \"1\", \"expect\": {\"limit\": \"luck\"}}",
            "'expect.limit' is 'luck'; known: time",
            "{\"id\": \"1\", \"expect\": {\"stdout\": \"(\", \"match\": \"regex\"}}",
            "'expect.stdout' holds no regular expression",
            "{\"id\": \"a\", \"language\": \"python\", \"code\": \"\"}",
            "id 'a' is there already");
    List<String> lines = new ArrayList<>(List.of(PRINTS_42, ""));
    for (int i = 0; i < linesAndWhy.size(); i += 2) {
      lines.add(linesAndWhy.get(i));
    }

    Ended ended = batch(cases(lines.toArray(String[]::new)));

    assertThat(ended.status()).isEqualTo(2);
    List<String> said = ended.stderr().lines().toList();
    for (int i = 0; i < linesAndWhy.size() / 2; i++) {
      assertThat(said.get(i))
          .startsWith("assay: line %d: ".formatted(i + 3))
          .contains(linesAndWhy.get(2 * i + 1));
    }
    assertThat(said.getLast()).startsWith("assay: 1 passed, 0 failed, 21 malformed, 1 with an id");
    assertThat(results(ended.text())).extracting(it -> it.at("passed")).containsExactly("true");
  }

  @Test
  void aFolderIsNoFileOfCases() throws Exception {
    Ended ended = Command.run("batch", folder.toString());
    Ended missing = Command.run("batch", folder + "/nothing");

    assertThat(ended.stderr()).startsWith("assay: '" + folder + "' is a folder;").hasLineCount(1);
    assertThat(ended.status()).isEqualTo(Exit.USAGE);
    assertThat(missing.stderr()).endsWith("nothing': no such file or folder\n").hasLineCount(1);
    assertThat(missing.status()).isEqualTo(Exit.USAGE);
  }

  @Test
  void casesMayComeFromStdinAndOtherFieldsAreIgnoredAndNamed() throws Exception {
    String line = PRINTS_42.replace("{\"id\"", "{\"group\": [{}], \"id\"");
    Ended ended = Command.fed(line.getBytes(StandardCharsets.UTF_8), "batch", "-");
    assertThat(ended.status()).isZero();
    assertThat(ended.stderr()).contains("fields that were ignored: group\n");
  }

  @Test
  void aBatchGoesOnWhereItWasInterrupted() throws Exception {
    Path out = folder.resolve("results.jsonl");
    Path file = cases(PRINTS_42, PRINTS_42.replace("\"a\"", "\"b\""));
    assertThat(batch(file, "--output", out.toString()).status()).isZero();
    List<String> lines = Files.readAllLines(out);
    // Torn within the second result, as a kill may do it.
    String torn = lines.get(0) + "\n" + lines.get(1).substring(0, 40);
    Files.writeString(out, torn);

    Ended refused = batch(file, "--output", out.toString());
    Ended resumed = batch(file, "--output", out.toString(), "--resume");

    assertThat(refused.status()).isEqualTo(Exit.USAGE);
    assertThat(refused.stderr()).contains("--resume");
    assertThat(resumed.stderr()).contains("1 passed, 0 failed, 1 done before");
    assertThat(resumed.status()).isZero();
    assertThat(results(Files.readString(out)))
        .extracting(it -> it.at("id"))
        .containsExactly("a", "b");
  }

  @Test
  void aFailureThatWasNotTheCasesOwnIsTriedAgain() throws Exception {
    Path out = folder.resolve("results.jsonl");
    Files.writeString(
        out,
        """
        {"id":"a","exitStatus":123,"failure":{"blame":"host","message":"no room"}}
        {"id":"b","exitStatus":64,"failure":{"blame":"caller","message":"no"}}
        """);
    Path file = cases(PRINTS_42, PRINTS_42.replace("\"a\"", "\"b\""));

    batch(file, "--output", out.toString(), "--resume");

    List<Json> results = results(Files.readString(out));
    assertThat(results).extracting(it -> it.at("id")).containsExactly("b", "a");
    assertThat(results.get(1).at("passed")).isEqualTo("true");
  }

  @Test
  void aFileThatHoldsNoResultsIsNotGoneOnWith() throws Exception {
    Path out = Files.writeString(folder.resolve("results.jsonl"), "dear diary\n");
    Ended ended = batch(cases(PRINTS_42), "--output", out.toString(), "--resume");
    assertThat(ended.status()).isEqualTo(Exit.USAGE);
    assertThat(ended.stderr()).contains("line 1").contains("is no result of a batch");
    assertThat(out).hasContent("dear diary\n");
  }

  @Test
  void anInterruptedBatchKeepsWhatItHasAndSaysSo() throws Exception {
    Path out = folder.resolve("results.jsonl");
    String endless = python("endless", "while True: pass", "\"exit\": 0");
    Path file = cases(PRINTS_42, endless, PRINTS_42.replace("\"a\"", "\"c\""));
    Path err = folder.resolve("err");
    Process process =
        Command.of("batch", file.toString(), "--output", out.toString())
            .redirectError(err.toFile())
            .start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while ((!Files.exists(out) || Files.size(out) == 0) && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }

    process.destroy();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(Exit.CANCELLED);
    assertThat(err).content().contains("cancelled");
    assertThat(results(Files.readString(out))).extracting(it -> it.at("id")).containsExactly("a");
  }

  /// Four times the heap goes in, and four times comes out, while the first case holds the order
  /// up.
  @Test
  @Tag("slow")
  void whatIsHeldDoesNotGrowWithTheNumberOfCases() throws Exception {
    Path file = folder.resolve("cases.jsonl");
    int many = 400;
    int size = 512 << 10;
    try (var to = Files.newBufferedWriter(file)) {
      to.write(python("first", "import time; time.sleep(3)", "\"exit\": 0") + "\n");
      for (int i = 0; i < many; i++) {
        to.write(
            python("" + i, "print('y' * %d) #%s".formatted(size, "x".repeat(size)), "\"exit\": 0"));
        to.write("\n");
      }
    }
    Path out = folder.resolve("results.jsonl");
    ProcessBuilder builder = Command.of("batch", file.toString(), "--output", out.toString());
    builder.command().add(1, "-Xmx48m");

    Ended ended = Command.ended(builder);

    assertThat(ended.status()).as(ended.stderr()).isZero();
    assertThat(ended.stderr()).contains("%d passed, 0 failed".formatted(many + 1));
    try (var lines = Files.lines(out)) {
      assertThat(lines.filter(line -> line.startsWith("{\"id\":\"")).count()).isEqualTo(many + 1);
    }
  }

  /// A case that ends by its own limit: the others need no time that a busy host lacks.
  private static String endless(String id, String expect) {
    return "{\"id\": \"%s\", \"language\": \"python\", \"code\": \"while True: pass\", \"limits\": {\"timeout\": \"500ms\"}, \"expect\": {%s}}"
        .formatted(id, expect);
  }

  private static String python(String id, String code, String expected) {
    return "{\"id\": \"%s\", \"language\": \"python\", \"code\": \"%s\", \"expect\": {%s}}"
        .formatted(id, code, expected);
  }

  private Path cases(String... lines) throws IOException {
    return Files.write(folder.resolve("cases.jsonl"), List.of(lines));
  }

  private static Ended batch(Path cases, String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("batch", cases.toString()));
    words.addAll(List.of(options));
    return Command.run(words.toArray(String[]::new));
  }

  private static List<Json> results(String text) {
    return text.lines().map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8))).toList();
  }
}
