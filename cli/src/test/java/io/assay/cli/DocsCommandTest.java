package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.cli.Command.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `assay docs`, in real repositories.
@Timeout(600)
class DocsCommandTest {
  @TempDir private Path folder;

  @BeforeEach
  void begin() throws Exception {
    git("init", "-q");
    page("old.md", "1");
    page("sub/changed.md", "2");
    page("gone.md", "3");
    git("add", ".");
    git("commit", "-q", "-m", "first");
    page("sub/changed.md", "4");
    page("sub/new.md", "5");
    Files.delete(folder.resolve("gone.md"));
  }

  @Test
  void aFolderWithoutDocumentsIsNoSuccess() throws Exception {
    Files.createDirectory(folder.resolve("empty"));

    Ended ended = Command.ended(within(Command.of("docs", "empty")));
    Ended document = Command.ended(within(Command.of("docs", "empty", "--json")));

    assertThat(ended.stderr()).isEqualTo("assay: no document was found in 'empty'\n");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(document.json().at("reports.size")).isEqualTo("0");
    assertThat(document.json().at("exitStatus")).isEqualTo("2");
    assertThat(document.status()).isEqualTo(2);
  }

  private void page(String name, String printed) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "```python\nprint(0)\n```\n\n```\n%s\n```\n".formatted(printed));
  }

  private ProcessBuilder within(ProcessBuilder builder) {
    builder.directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_AUTHOR_NAME", "a",
                "GIT_AUTHOR_EMAIL", "a@example.org",
                "GIT_COMMITTER_NAME", "a",
                "GIT_COMMITTER_EMAIL", "a@example.org"));
    return builder;
  }

  private void git(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    assertThat(Command.ended(within(new ProcessBuilder(command))).status()).isZero();
  }

  private Ended docs(String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("docs"));
    all.addAll(List.of(words));
    return Command.ended(within(Command.of(all.toArray(String[]::new))));
  }

  @Test
  void onlyWhatChangedSinceARevisionIsChecked() throws Exception {
    Ended ended = docs(".", "--changed-since", "HEAD");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.text())
        .contains("where '4' is shown")
        .contains("where '5' is shown")
        .contains("0 accepted, 2 rejected")
        .doesNotContain("old.md");
  }

  @Test
  void whatOnlyTheOtherBranchChangedIsNotChanged() throws Exception {
    git("branch", "other");
    git("commit", "-qam", "two");
    git("checkout", "-q", "other");
    page("sub/own.md", "6");

    Ended ended = docs(".", "--changed-since", "@{-1}");

    assertThat(ended.text()).contains("own.md").doesNotContain("changed.md", "old.md");
  }

  @Test
  void ofAChangedRepositoryWithinAllIsChecked() throws Exception {
    git("init", "-q", "within");
    page("within/a.md", "1");
    git("-C", "within", "add", ".");
    git("-C", "within", "commit", "-qm", "one");
    git("add", "within");
    git("commit", "-qam", "two");
    assertThat(docs("within", ".", "--changed-since", "HEAD").text()).doesNotContain("within/a.md");
    page("within/a.md", "2");

    assertThat(docs(".", "--changed-since", "HEAD").text()).contains("within/a.md");
  }

  @Test
  void whatAShallowCloneLacksIsTold(@TempDir Path elsewhere) throws Exception {
    git("commit", "-qam", "two");
    git("clone", "-q", "--depth", "1", "file://" + folder, elsewhere.resolve("a").toString());

    Ended ended = docs(elsewhere.resolve("a").toString(), "--changed-since", "HEAD~1");

    assertThat(ended.status()).isEqualTo(64);
    assertThat(ended.stderr()).contains("'HEAD~1' is no revision", "shallow", "--unshallow");
  }

  @Test
  void whereThereIsNoRepositoryIsTold(@TempDir Path elsewhere) throws Exception {
    Files.writeString(elsewhere.resolve("a.md"), "```python\n1\n```\n");

    Ended ended = docs(elsewhere.toString(), "--changed-since", "HEAD");

    assertThat(ended.status()).isEqualTo(64);
    assertThat(ended.stderr())
        .contains("'" + elsewhere.toRealPath())
        .contains("not a git repository");
  }

  @Test
  void whereNothingChangedThereIsNothingToSay() throws Exception {
    Ended ended = docs("old.md", "--changed-since", "HEAD");

    assertThat(ended.status()).isZero();
    assertThat(ended.text()).isEqualTo("0 accepted, 0 rejected, 0 undecided, 0 not run\n");
  }

  @Test
  void whatIsNotRunIsInEveryReport() throws Exception {
    Files.writeString(folder.resolve("old.md"), "```python ignore\nprint(0)\n```\n");

    Ended ended = docs("old.md", "--report", "json=a.json", "--report", "junit=a.xml");

    assertThat(ended.status()).isZero();
    assertThat(ended.text())
        .contains("old.md:1: not run: ")
        .contains("0 accepted, 0 rejected, 0 undecided, 1 not run");
    String reason = ended.text().lines().findFirst().orElseThrow().split(": not run: ")[1];
    assertThat(folder.resolve("a.json")).content().contains("\"notRun\":[{").contains(reason);
    assertThat(folder.resolve("a.xml")).content().contains("<skipped message=\"" + reason);
  }

  @Test
  void whatADocumentIsWarnedOfIsToldAndNotCountedAsCode() throws Exception {
    String token = "gh" + "p_" + "q7Xv2LmR9tKd4WzB8nHs3YcF6pJg5TaE1uVo";
    Files.writeString(
        folder.resolve("old.md"), "Set %s.\n\n```python\nprint(0)\n```\n".formatted(token));

    Ended ended = docs("old.md", "--report", "sarif=a.sarif", "--report", "json=a.json");

    assertThat(ended.status()).isZero();
    assertThat(ended.text())
        .contains("warning[security/secret]", "--> old.md:1:5", "old.md: accepted by security")
        .contains("\n1 accepted, 0 rejected, 0 undecided, 0 not run\n")
        .doesNotContain(token);
    assertThat(folder.resolve("a.sarif"))
        .content()
        .containsOnlyOnce("\"ruleId\":\"security/secret")
        .doesNotContain(token);
    assertThat(folder.resolve("a.json")).content().doesNotContain(token);
  }

  @Test
  void aRevisionThatIsNoneIsTold() throws Exception {
    Ended ended = docs(".", "--changed-since", "--output=x");

    assertThat(ended.status()).isEqualTo(64);
    assertThat(ended.stderr()).contains("'--output=x' is no revision of the repository in");
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void outputIsWrittenWhereThatIsAskedFor() throws Exception {
    Ended ended = docs("old.md", "--fix-output");

    assertThat(ended.status()).isZero();
    assertThat(ended.text()).contains("it is written there now");
    assertThat(folder.resolve("old.md")).content().contains("```\n0\n```");
  }

  @Test
  @Tag("slow")
  void aBlockIsRunInTheTemplateThatItNames() throws Exception {
    Path own = Files.createDirectories(folder.resolve("sub/own"));
    Files.writeString(
        own.resolve("template.toml"), "files = [\"words.py\"]\npreload = [\"words\"]\n");
    Files.writeString(own.resolve("words.py"), "known = 3\n");
    Path wrong = Files.createDirectories(folder.resolve("sub/wrong"));
    Files.writeString(wrong.resolve("template.toml"), "nonsense = 1\n");
    Files.writeString(
        folder.resolve("sub/templates.md"),
        """
        ```python template=./own expect=3
        import words; print(words.known)
        ```

        ```python should_fail
        import words
        ```

        ```python template=nowhere
        print(1)
        ```

        ```python template=wrong
        print(1)
        ```
        """);

    Ended ended = docs("sub/templates.md");

    assertThat(ended.status()).as(ended.text()).isEqualTo(2);
    assertThat(ended.text())
        .contains("2 accepted, 0 rejected, 2 undecided, 0 not run")
        .contains("it is for the template 'nowhere'")
        .contains("'nonsense' is not known");
  }
}
