package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.Blame;
import io.assay.SandboxException;
import io.assay.language.Language;
import io.assay.validate.packages.Providers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipesTest {
  @TempDir Path folder;

  @BeforeEach
  void make() throws IOException {
    Files.createDirectories(folder.resolve("mine/data"));
    Files.writeString(folder.resolve("private"), "a secret");
    Files.writeString(folder.resolve("mine/data/words"), "some words");
    Files.createSymbolicLink(folder.resolve("mine/words"), Path.of("data/words"));
    Files.createSymbolicLink(folder.resolve("mine/out"), folder.resolve("private"));
  }

  private void says(String text) throws IOException {
    Files.writeString(folder.resolve("mine/template.toml"), text);
  }

  @Test
  void filesAreThoseOfTheFolder() throws IOException {
    says("files = ['data/words', 'words']");
    assertThat(Recipes.named("mine", folder).files().values())
        .allSatisfy(content -> assertThat(content.text()).isEqualTo("some words"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "requirements = '../private'",
        "requirements = 'out'",
        "requirements = '/proc/self/environ'",
        "files = ['out']"
      })
  void whatLiesElsewhereIsNotRead(String text) throws IOException {
    says(text);
    assertThatThrownBy(() -> Recipes.named("mine", folder))
        .isInstanceOfSatisfying(
            SandboxException.class, e -> assertThat(e.blame()).isEqualTo(Blame.CALLER))
        .hasMessageContaining("it lies outside of the template's folder");
  }

  @Test
  void whatIsSaidToBeInATemplateIsWhatItsRequirementsName() {
    List<String> required =
        Recipes.named("python-data", folder)
            .requirements()
            .lines()
            .map(line -> line.replaceFirst("==.*", ""))
            .toList();

    assertThat(Providers.of(Language.PYTHON).orElseThrow().templates().keySet())
        .containsExactlyInAnyOrderElementsOf(required);
  }
}
