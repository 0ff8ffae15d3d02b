package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.cli.Command.Ended;
import java.io.File;
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

/// `assay hook`, in real repositories.
@Timeout(600)
class HookCommandTest {
  /// Nobody ever issued it.
  private static final String TOKEN = "gh" + "p_" + "q7Xv2LmR9tKd4WzB8nHs3YcF6pJg5TaE1uVo";

  @TempDir private Path folder;

  @BeforeEach
  void begin() throws Exception {
    git("init", "-q");
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

  private Ended git(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    return Command.ended(within(new ProcessBuilder(command)));
  }

  private Ended assay(String... words) throws IOException, InterruptedException {
    return Command.ended(within(Command.of(words)));
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /// A start-up cache may be made while git waits for the hook, which it tells of its repository.
  @Test
  @Tag("slow")
  void whatMakesACacheLeavesTheRepositoryAlone() throws Exception {
    write("a.py", "print(1)\n");
    git("add", ".");
    ProcessBuilder training = Command.of("validate");
    training.command().set(training.command().size() - 2, Training.class.getName());
    training.environment().put("GIT_DIR", folder.resolve(".git").toString());
    training.environment().put("GIT_INDEX_FILE", folder.resolve(".git/index").toString());
    assertThat(Command.ended(training.redirectInput(new File("/dev/null"))).status()).isZero();
    assertThat(git("ls-files").text()).isEqualTo("a.py\n");
  }

  @Test
  void nothingStagedIsNothingToSay() throws Exception {
    Ended ended = assay("hook", "run");

    assertThat(ended.status()).isZero();
    assertThat(ended.text() + ended.stderr()).isEmpty();
    assertThat(assay("hook", "run", "--json").json().at("exitStatus")).isEqualTo("0");
  }

  @Test
  void whatIsStagedCountsAndNotWhatLiesThere() throws Exception {
    write("sub/a b.py", "def f(:\n");
    write("good.py", "import a_module_that_nobody_has\n");
    git("add", ".");
    write("sub/a b.py", "def f(): pass\n");
    write("good.py", "def g(:\n");

    Ended ended = assay("hook", "run");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.text())
        .contains("syntax/error")
        .contains("sub/a b.py:1")
        .contains("2 files in python: rejected")
        .doesNotContain("good.py");
    assertThat(ended.stderr()).contains("--no-verify");

    git("add", "sub/a b.py");
    assertThat(assay("hook", "run").status()).isZero();
  }

  @Test
  void whatIsDangerousIsToldAndCommitted() throws Exception {
    write("a.py", "import os\nos.system('rm ' + input())\ntoken = '%s'\n".formatted(TOKEN));
    write("b.js", "console.log(1)\n");
    git("add", ".");

    Ended ended = assay("hook", "run");

    assertThat(ended.status()).isZero();
    assertThat(ended.text())
        .contains("warning[security/shell]", "warning[security/secret]", "a.py:3:10")
        .doesNotContain(TOKEN, "b.js");
  }

  @Test
  void secretsInEveryTextThatIsStagedAreToldOnce(@TempDir Path elsewhere) throws Exception {
    List<String> names =
        List.of(
            ".env",
            "Dockerfile",
            "a b/configuration.yaml",
            "data.json",
            "notes.txt",
            "README.md",
            "main.py",
            "lib.h",
            "é.toml");
    for (String name : names) {
      write(name, "\n# " + TOKEN + "\n");
    }
    write("node_modules/a/.npmrc", TOKEN);
    write("image.png", "\u0089PNG\0" + TOKEN);
    write("left.txt", TOKEN);
    Files.writeString(elsewhere.resolve("outside"), TOKEN);
    Files.createSymbolicLink(folder.resolve("link.env"), elsewhere.resolve("outside"));
    git("add", ".");
    git("rm", "-q", "--cached", "left.txt");
    write("notes.txt", "nothing\n");
    write("later.txt", "nothing\n");
    git("add", "later.txt");
    write("later.txt", TOKEN);

    Ended ended = assay("hook", "run");

    assertThat(ended.status()).as(ended.stderr()).isZero();
    for (String name : names) {
      assertThat(ended.text()).as(ended.text()).containsOnlyOnce("--> " + name + ":2:3\n");
    }
    assertThat(ended.text().split("warning\\[", -1)).as(ended.text()).hasSize(names.size() + 1);
    assertThat(ended.text()).contains("other files: accepted by security").doesNotContain(TOKEN);
  }

  @Test
  void ofTextsWithoutSecretsPeopleAreToldNothing() throws Exception {
    write("settings.env", "A=1\n");
    git("add", ".");

    assertThat(assay("hook", "run").text()).isEmpty();
    assertThat(assay("hook", "run", "--json").json().at("reports.0.gates.0.gate"))
        .isEqualTo("security");
  }

  /// As git encrypts it, and decrypts it in the work tree.
  @Test
  void whatAFilterMakesOfAFileIsNotWhatIsCommitted() throws Exception {
    git("config", "filter.crypt.clean", "tr a-z b-za");
    git("config", "filter.crypt.smudge", "tr b-za a-z");
    write(".gitattributes", "*.env filter=crypt\n");
    write("a.env", TOKEN + "\n");
    git("add", ".");

    Ended ended = assay("hook", "run");

    assertThat(git("show", ":a.env").text()).isNotEmpty().doesNotContain(TOKEN);
    assertThat(ended.text() + ended.stderr()).isEmpty();
  }

  @Test
  @Tag("slow")
  void whatIsTooLongToBeLookedAtIsSaid() throws Exception {
    String large = "a".repeat(4 << 20);
    write("large.txt", large + TOKEN);
    write("large.py", "#" + large + "\n");
    write("z.env", TOKEN);
    write("minified.json", "[" + "1,".repeat(1 << 20) + "'" + TOKEN + "']\n");
    git("add", ".");

    Ended ended = assay("hook", "run");

    assertThat(ended.status()).as(ended.stderr()).isZero();
    assertThat(ended.text())
        .hasSizeLessThan(10_000)
        .contains("--> minified.json:1:2097155", "1 | ghp_****")
        .contains("'large.txt' was not looked at: the most are 4 MiB of one file, 64 MiB")
        .contains("'large.py' was not looked at: it is longer than 4 MiB")
        .contains("--> z.env:1:1");
  }

  @Test
  @Tag("slow")
  void ofTooManyTextsTheShortOnesAreLookedAt() throws Exception {
    String large = "a".repeat((4 << 20) - 2);
    for (int i = 10; i < 28; i++) {
      write(i + ".txt", i + large);
    }
    write("z.env", TOKEN);
    git("add", ".");

    Ended ended = assay("hook", "run");

    assertThat(ended.text())
        .contains("'25.txt' and 2 more were not looked at")
        .contains("64 MiB and 5000 files in all")
        .contains("--> z.env:1:1");
  }

  @Test
  @Tag("slow")
  void headersThatAreOnlyIncludedAreNotWarnedOf() throws Exception {
    write("old.h", "// " + TOKEN + "\n");
    git("add", ".");
    git("commit", "-qm", "one");
    write("new.h", "// " + TOKEN + "\n");
    write("main.cpp", "#include \"old.h\"\n#include \"new.h\"\n// " + TOKEN + "\n");
    git("add", ".");

    Ended ended = assay("hook", "run");

    assertThat(ended.status()).as(ended.stderr()).isZero();
    assertThat(ended.text())
        .containsOnlyOnce("--> new.h:1:4\n")
        .containsOnlyOnce("--> main.cpp:3:4\n")
        .doesNotContain("old.h:");
  }

  @Test
  void linksAndFilesThatAreTakenAwayAreNotCode() throws Exception {
    write("gone.py", "def f(:\n");
    git("add", ".");
    git("commit", "-qm", "one");
    git("rm", "-q", "gone.py");
    Files.createSymbolicLink(folder.resolve("link.py"), Path.of("to a place"));
    git("add", ".");

    assertThat(assay("hook", "run").status()).isZero();
  }

  @Test
  void aScriptThatIsCalledAsAnEndingIsNotCode() throws Exception {
    write("go", "#!/bin/sh\nexec go run .\n");
    write("tools/py", "#!/bin/sh\nexec python3 .\n");
    git("add", ".");

    Ended ended = assay("hook", "run");

    assertThat(ended.status()).as(ended.text()).isZero();
  }

  @Test
  void aNameThatReadsAsAPlaceInTheIndexIsAName() throws Exception {
    write("1:x.py", "def f(:\n");
    write("0:y.py", "def g(): pass\n");
    git("add", ".");

    Ended ended = assay("hook", "run");

    assertThat(ended.status()).as(ended.stderr()).isEqualTo(1);
    assertThat(ended.text()).contains("1:x.py:1").doesNotContain("0:y.py");
  }

  /// As after a merge.
  @Test
  void whatASparseCheckoutLeavesOutAndIsStagedCounts() throws Exception {
    write("here/x.py", "print(1)\n");
    write("there/y.py", "def f(:\n");
    git("add", ".");
    git("update-index", "--skip-worktree", "there/y.py");
    Files.delete(folder.resolve("there/y.py"));

    Ended ended = assay("hook", "run");

    assertThat(ended.status()).as(ended.stderr()).isEqualTo(1);
    assertThat(ended.text()).contains("there/y.py:1");
  }

  @Test
  @Tag("slow")
  void theHeadersOfARepositoryAreThereForItsCode(@TempDir Path elsewhere) throws Exception {
    Path calls = elsewhere.resolve("calls");
    Path git = Files.createDirectory(elsewhere.resolve("bin")).resolve("git");
    String path = System.getenv("PATH");
    Files.writeString(
        git, "#!/bin/sh\necho $1 $3 >> '%s'\nPATH='%s' exec git \"$@\"\n".formatted(calls, path));
    assertThat(git.toFile().setExecutable(true)).isTrue();
    for (int i = 0; i < 50; i++) {
      write("include/h%d.h".formatted(i), "inline int h%1$d() { return %1$d; }\n".formatted(i));
    }
    Files.createSymbolicLink(folder.resolve("include/own.h"), Path.of("h7.h"));
    Files.writeString(elsewhere.resolve("other.h"), "this is not for others\n");
    Files.createSymbolicLink(folder.resolve("include/other.h"), elsewhere.resolve("other.h"));
    git("add", ".");
    git("commit", "-qm", "one");
    write("good.cpp", "#include \"include/own.h\"\nint one() { return h7(); }\n");
    write("bad.cpp", "#include \"include/h8.h\"\nint two() { return h9(); }\n");
    write("left.cpp", "#include \"include/other.h\"\n");
    git("add", ".");

    ProcessBuilder builder = within(Command.of("hook", "run"));
    builder.environment().put("PATH", git.getParent() + ":" + path);
    Ended ended = Command.ended(builder);

    assertThat(ended.status()).as(ended.stderr()).isEqualTo(1);
    assertThat(ended.text())
        .contains("bad.cpp:2")
        .contains("h9")
        .doesNotContain("good.cpp", "not for others");
    assertThat(Files.readAllLines(calls)).hasSizeLessThan(10);
  }

  @Test
  void theCodeInStagedDocumentsRuns() throws Exception {
    write("docs/guide.md", "# Guide\n\n```python\nprint(1 / 0)\n```\n");
    git("add", ".");

    Ended ended = assay("hook", "run", "--format", "github");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.text())
        .contains("::error file=docs/guide.md,line=4")
        .contains("ZeroDivisionError");
  }

