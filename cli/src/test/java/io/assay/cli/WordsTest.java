package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Assay;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said to words that cannot be meant: before anything is started.
class WordsTest {
  private record Said(int status, String out, String err) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frobnicate                         | unknown command 'frobnicate'",
        "run                                | PATH",
        "run a.py --timout 3                | did you mean --timeout",
        "run a.py --timeout 3x              | --timeout '3x' is not a time",
        "run a.py --timeout                 | --timeout",
        "run a.py --timeout 1s --timeout 2s | only once",
        "run a.py --memory lots             | --memory 'lots' is not a size",
        "run a.py --memory 1K               | --memory '1K' is out of bounds; expected 4 MiB to 1 PiB",
        "run a.py -m 1K                     | --memory '1K' is out of bounds",
        "validate a.py -t 0                 | --timeout '0' is out of bounds; expected 1 ms to 7 days",
        "run a.py --disk 1K                 | --disk '1K' is out of bounds; expected 64 KiB to 1 PiB",
        "run a.py --processes 9999999999    | --processes '9999999999' is out of bounds; expected 1 to 1000000",
        "run a.py --cpus none               | --cpus 'none' is not a number of processors",
        "run a.py --cpus 0                  | --cpus '0' is out of bounds; expected 0.01 to 1024",
        "run a.py --cpu-time x              | --cpu-time 'x' is not a time",
        "run a.py --processes many          | --processes 'many' is not a whole number",
        "run a.py --processes 99999999999   | processes",
        "run a.py --disk x                  | --disk 'x' is not a size",
        "run a.py --disk-files x            | --disk-files 'x' is not a whole number",
        "run a.py --output x                | --output 'x' is not a size",
        "run a.py --open-files 1            | --open-files '1' is out of bounds; expected 16 to",
        "run a.py --require safety          | --require 'safety' is not known; known: files",
        "run a.py --language cobol          | --language 'cobol' is not known; known: python",
        "run nothing.py                     | no file or folder 'nothing.py'",
        "run -                              | --language",
        "languages --jsn                    | --jsn",
        "rum a.py                           | unknown command 'rum'; did you mean run. See",
        "help rum                           | did you mean run",
        "hook instal                        | unknown command 'instal'; did you mean install",
        "hook --jsn                         | Unknown option",
        "mcp instal cline                   | did you mean install",
        "mcp frobnicate                     | known: check, install, uninstall",
        "advisories updat                   | did you mean update",
        "explain a b                        | is one argument too many",
        "batch -j x c.jsonl                 | --jobs 'x' is not a whole number",
        "languages -- x                     | only 'run' and 'validate' have one",
      })
  void wrongWordsAreRefusedWithWhatWouldBeRight(String words, String part) throws Exception {
    Said said = say(words);
    assertThat(said.status).isEqualTo(Exit.USAGE);
    assertThat(said.out).isEmpty();
    assertThat(said.err).startsWith("assay: ").contains(part);
    assertThat(said.err.lines()).hasSize(1);
  }

  @Test
  void aWrongVariableIsRefused() throws Exception {
    assertThat(say("run a.py --env DEBUG").err).contains("KEY=VALUE");
  }

  @Test
  void withoutWordsTheUsageIsShown() throws Exception {
    Said said = say("");
    assertThat(said.status).isEqualTo(Exit.USAGE);
    assertThat(said.err)
        .contains("Commands:")
        .contains("run")
        .contains("languages")
        .contains("doctor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "run --help",
        "validate --help",
        "docs --help",
        "explain --help",
        "batch --help",
        "hook --help",
        "hook install --help",
        "hook uninstall --help",
        "hook run --help",
        "advisories --help",
        "advisories update --help",
        "mcp --help",
        "mcp install --help",
        "mcp uninstall --help",
        "mcp check --help",
        "languages --help",
        "doctor --help"
      })
  void helpHasExamplesAndNoColoursInAPipe(String words) throws Exception {
    Said said = say(words);
    assertThat(said.status).isZero();
    assertThat(said.out).contains("Examples:").doesNotContain("\u001b");
    assertThat(said.err).isEmpty();
  }

  @Test
  void theVersionIsOneLine() throws Exception {
    Said said = say("--version");
    assertThat(said.status).isZero();
    assertThat(said.out).matches("assay \\S+\\R");
  }

  @Test
  void wrongWordsAreADocumentWhereOneWasAskedFor() throws Exception {
    Said said = say("run a.py --json --timeout 3x");
    assertThat(said.status).isEqualTo(Exit.USAGE);
    assertThat(said.err).isEmpty();
    Json json = Json.parse(said.out.getBytes(StandardCharsets.UTF_8));
    assertThat(json.at("failure.blame")).isEqualTo("caller");
    assertThat(json.at("failure.message")).contains("'3x'");
    assertThat(json.at("exitStatus")).isEqualTo("64");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "validate nothing.py --json",
        "validate nothing.py --format json",
        "validate nothing.py --format=json",
        "validate nothing.py -f json",
        "validate nothing.py -fjson",
        "docs nothing.md --json --timeout 3x",
        "hook run --json --nonsense",
        "mcp check --json",
      })
  void ourOwnFailureIsADocumentWhereverOneWasAskedFor(String words) throws Exception {
    Said said = say(words);
    assertThat(said.err).isEmpty();
    Json json = Json.parse(said.out.getBytes(StandardCharsets.UTF_8));
    assertThat(json.at("failure.blame")).isEqualTo("caller");
    assertThat(json.at("exitStatus")).isEqualTo(Integer.toString(said.status));
  }

  @Test
  void twoFormatsAtATimeAreRefused() throws Exception {
    assertThat(say("validate a.py --json --format sarif").out).contains("--format sarif");
    assertThat(say("validate nothing.py --json --format json").out).contains("nothing.py");
  }

  @Test
  void helpMayBeAskedForFirst() throws Exception {
    assertThat(say("help run")).isEqualTo(say("run --help"));
    assertThat(say("help hook run")).isEqualTo(say("hook run --help"));
    assertThat(say("help")).isEqualTo(say("--help"));
  }

  @Test
  void anOptionAfterTwoDashesIsTheProgramsOwn() throws Exception {
    assertThat(say("run nothing.py -- --json --help").err).contains("nothing.py");
  }

  private static Said say(String words) throws InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            out,
            err,
            false,
            false,
            Path.of("/"),
            Map.of(),
            _ -> Assay.start());
    List<String> all = words.isEmpty() ? List.of() : List.of(words.strip().split(" +"));
    int status = Main.run(all, console);
    return new Said(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
