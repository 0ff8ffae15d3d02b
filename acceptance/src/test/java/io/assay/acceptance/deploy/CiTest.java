package io.assay.acceptance.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Bytes;
import io.assay.acceptance.Json;
import io.assay.acceptance.Product;
import io.assay.acceptance.Product.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is in `deploy/` for the continuous integration of others.
class CiTest {
  private static final Path DEPLOY = Path.of("../deploy").toAbsolutePath().normalize();
  private static final Pattern VARIABLE = Pattern.compile("\\bASSAY_[A-Z_]+");

  @TempDir private Path checkout;
  private Path project;

  @BeforeEach
  void begin() throws IOException {
    Path deploy = Files.createDirectory(checkout.resolve("deploy"));
    Files.copy(DEPLOY.resolve("ci"), deploy.resolve("ci"));
    Files.createSymbolicLink(checkout.resolve("assay"), Product.program());
    project = Files.createDirectory(checkout.resolve("project"));
    Files.writeString(project.resolve("bad one.py"), "print(1 / 0)\n");
    Files.writeString(project.resolve("good.py"), "print(1)\n");
    Files.writeString(project.resolve("page.md"), "```python\nprint(2)\n```\n");
  }

  private Ended ci(Map<String, String> variables) {
    ProcessBuilder shell =
        new ProcessBuilder("sh", checkout.resolve("deploy/ci").toString())
            .directory(project.toFile());
    shell.environment().keySet().removeIf(name -> name.equals("GITHUB_ACTIONS"));
    shell.environment().putAll(Product.environment());
    shell.environment().putAll(variables);
    return Product.finish(shell, Bytes.of(""));
  }

  @Test
  void everythingNamedIsCheckedAndTheWorstCounts() throws IOException {
    Ended ended =
        ci(
            Map.of(
                "ASSAY_VALIDATE", "bad one.py\ngood.py\n",
                "ASSAY_DOCS", "page.md",
                "ASSAY_REPORTS", "out",
                "GITHUB_ACTIONS", "true"));

    assertThat(ended.status()).as("%s", ended).isEqualTo(1);
    assertThat(ended.stdout().text())
        .contains("::error file=bad one.py,line=1,")
        .contains("accepted: good.py", "accepted: page.md:1");
    for (int call = 1; call <= 3; call++) {
      Json sarif = Json.parse(Files.readString(project.resolve("out/" + call + ".sarif")));
      assertThat(sarif.at("version").text()).isEqualTo("2.1.0");
      assertThat(project.resolve("out/" + call + ".xml")).content().contains("<testsuite ");
    }
  }

  @Test
  void whatIsRightPasses() {
    assertThat(ci(Map.of("ASSAY_VALIDATE", "good.py", "ASSAY_DOCS", "page.md")).status()).isZero();
  }

  @Test
  @Tag("slow")
  void whatCannotBeDecidedFailsWhereThatIsAskedFor() throws IOException {
    Files.writeString(project.resolve("page.md"), "```python template=python-2.7\nprint(2)\n```\n");

    assertThat(ci(Map.of("ASSAY_DOCS", "page.md")).status()).isZero();
    assertThat(ci(Map.of("ASSAY_DOCS", "page.md", "ASSAY_STRICT", "true")).status()).isEqualTo(2);
  }

  @Test
  void nothingToCheckIsAMistake() {
    Ended ended = ci(Map.of());

    assertThat(ended.status()).isEqualTo(64);
    assertThat(ended.stderr()).contains("ASSAY_VALIDATE").contains("ASSAY_DOCS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"github-action/action.yml", "gitlab.yml"})
  void everyVariableOfTheScriptCanBeSet(String file) throws IOException {
    Set<String> known = variables(Files.readString(DEPLOY.resolve("ci")));

    Set<String> set = variables(Files.readString(DEPLOY.resolve(file)));

    assertThat(set).containsAll(known);
  }

  private static Set<String> variables(String text) {
    Set<String> names = new TreeSet<>();
    Matcher name = VARIABLE.matcher(text);
    while (name.find()) {
      names.add(name.group());
    }
    return names;
  }
}