  @Test
  void ofAMergeWhatOneSideHasIsNotLookedAtAgain() throws Exception {
    git("checkout", "-qb", "main");
    write("both.txt", "1\n");
    git("add", ".");
    git("commit", "-qm", "one");
    git("checkout", "-qb", "other");
    write("both.txt", "2\n");
    write("theirs.py", "def f(:\n");
    write("changed.py", "def f(:\n");
    git("add", ".");
    git("commit", "-qm", "two");
    git("checkout", "-q", "main");
    write("both.txt", "3\n");
    git("commit", "-qam", "three");
    assertThat(git("merge", "other").status()).isNotZero();
    write("changed.py", "def g(:\n");
    git("add", ".");

    Ended ended = assay("hook", "run");

    assertThat(ended.status()).as(ended.stderr()).isEqualTo(1);
    assertThat(ended.text()).contains("changed.py:1").doesNotContain("theirs.py");

    write("changed.py", "def g(): pass\n");
    git("add", ".");
    assertThat(assay("hook", "run").status()).isZero();
  }

  /// As the framework pre-commit names all of them in continuous integration.
  @Test
  void whatIsNamedIsLookedAtAsItStandsInTheIndex() throws Exception {
    write("a.py", "def f(:\n");
    write("sub/b[1].py", "def g(:\n");
    write("sub/b1.py", "def h(:\n");
    git("add", ".");
    git("commit", "-qm", "one");
    write("a.py", "def f(): pass\n");
    assertThat(assay("hook", "run").status()).isZero();

    Ended ended = assay("hook", "run", "a.py");

    assertThat(ended.status()).as(ended.stderr()).isEqualTo(1);
    assertThat(ended.text()).contains("a.py:1").doesNotContain("b[1]");
    assertThat(ended.stderr()).doesNotContain("nothing is committed");

    ProcessBuilder below = within(Command.of("hook", "run", "b[1].py"));
    below.directory(folder.resolve("sub").toFile());
    assertThat(Command.ended(below).text()).contains("sub/b[1].py:1").doesNotContain("b1.py");
    assertThat(assay("hook", "run", "sub").text()).contains("b[1].py", "b1.py");

    Ended none = assay("hook", "run", "a.py", "new.py");
    assertThat(none.status()).isEqualTo(Exit.USAGE);
    assertThat(none.stderr()).contains("new.py", "git add");
  }

