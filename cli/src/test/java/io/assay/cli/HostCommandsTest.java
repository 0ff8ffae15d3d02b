package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Guarantee;
import io.assay.cli.Command.Ended;
import io.assay.language.Language;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
