package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.SandboxException;
import io.assay.cli.Command.Ended;
import io.assay.validate.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `assay.toml`, and what it does.
@Timeout(600)
class SettingsTest {
  @TempDir private Path folder;

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("assay.toml"), text);
  }

  private Ended validate(String code, String... options) throws Exception {
    Files.writeString(folder.resolve("main.py"), code);
    String[] words = new String[options.length + 2];
    words[0] = "validate";
    words[1] = "main.py";
    System.arraycopy(options, 0, words, 2, options.length);
    return Command.ended(Command.of(words).directory(folder.toFile()));
  }

  @Test
  void gatesAreAskedInTheOrderThatIsSaid() throws Exception {
    write("# ours\n[validate]\ngates = [\n  \"execution\",\n  \"syntax\",\n]\nthroughout = true\n");

    Ended ended = validate("print(1 / 0)\n", "--format", "json");

    assertThat(ended.json().at("exitStatus")).isEqualTo("1");
    assertThat(ended.text())
        .startsWith("{\"assay\":\"" + Main.version() + "\",\"format\":1,\"exitStatus\":1,")
        .containsSubsequence("\"gate\":\"execution\"", "\"gate\":\"syntax\"")
        .doesNotContain("\"gate\":\"imports\"");
    assertThat(validate("print(1)\n", "--gates", "output", "--format", "json").text())
        .contains("\"gate\":\"output\"")
        .doesNotContain("\"gate\":\"syntax\"");
  }

  @Test
  @Tag("slow")
  void whatIsUndecidedCountsAsWrongWhereThatIsSaid() throws Exception {
    Files.writeString(folder.resolve("test_main.py"), "def test_nothing(): pass\n");
    String lacking = "import sys\nsys.exit(0)\n";
    Files.writeString(folder.resolve("requirements.txt"), "numpy\n");
    ProcessBuilder builder = Command.of("validate", "main.py", "requirements.txt");
    Files.writeString(folder.resolve("main.py"), lacking);
    builder.directory(folder.toFile());
    builder.environment().put("ASSAY_HOME", folder.resolve("state").toString());
    assertThat(Command.ended(builder).status()).isEqualTo(2);

    write("[validate]\nstrict = true\n");

    assertThat(Command.ended(builder).status()).isEqualTo(1);
  }

  @Test
  void theNearestFileHoldsUpToTheRepository() throws Exception {
    Path below = Files.createDirectories(folder.resolve("repository/a/b"));
    write("[validate]\nstrict = true\n");

    assertThat(Settings.in(below).strict()).isTrue();

    Files.createDirectory(folder.resolve("repository/.git"));
    assertThat(Settings.in(below).strict()).isFalse();

    Files.writeString(folder.resolve("repository/a/assay.toml"), "[validate]\ngates=['output']");
    assertThat(Settings.in(below).gates()).extracting(Gate::name).containsExactly("output");
  }

  @Test
  void whatIsNoOrdinaryFileIsNotWaitedFor() throws Exception {
    Path file = folder.resolve("assay.toml");
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isEqualTo(0);
    assertThatThrownBy(() -> Settings.in(folder))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("it is no file of at most 1048576 bytes");

    Files.delete(file);
    write("#".repeat(1_048_577));
    assertThatThrownBy(() -> Settings.in(folder))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("it is no file of at most 1048576 bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[validate|at line 1",
        "[validte]|'validte' is not known; known: [validate]",
        "validate = 1|'validate' is a table: [validate]",
        "validate.gats = []|'validate.gats' is not known; known: cache, gates, strict, test, test_report, throughout",
        "validate.gates = 'syntax'|'validate.gates' is a list of names",
        "validate.gates = ['sintax']|validate.gates 'sintax' is not known; known: syntax, imports",
        "validate.gates = ['syntax', 'syntax']|'validate.gates' names 'syntax' twice",
        "validate.test = ['pytest']|'validate.test' is a text",
        "validate.test_report = 'x.xml'|'validate.test_report' says nothing without 'validate.test'",
        "validate.strict = 'yes'|'validate.strict' is true or false"
      })
  void whatHasNoMeaningIsTold(String text, String complaint) throws Exception {
    write(text);

    assertThatThrownBy(() -> Settings.in(folder))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("assay.toml")
        .hasMessageContaining(complaint);
  }
}