  @Test
  @Tag("slow")
  void ofALargeRepositoryDocumentsUseWhatIsShort() throws Exception {
    write("helper.py", "def six(): return 6\n");
    write("large.py", "#" + "a".repeat(9 << 20) + "\n");
    git("add", ".");
    git("commit", "-qm", "one");
    write(
        "numbers.py",
        "def f():\n  \"\"\"\n  >>> import helper\n  >>> helper.six()\n  6\n  \"\"\"\n");
    git("add", ".");
    assertThat(assay("hook", "run").text()).isEmpty();

    for (int i = 0; i < 5_000; i++) {
      write("data/" + i, "");
    }
    git("add", ".");
    git("commit", "-qm", "two", "--no-verify");
    write("page.md", "```python\nprint(1)\n```\n");
    git("add", ".");
    Ended ended = assay("hook", "run");
    assertThat(ended.status()).isZero();
    assertThat(ended.stderr()).contains("no other file of the repository: it has more than 5,000");
  }

  private Path executable(String file, String text) throws IOException {
    write(file, text);
    Path path = folder.resolve(file);
    assertThat(path.toFile().setExecutable(true)).isTrue();
    return path;
  }

  @Test
  void aHookThatWasThereStaysAndComesBackAsItWas() throws Exception {
    String theirs = "#!/bin/bash\necho theirs\nexec true\n";
    Path hook = executable(".git/hooks/pre-commit", theirs);

    assertThat(assay("hook", "install").status()).isZero();
    String ours = Files.readString(hook);
    assertThat(ours)
        .startsWith("#!/bin/bash\n# begin assay")
        .endsWith("# end assay\necho theirs\nexec true\n");
    assertThat(assay("hook", "install").stderr()).contains("already");
    assertThat(Files.readString(hook)).isEqualTo(ours);
    assertThat(hook.toFile().setExecutable(false, false)).isTrue();
    assertThat(assay("hook", "install").stderr()).contains("now");
    assertThat(hook).isExecutable();

    assertThat(assay("hook", "uninstall").status()).isZero();
    assertThat(Files.readString(hook)).isEqualTo(theirs);
    assertThat(assay("hook", "uninstall").stderr()).contains("did not");
  }

