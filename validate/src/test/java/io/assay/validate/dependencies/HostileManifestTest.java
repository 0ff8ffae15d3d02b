package io.assay.validate.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Long texts that take long to be read by what looks at each place of them anew.
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileManifestTest {
  private static final int SIZE = 200_000;

  private static final String SPACES = " ".repeat(SIZE);

  static Stream<String> texts() {
    return Stream.of(
        "\n".repeat(SIZE),
        "[".repeat(SIZE),
        "[a" + SPACES + "b",
        "a" + SPACES + "b",
        "a ".repeat(SIZE / 2),
        "\"".repeat(SIZE),
        "a==1" + SPACES + "b",
        "a@,".repeat(SIZE / 3),
        "a@,".repeat(SIZE / 3) + "\"a:",
        "packages:\n  a@1" + "1".repeat(SIZE) + ":a:",
        "[libraries]\na = \"" + "a".repeat(SIZE) + "\"",
        "[libraries]\na = { " + "a".repeat(SIZE) + " }",
        "[options]\ninstall_requires =\n    a" + SPACES + "b",
        "install_requires = [".repeat(SIZE / 20),
        "[packages]\n" + "a = {".repeat(SIZE / 5),
        "<dependency>\n<version>" + SPACES + "<",
        "'a:a".repeat(SIZE / 4),
        "dependencies {\n" + "'a:a:$a".repeat(SIZE / 7),
        "dependencies {\n" + "group: 'a', ".repeat(SIZE / 12),
        "dependencies{".repeat(SIZE / 13),
        "<project>".repeat(SIZE / 9),
        "<a ".repeat(SIZE / 3),
        "<!--".repeat(SIZE / 4),
        "<dependency>${a}</dependency>".repeat(SIZE / 29),
        "[dependencies.a]\n".repeat(SIZE / 17),
        "[dependencies.a]\n" + "path ".repeat(SIZE / 5),
        "[project]\ndependencies = [" + "[{('a'".repeat(SIZE / 6),
        "extras_require={".repeat(SIZE / 16),
        "replace a.b/c => ".repeat(SIZE / 17),
        "replace (\n" + "a.b/c => d.e/f v1\n".repeat(SIZE / 18),
        "{\"dependencies\": {\"a\": ".repeat(200),
        "{\"dependencies\": {\"a\": \"" + "a".repeat(SIZE) + "\"}}",
        "a.a/" + "a".repeat(SIZE),
        "{\"packages\": ".repeat(300),
        "[[package]]\nname = \"a\"\n".repeat(SIZE / 24));
  }

  @Tag("slow")
  @ParameterizedTest(name = "{index}")
  @MethodSource("texts")
  void isReadInTime(String text) {
    for (String file :
        new String[] {
          "yarn.lock",
          "pnpm-lock.yaml",
          "poetry.lock",
          "gradle.lockfile",
          "Pipfile",
          "Pipfile.lock",
          "setup.cfg",
          "setup.py",
          "gradle/libs.versions.toml",
          "package.json",
          "package-lock.json",
          "pyproject.toml",
          "requirements.txt",
          "go.mod",
          "Cargo.toml",
          "Cargo.lock",
          "pom.xml",
          "build.gradle",
          "main.py"
        }) {
      assertThat(Manifests.read(Map.of(file, text))).as(file).hasSizeLessThan(SIZE);
      assertThat(Manifests.own(Map.of(file, text))).as(file).hasSizeLessThan(SIZE);
    }
  }
}
