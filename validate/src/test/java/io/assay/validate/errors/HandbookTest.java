package io.assay.validate.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Program;
import io.assay.language.Language;
import io.assay.language.ProgramError;
import io.assay.validate.Finding;
import io.assay.validate.reading.Reader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "go | panic | runtime error: index out of range [3] with length 0 | the last index is len(…) - 1, and here the length is 0: check the bounds of the loop",
        "java | ArrayIndexOutOfBoundsException | Index 3 out of bounds for length 2 | the last index is length - 1, and the length is 2: check the bounds of the loop",
        "java | ArrayIndexOutOfBoundsException | -1 | the last index is length - 1: check the bounds of the loop",
        "cpp | std::out_of_range | vector::_M_range_check: __n (which is 3) >= this->size() (which is 0) | the index is 3, and there are 0 elements: at() wants an index below that number",
        "python | PermissionError | [Errno 13] Permission denied | a sandboxed program may not do that: a server takes a port above 1023, and nothing of the machine can be changed",
        "python | FileNotFoundError | [Errno 2] No such file or directory: '/etc/shadow' | the machine's own files are not in the sandbox: do without this one",
      })
  void whatIsToBeTriedIsSaidOnce(String name, String kind, String message, String advice) {
    ProgramError error =
        new ProgramError(kind, message, "", "", OptionalInt.empty(), OptionalInt.empty());

    assertThat(Analysis.of(Language.named(name), error, "").suggestions()).containsExactly(advice);
  }

  @Test
  void aModuleThatIsNotThereIsInTheTemplateThatHasItsPackage() {
    assertThat(missing("PIL"))
        .startsWith("it comes with the package pillow", "with --template python-data it is there");
    assertThat(missing("google.cloud.storage"))
        .contains(
            "with --template FOLDER it is there, if the template.toml in it requires google-cloud-storage");
    // Where Python names the part, it has the package.
    assertThat(missing("numpy.lnalg")).noneMatch(line -> line.contains("--template"));
  }

  private static List<String> missing(String module) {
    ProgramError error =
        new ProgramError(
            "ModuleNotFoundError",
            "No module named '%s'".formatted(module),
            "",
            "",
            OptionalInt.empty(),
            OptionalInt.empty());
    return Analysis.of(Language.PYTHON, error, "").suggestions();
  }

  @Test
  void aPackageThatIsNotThereIsNamedWithoutWhatIsSaidBehindIt() {
    ProgramError error =
        new ProgramError(
            "compile error",
            "no required module provides package github.com/gin-gonic/gin: go.mod file not found in current directory or any parent directory; see 'go help modules'",
            "",
            "",
            OptionalInt.empty(),
            OptionalInt.empty());

    assertThat(Analysis.of(Language.GO, error, "").suggestions().getFirst())
        .startsWith("'github.com/gin-gonic/gin' is not installed: name it in go.mod");
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