  @Test
  void aHookThatIsSwitchedOffIsNotSwitchedOn() throws Exception {
    write(".git/hooks/pre-commit", "#!/bin/sh\nexit 1\n");

    Ended ended = assay("hook", "install");

    assertThat(ended.status()).isEqualTo(Exit.USAGE);
    assertThat(ended.stderr()).contains("is not executable", "chmod +x");
    assertThat(folder.resolve(".git/hooks/pre-commit")).hasContent("#!/bin/sh\nexit 1\n");
  }

  @Test
  void aProgramIsNoScript() throws Exception {
    Path hook = executable(".git/hooks/pre-commit", "\177ELF\0\0");

    assertThat(assay("hook", "install").stderr()).contains("no shell script");
    assertThat(hook).hasContent("\177ELF\0\0");
  }

  /// As in a folder that git carries from one machine to others.
  @Test
  void whoHasNoAssayCanCommit(@TempDir Path elsewhere) throws Exception {
    assertThat(assay("hook", "install").status()).isZero();
    Path hook = folder.resolve(".git/hooks/pre-commit");
    Path gone = elsewhere.resolve("ä 'quoted' programs/assay");
    new Hook(hook, true).install(gone);
    write("a.txt", "1");
    git("add", ".");

    Ended without = git("commit", "-m", "one");

    assertThat(without.status()).as(without.stderr()).isZero();
    assertThat(without.stderr()).contains("assay is not there");

    Path bin = elsewhere.resolve("bin");
    for (Path place : List.of(bin, gone.resolveSibling(""))) {
      Path launcher = Files.createDirectories(place).resolve("assay");
      Files.writeString(launcher, "#!/bin/sh\necho $# $2 from \"${0%/*}\"\nexit 3\n");
      assertThat(launcher.toFile().setExecutable(true)).isTrue();
      ProcessBuilder commit =
          within(new ProcessBuilder("git", "commit", "--allow-empty", "-m", "two"));
      commit.environment().merge("PATH", "", (path, _) -> bin + ":" + path);
      Ended with = Command.ended(commit);
      assertThat(with.status()).isNotZero();
      assertThat(with.text() + with.stderr()).contains("2 run from " + place + "\n");
    }
  }

