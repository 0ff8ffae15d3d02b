package io.assay.validate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.validate.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentWarningsTest {
  /// Nobody ever issued it.
  private static final String TOKEN = "gh" + "p_" + "q7Xv2LmR9tKd4WzB8nHs3YcF6pJg5TaE1uVo";

  @TempDir private Path folder;

  /// Line, column and rule of each, as what documents show is planned and before any of it is run.
  private List<String> warnings(String name, String text) throws Exception {
    Path file = Files.writeString(folder.resolve(name), text);
    Document document = Document.read(file, name);
    Format format = Format.of(file).orElseThrow();
    Plan plan = Plan.of(document, format.blocks(document), Surroundings.NONE);
    return DocumentWarnings.of(document, plan.groups()).stream()
        .flatMap(report -> ((SnippetReport.Warned) report.result()).warnings().stream())
        .map(DocumentWarningsTest::told)
        .toList();
  }

  private static String told(Finding finding) {
    assertThat(finding.toString()).doesNotContain(TOKEN);
    String rule = finding.rule().replaceFirst("^security/", "");
    return finding.line().orElse(0) + ":" + finding.column().orElse(0) + " " + rule;
  }

  @Test
  void secretsAreToldOnceWhereverTheyStand() throws Exception {
    String text =
        """
        # Title

        Set `%1$s`.

        ```yaml
        token: %1$s
        ```

        > ```python
        > token = "%1$s"
        > ```

        ```python continue
        print(1)
        ```

        <!-- %1$s -->
        """
            .formatted(TOKEN);

    assertThat(warnings("page.md", text))
        .containsExactly("3:6 secret", "6:8 secret", "10:12 secret", "17:6 secret");
    assertThat(warnings("page.md", "\uFEFF\r\nA\r\n\r\n " + TOKEN + "\r\n"))
        .containsExactly("4:2 secret");
    assertThat(warnings("page.rst", "A\n=\n\n.. code-block:: python\n\n   t = '" + TOKEN + "'\n"))
        .containsExactly("6:9 secret");
    assertThat(
            warnings(
                "page.ipynb",
                "{\"cells\": [{\"cell_type\": \"code\", \"metadata\": {}, \"source\": [\n\"t = '%s'\"]}]}"
                    .formatted(TOKEN)))
        .containsExactly("2:7 secret");
  }

  @Test
  void aDocumentWithNothingOfTheKindIsNotReported() throws Exception {
    assertThat(warnings("page.md", "# Title\n\n```python\nprint(1)\n```\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "python     | import os;os.system('rm ' + input())                     | 16 shell",
        "js         | eval(location.hash)                                      | 3 evaluation",
        "ts         | eval(location.hash)                                      | 3 evaluation",
        "go         | exec.Command('sh', '-c', 'ls ' + os.Args[1]).Run()        | 8 shell",
        "rust       | let c = std::process::Command::new('sh').arg('-c').arg(format!('ls {}', name)); | 34 shell",
        "java       | Runtime.getRuntime().exec('sh -c ls ' + name);           | 24 shell",
        "cpp        | std::system((std::string('ls ') + argv[1]).c_str());     | 8 shell"
      })
  void callsInFragmentsHaveTheirPlaceInTheDocument(String label, String code, String place)
      throws Exception {
    String fence = "> ```%s\n> \n> %s\n> ```\n".formatted(label, code.replace('\'', '"'));

    assertThat(warnings("page.md", "# Title\n\n" + fence)).containsExactly("5:" + place);
  }

  @Test
  void whatIsTypedIsLookedAtButInAShell() throws Exception {
    String text =
        """
        ```pycon
        >>> command = 'ls ' + input()
        >>> import os
        >>> os.system(command)
        0
        ```

        ```console
        $ curl https://example.org/install.sh | sh
        ```

        ```sh
        curl https://example.org/install.sh | sh
        ```
        """;

    assertThat(warnings("page.md", text)).containsExactly("4:8 shell");
  }

  @Test
  void whatGoesOnIsToldOnceAndKnowsWhatCameBefore() throws Exception {
    String text =
        """
        ```python
        import os
        os.system('ls ' + input())
        command = 'ls ' + input()
        ```

        ```python continue no_run
        os.system(command)
        ```
        """;

    assertThat(warnings("page.md", text)).containsExactly("3:4 shell", "8:4 shell");
  }

  @Test
  void whatIsShownToFailOrNotTriedIsNotCode() throws Exception {
    for (String word : List.of("ignore", "should_fail", "compile_fail")) {
      String text = "```python %s\nimport os\nos.system('ls ' + input())\n```\n".formatted(word);
      assertThat(warnings("page.md", text)).as(word).isEmpty();
    }
  }

  @Test
  void thereIsABoundToWhatIsTold() throws Exception {
    List<String> all = warnings("page.md", ("- " + TOKEN + "\n").repeat(20_000));

    assertThat(all).hasSize(101).endsWith("0:0 more");
  }

  @Test
  void hostileTextTakesNoMoreTimeThanItsLengthSays() throws Exception {
    String mark = "-----BEGIN PRIVATE KEY-----\n> ";
    String fences = "```python continue\nos.system(\"a\" + b)\n```\n\n";
    for (String text :
        List.of(
            mark.repeat(1_000_000 / mark.length()), fences.repeat(1_000_000 / fences.length()))) {
      long start = System.nanoTime();
      assertThat(warnings("page.md", text)).hasSizeLessThan(102);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }
}
