package io.assay.validate.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Assay;
import io.assay.language.Language;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every error of the handbooks is made by a program, and what its compiler or interpreter really
/// says is recognised.
class HandbookTest {
  private static Assay assay;

  @BeforeAll
  static void start() {
    assay = Assay.start();
  }

  @AfterAll
  static void stop() {
    assay.close();
  }

  @Test
  void pythonsErrorsAreExplained() throws InterruptedException {
    assertExplained(Language.PYTHON);
  }

  private static void assertExplained(Language language) throws InterruptedException {
    List<Cases.Result> results = Cases.tried(assay, language);
    Set<String> kinds = new HashSet<>();
    SoftAssertions softly = new SoftAssertions();
    for (Cases.Result result : results) {
      softly
          .assertThat(result.analysis())
          .as("%s%n%s", result.of(), result.wrote())
          .hasValueSatisfying(analysis -> {
            assertThat(analysis.category().word())
                .as("%s%n%s", result.of().code(), result.wrote())
                .isEqualTo(result.of().category());
            assertThat(String.join("\n", analysis.suggestions()))
                .as("%s%n%s", result.of().code(), result.wrote())
                .contains(result.of().suggestion());
            kinds.add(analysis.category() + " " + analysis.suggestions());
          });
    }
    softly.assertAll();
    assertThat(kinds).hasSizeGreaterThanOrEqualTo(50);
  }
}