  /// As `pre-commit install` writes it, which keeps what was there as `pre-commit.legacy` and calls
  /// that first.
  private static final String PRE_COMMITS =
      """
      #!/usr/bin/env bash
      # File generated by pre-commit: https://pre-commit.com
      # ID: 138fd403232d2ddd5efb44317e38bf03
      "$0.legacy"
      """;

  @Test
  void besideTheFrameworkPreCommitItIsCalledOnceWhicheverCameFirst() throws Exception {
    Path hooks = folder.resolve(".git/hooks");
    Path hook = hooks.resolve("pre-commit");
    Path aside = hooks.resolve("pre-commit.legacy");

    // Ours, then the framework's.
    assay("hook", "install");
    Files.move(hook, aside);
    executable(".git/hooks/pre-commit", PRE_COMMITS);
    assertThat(assay("hook", "install").stderr()).contains("already");
    assertThat(hook).hasContent(PRE_COMMITS);
    assertThat(assay("hook", "uninstall").stderr()).contains("does not call it any more");
    assertThat(aside).doesNotExist();

    // The framework's, then ours: when it writes its own anew, ours is still there.
    assertThat(assay("hook", "install").stderr()).contains("now");
    assertThat(hook).hasContent(PRE_COMMITS);
    assertThat(aside).isExecutable().content().contains("hook run");

    // As it was done once.
    Files.delete(aside);
    new Hook(hook, true).install(Path.of("/opt/assay"));
    assertThat(assay("hook", "install").stderr()).contains("now");
    assertThat(hook).hasContent(PRE_COMMITS);
    assertThat(assay("hook", "uninstall").status()).isZero();
    assertThat(hook).hasContent(PRE_COMMITS);
  }

