package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.cli.Command.Ended;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `assay explain`, as it is called.
@Timeout(600)
class ExplainCommandTest {
  @Test
  void anErrorFromStdinIsExplainedByTheProgramsOwnNames(@TempDir Path folder) throws Exception {
    Path code = Files.writeString(folder.resolve("sum.py"), "total = 1\nprint(totla)\n");

    String traceback =
        """
        Traceback (most recent call last):
          File "%s", line 2, in <module>
            print(totla)
        NameError: name 'totla' is not defined
        """
            .formatted(Path.of("sum.py").toAbsolutePath());

    Ended ended = Command.fed(bytes(traceback), "explain", "--code", code.toString());

    assertThat(ended.text())
        .contains("NameError: name 'totla' is not defined")
        .contains("in sum.py, line 2")
        .contains("category: name")
        .contains("try: did you mean 'total'?");
    assertThat(ended.status()).isZero();
  }

  @Test
  void anErrorFromAFileIsExplainedInADocument(@TempDir Path folder) throws Exception {
    Path log =
        Files.writeString(
            folder.resolve("log"),
            "panic: assignment to entry in nil map\n\ngoroutine 1 [running]:\n");

    Json json = Command.run("explain", log.toString(), "--language", "go", "--json").json();

    assertThat(json.at("exitStatus")).isEqualTo("0");
    assertThat(json.at("language")).isEqualTo("go");
    assertThat(json.at("category")).isEqualTo("absent");
    assertThat(json.at("suggestions.0")).contains("make");
    assertThat(json.at("error.name")).isEqualTo("panic");
  }

  @Test
  void aLineThatIsKnownByItselfIsExplained() throws Exception {
    Ended ended =
        Command.fed(
            bytes("it says\nNameError: name 'x' is not defined\nand no more\n"),
            "explain",
            "--language",
            "python");

    assertThat(ended.text()).contains("category: name");
    assertThat(ended.status()).isZero();
  }

  @Test
  void whatATerminalWouldObeyIsNotPassedOn() throws Exception {
    String log =
        "Traceback (most recent call last):\n  File \"a.py\", line 2, in <module>\n    f()\n"
            + "ValueError: \u001b[2Jevil \u009b2J \u001b]0;title\u0007\n";

    Ended ended = Command.fed(bytes(log), "explain", "--language", "python");
    Ended missing = Command.run("explain", "\u001b[2J");

    assertThat(ended.status()).isZero();
    assertThat(ended.text()).contains("evil").doesNotContain("\u001b", "\u009b", "\u0007");
    assertThat(missing.stderr()).contains("cannot read").doesNotContain("\u001b");
  }

  @Test
  void aTextWithoutAnErrorIsSaidToHaveNone() throws Exception {
    Ended ended = Command.fed(bytes("all is well\n"), "explain");

    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.stderr()).contains("no error was found");
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws Exception {
    Ended ended = Command.run("explain", "nowhere.log");

    assertThat(ended.status()).isEqualTo(Exit.USAGE);
    assertThat(ended.stderr())
        .isEqualTo("assay: cannot read 'nowhere.log': no such file or folder\n");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
