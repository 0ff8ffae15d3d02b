package io.assay.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Program;
import io.assay.language.Language;
import io.assay.validate.report.Conclusion;
import io.assay.validate.report.Format;
import io.assay.validate.report.HumanFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SecurityTest {
  /// Nobody ever issued it.
  private static final String TOKEN = "gh" + "p_" + "q7Xv2LmR9tKd4WzB8nHs3YcF6pJg5TaE1uVo";

  private static Assay assay;

  @BeforeAll
  static void start() {
    assay = Assay.start();
  }

  @AfterAll
  static void stop() {
    assay.close();
  }

  private static Report judge(Language language, String entry, String... namesAndTexts)
      throws InterruptedException {
    return new Validation(assay, Validation.GATES, true)
        .judge(change(language, entry, namesAndTexts));
  }

  private static Change change(Language language, String entry, String... namesAndTexts) {
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      files.put(namesAndTexts[i], new Program.Content.Text(Bytes.of(namesAndTexts[i + 1])));
    }
    return Change.of(language, new Program(files, entry, List.of(), Map.of()));
  }

  private static List<Finding> warnings(Report report) {
    return report.judgements().stream()
        .filter(it -> it.gate().equals("security"))
        .map(it -> ((Verdict.Accepted) it.verdict()).warnings())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsDangerousIsAWarningWithItsPlaceAndARemedy() throws InterruptedException {
    Report report =
        judge(
            Language.PYTHON,
            "main.py",
            "main.py",
            "import os\n\ndef clean(path):\n    os.system('rm ' + path)\n\n# key: " + TOKEN + "\n");

    assertThat(report.verdict()).isInstanceOf(Verdict.Accepted.class);
    assertThat(warnings(report))
        .extracting(Finding::rule, it -> it.line().orElse(0), it -> it.column().orElse(0))
        .containsExactly(tuple("security/shell", 4, 8), tuple("security/secret", 6, 8));
    assertThat(warnings(report).getFirst().suggestion())
        .isEqualTo("give the program and its arguments as a list, without a shell");
    assertThat(warnings(report).getLast())
        .extracting(Finding::message, Finding::source)
        .containsExactly(
            "a GitHub token stands here in clear: 'ghp_\u2026', 40 characters",
            "# key: ghp_" + "*".repeat(36));
  }

  @Test
  void secretsAreFoundInEveryFileButThoseOfPackages() throws InterruptedException {
    Report report =
        judge(
            Language.JAVASCRIPT,
            "main.js",
            "main.js",
            "console.log(1);\n",
            "config/app.yaml",
            "a: 1\ntoken: " + TOKEN + "\n",
            "node_modules/a/index.js",
            "exports.token = '" + TOKEN + "'; eval(a);\n");

    assertThat(warnings(report))
        .extracting(Finding::file, it -> it.line().orElse(0))
        .containsExactly(tuple("config/app.yaml", 2));
  }

  @Test
  void whereThereIsTooMuchItIsSaidWhatIsLeftOut() throws InterruptedException {
    Report many =
        judge(
            Language.PYTHON,
            "main.py",
            "main.py",
            "print(1)\n",
            "a.txt",
            (TOKEN + "\n").repeat(100_000));
    assertThat(warnings(many)).hasSize(101);
    assertThat(warnings(many).getLast().message()).contains("more than 100");

    List<String> files = new ArrayList<>(List.of("main.py", "print(1)\n"));
    String large = "a".repeat(4 << 20);
    for (int i = 10; i < 28; i++) {
      files.addAll(List.of(i + ".txt", large));
    }
    Report much = judge(Language.PYTHON, "main.py", files.toArray(String[]::new));
    assertThat(warnings(much))
        .extracting(Finding::message)
        .containsExactly("from '25.txt' on, files were not looked at: there are too many");

    Report one = judge(Language.PYTHON, "a.py", "a.py", "print(1)\n", "b.py", "#" + large);
    assertThat(warnings(one))
        .extracting(Finding::message)
        .containsExactly("'b.py' was not looked at: it is longer than 4 MiB");
  }

  @Test
  void testsMayTrustTheirOwnServers() throws InterruptedException {
    String code =
        "package a\n\nimport \"crypto/tls\"\n\nvar C = &tls.Config{InsecureSkipVerify: true}\n";
    Report report =
        // Alone: the others would compile what it is about.
        new Validation(assay, List.of(new SecurityGate()), true)
            .judge(
                change(
                    Language.GO, "a.go", "a.go", "package a\n", "a_test.go", code, "b.go", code));

    assertThat(warnings(report)).extracting(Finding::file).containsExactly("b.go");
  }

  @Test
  void aProgramWithNothingOfTheKindIsAcceptedWithoutAWord() throws InterruptedException {
    assertThat(judge(Language.PYTHON, "main.py", "main.py", "print(1)\n").verdict())
        .isEqualTo(Verdict.accepted());
  }

  /// The line is shown by a gate that knows nothing of secrets, and said by the program.
  @Test
  void noReportTellsASecret() throws InterruptedException, IOException {
    String password = "Tr0ub4dor&3";
    String key = "q7Xv2LmR9tKd4WzB8nHs3YcF6pJg5TaE1uVo0iNyq7Xv2LmR9tKd4WzB8nHs3YcF";
    Report report =
        judge(
            Language.PYTHON,
            "main.py",
            "main.py",
            """
            import unittest
            KEY = '''
            -----BEGIN PRIVATE KEY-----
            %3$s
            -----END PRIVATE KEY-----
            '''
            class Speaking(unittest.TestCase):
                def test_it(self): self.assertEqual('%1$s', 'postgres://app:%2$s@db.internal/x')
            if __name__ == '__main__': raise ValueError('%1$s postgres://app:%2$s@db.internal/x')
            """
                .formatted(TOKEN, password, key));

    assertThat(report.verdict()).isInstanceOf(Verdict.Rejected.class);
    assertThat(warnings(report)).hasSize(5);
    List<Format> formats = new ArrayList<>(Format.ALL);
    formats.add(new HumanFormat(false));
    for (Format format : formats) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      format.write(new Conclusion("0", 1, List.of(report), List.of()), out);
      assertThat(out.toString(StandardCharsets.UTF_8))
          .as(format.name())
          .contains("a GitHub token stands here in clear")
          .doesNotContain(TOKEN, password, key);
    }
  }
}