  @Test
  void anotherLanguagesHookIsLeftAsItIs() throws Exception {
    Path hook = folder.resolve(".git/hooks/pre-commit");
    Files.createDirectories(hook.getParent());
    Files.writeString(hook, "#!/usr/bin/env python3\nprint(1)\n");

    Ended ended = assay("hook", "install");

    assertThat(ended.status()).isEqualTo(Exit.USAGE);
    assertThat(ended.stderr()).contains("no shell script").contains("hook run");
    assertThat(Files.readString(hook)).isEqualTo("#!/usr/bin/env python3\nprint(1)\n");
  }

  @Test
  void theFolderThatGitIsToldOfIsUsed() throws Exception {
    git("config", "core.hooksPath", "my hooks");
    assertThat(assay("hook", "install").status()).isZero();
    assertThat(folder.resolve("my hooks/pre-commit"))
        .content()
        .startsWith("#!/bin/sh\n# begin assay");
    assertThat(assay("hook", "uninstall").status()).isZero();
    assertThat(folder.resolve("my hooks/pre-commit")).doesNotExist();
  }

  @Test
  void huskysIsLeftToHusky() throws Exception {
    assertThat(assay("hook", "install").status()).isZero();
    for (String place : List.of(".husky", "config/hooks")) {
      git("config", "core.hooksPath", place + "/_");
      executable(place + "/_/pre-commit", "#!/usr/bin/env sh\n. \"$(dirname \"$0\")/h\"");
      write(place + "/_/h", "sh -e \"$(dirname \"$(dirname \"$0\")\")/pre-commit\"\n");
      write(place + "/pre-commit", "npm test\n");
      Path own = folder.resolve(place).resolve("pre-commit");

      assertThat(assay("hook", "install").stderr()).contains(place + "/pre-commit calls it now");
      assertThat(own).content().contains("hook run").endsWith("\nnpm test\n");
      // Husky reads it, and git would tell of a change of its mode.
      assertThat(Files.isExecutable(own)).isFalse();
      assertThat(assay("hook", "install").stderr()).contains("already");
      assertThat(folder.resolve(".git/hooks/pre-commit")).doesNotExist();
      assertThat(assay("hook", "uninstall").stderr()).contains(place + "/pre-commit does not");
      assertThat(own).hasContent("npm test\n");
    }
  }

  /// As when Husky came later.
  @Test
  void whatGitDoesNotCallAnyMoreIsTakenAwayToo() throws Exception {
    assertThat(assay("hook", "install").status()).isZero();
    git("config", "core.hooksPath", ".hooks");

    assertThat(assay("hook", "uninstall").stderr()).contains(".git/hooks/pre-commit does not");
    assertThat(folder.resolve(".git/hooks/pre-commit")).doesNotExist();
  }

  @Test
  void outsideOfARepositoryIsSaid(@TempDir Path elsewhere) throws Exception {
    ProcessBuilder builder = within(Command.of("hook", "run"));
    builder.directory(elsewhere.toFile());
    builder.environment().put("GIT_CEILING_DIRECTORIES", String.valueOf(elsewhere.getParent()));

    Ended ended = Command.ended(builder);

    assertThat(ended.status()).isEqualTo(Exit.USAGE);
    assertThat(ended.stderr()).contains("not a git repository");
  }
}
