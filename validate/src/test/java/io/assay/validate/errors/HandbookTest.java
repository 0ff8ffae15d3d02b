package io.assay.validate.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Program;
import io.assay.language.Language;
import io.assay.validate.Finding;
import io.assay.validate.reading.Reader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  @Tag("slow")
  void pythonsErrorsAreExplained() throws InterruptedException {
    assertExplained(Language.PYTHON);
  }

  @Test
  @Tag("slow")
  void javaScriptsErrorsAreExplained() throws InterruptedException {
    assertExplained(Language.JAVASCRIPT);
  }

  @Test
  @Tag("slow")
  void gosErrorsAreExplained() throws InterruptedException {
    assertExplained(Language.GO);
  }

  @Test
  @Tag("slow")
  void rustsErrorsAreExplained() throws InterruptedException {
    assertExplained(Language.RUST);
  }

  @Test
  @Tag("slow")
  void javasErrorsAreExplained() throws InterruptedException {
    assertExplained(Language.JAVA);
  }

  @Test
  @Tag("slow")
  void typeScriptsErrorsAreExplained() throws InterruptedException {
    assertExplained(Language.TYPESCRIPT);
  }

  @Test
  @Tag("slow")
  void cppsErrorsAreExplained() throws InterruptedException {
    assertExplained(Language.CPP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "javascript", "go"})
  @Tag("slow")
  void whatAParserRefusesIsExplained(String name) throws InterruptedException {
    Language language = Language.named(name);
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    for (Cases.Case one : Cases.of(language)) {
      if (one.category().equals("syntax")) {
        String file = "c" + files.size() + "." + language.extensions().getFirst();
        files.put(file, new Program.Content.Text(Bytes.of(one.code())));
      }
    }
    Program program = new Program(files, files.firstEntry().getKey(), List.of(), Map.of());

    List<Finding> errors = Reader.of(language).read(assay, program).errors();

    // What only a compiler or a run finds is among the cases too.
    assertThat(errors.stream().map(Finding::file).distinct().count())
        .isGreaterThanOrEqualTo(files.size() / 2);
    assertThat(errors)
        .filteredOn(it -> Analysis.ofSyntax(language, it.message(), "").suggestions().isEmpty())
        .isEmpty();
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
