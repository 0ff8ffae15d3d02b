package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Guarantee;
import io.assay.cli.Command.Ended;
import io.assay.language.Language;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The commands that tell about this host.
@Timeout(600)
class HostCommandsTest {
  @Test
  @Tag("slow")
  void languagesAreListedWithWhatWasFoundOrTheWayToGetIt() throws Exception {
    Ended ended = Command.run("languages");
    assertThat(ended.status()).isZero();
    assertThat(ended.text().lines()).hasSize(Language.ALL.size());
    assertThat(ended.text()).contains("python").contains("cpp");
  }

  @Test
  void aLanguageIsListedAsItIsFoundWhileOthersAreSought(@TempDir Path folder) throws Exception {
    Path slow = Files.writeString(folder.resolve("go"), "#!/bin/sh\nexec sleep 100\n");
    assertThat(slow.toFile().setExecutable(true)).isTrue();
    ProcessBuilder builder = Command.of("languages");
    builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
    Process process = builder.start();

    String listed =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();

    assertThat(listed).matches("\\w+ +\\S+ .*");
    assertThat(process.isAlive()).isTrue();
    process.toHandle().destroy();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).endsWith("assay: 'assay languages' was cancelled\n");
    assertThat(process.waitFor()).isEqualTo(Exit.CANCELLED);
  }

  @Test
  @Tag("slow")
  void languagesAreListedInADocument() throws Exception {
    Json json = Command.run("languages", "--json").json();
    assertThat(json.at("languages.size")).isEqualTo(Integer.toString(Language.ALL.size()));
    assertThat(json.at("languages.0.name")).isEqualTo("python");
    assertThat(json.at("languages.0.found")).isEqualTo("true");
    assertThat(json.at("languages.0.version")).matches("\\d+\\.\\d+.*");
  }

  @Test
  @Tag("slow")
  void theDoctorTriesEveryGuaranteeAndEveryLanguage() throws Exception {
    Ended ended = Command.run("doctor");
    for (Guarantee guarantee : Guarantee.values()) {
      assertThat(ended.text()).containsPattern("(yes|weak|no) +" + guarantee.word());
    }
    for (Language language : Language.ALL) {
      assertThat(ended.text()).containsPattern("(yes|weak|no) +" + language.name());
    }
    assertThat(ended.status()).isIn(Exit.SUCCESS, Exit.HOST);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"/dev/null, not a directory", "/proc/none, no such file or folder"})
  void aStateFolderThatCannotBeUsedIsNamedWithTheWayOut(String state, String why) throws Exception {
    ProcessBuilder run =
        Command.of("run", "-", "-l", "python").redirectInput(new File("/dev/null"));
    run.environment().put("ASSAY_HOME", state);
    ProcessBuilder doctor = Command.of("doctor", "--json").redirectInput(new File("/dev/null"));
    doctor.environment().put("ASSAY_HOME", state);
    String line =
        "the state folder '%s' cannot be used (%s): set ASSAY_HOME to a folder that can be written"
            .formatted(state, why);

    Ended ran = Command.ended(run);
    Ended looked = Command.ended(doctor);

    assertThat(ran.stderr()).isEqualTo("assay: " + line + "\n");
    assertThat(ran.status()).isEqualTo(Exit.HOST);
    assertThat(looked.json().at("diagnoses.0.detail")).isEqualTo(line);
    assertThat(looked.json().at("diagnoses.0.remedy")).startsWith("export ASSAY_HOME=");
    assertThat(looked.status()).isEqualTo(Exit.HOST);
  }

  @Test
  void stateIsKeptInTheHomeThatTheEnvironmentNames(@TempDir Path home) throws Exception {
    ProcessBuilder run =
        Command.of("run", "-", "-l", "python").redirectInput(new File("/dev/null"));
    run.environment().keySet().removeAll(List.of("ASSAY_HOME", "XDG_STATE_HOME"));
    run.environment().put("HOME", home.toString());

    assertThat(Command.ended(run).status()).isZero();
    assertThat(home.resolve(".local/state/assay/cell")).isDirectory();
  }

  @Test
  @Tag("slow")
  void theDoctorsDocumentHasStatesAndRemedies() throws Exception {
    Ended ended = Command.run("doctor", "--json");
    Json json = ended.json();
    assertThat(json.at("exitStatus")).isEqualTo(Integer.toString(ended.status()));
    assertThat(json.at("canRun")).isEqualTo(ended.status() == 0 ? "true" : "false");
    assertThat(json.at("diagnoses.0.kind")).isEqualTo("sandbox");
    assertThat(json.at("diagnoses.0.state")).isEqualTo("holds");
    assertThat(json.at("diagnoses.1.name")).isEqualTo("files");
  }
}
