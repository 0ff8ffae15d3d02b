package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.Limits;
import io.assay.Program;
import io.assay.SandboxException;
import io.assay.language.Language;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
  @TempDir Path folder;

  @Test
  void oneFileIsTheEntryUnderItsOwnName() throws Exception {
    write("deep/below/main.py");
    Sources.Gathered gathered = gather(path("deep/below/main.py"));
    assertThat(gathered.program().files().sequencedKeySet()).containsExactly("main.py");
    assertThat(gathered.program().entry()).isEqualTo("main.py");
    assertThat(gathered.language()).isSameAs(Language.PYTHON);
  }

  @Test
  void whatSeveralPathsHaveInCommonIsLeftOut() throws Exception {
    write("src/lib/util.rs");
    write("src/main.rs");
    Program program = gather(path("src/lib/util.rs"), path("src/main.rs")).program();
    assertThat(program.files().sequencedKeySet()).containsExactly("lib/util.rs", "main.rs");
    assertThat(program.entry()).isEqualTo("main.rs");
  }

  @Test
  void aLanguageIsKnownByTheEndingInAnyCaseAndNotByAWholeName() throws Exception {
    write("MAIN.PY");
    assertThat(gather(path("MAIN.PY")).language()).isSameAs(Language.PYTHON);
    write("src/tool.py");
    write("src/go");
    assertThat(gather(path("src")).program().entry()).isEqualTo("tool.py");
    assertThatThrownBy(() -> gather(path("src/go"))).hasMessageContaining("--language");
    assertThat(Sources.namedLanguage("go")).isSameAs(Language.GO);
    assertThat(Sources.namedLanguage("rs")).isSameAs(Language.RUST);
  }

  @Test
  void aFoldersContentIsPutAtTheTop() throws Exception {
    write("src/main.py");
    write("src/pack/part.py");
    Program program = gather(path("src")).program();
    assertThat(program.files().sequencedKeySet())
        .containsExactlyInAnyOrder("main.py", "pack/part.py");
    assertThat(program.entry()).isEqualTo("main.py");
  }

  @Test
  void theEntryMayBeNamedAsItLiesHereOrThere() throws Exception {
    write("src/one.py");
    write("src/two.py");
    assertThat(gatherEntry(path("src/two.py")).entry()).isEqualTo("two.py");
    assertThat(gatherEntry("two.py").entry()).isEqualTo("two.py");
    assertThat(gatherEntry("./two.py").entry()).isEqualTo("two.py");
    assertThat(gatherEntry(path("src/../src/two.py")).entry()).isEqualTo("two.py");
    assertThatThrownBy(() -> gatherEntry("three.py"))
        .hasMessageContaining("--entry 'three.py'")
        .hasMessageContaining("one.py")
        .hasMessageContaining("two.py");
  }

  @Test
  void anEntryThatCouldBeSeveralIsAskedForWithTheCandidates() throws Exception {
    write("src/b.py");
    write("src/a.py");
    write("src/data.csv");
    assertThatThrownBy(() -> gather(path("src")))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("--entry")
        .hasMessageContaining("a.py, b.py")
        .hasMessageNotContaining("data.csv");
  }

  @Test
  void aPackageOfGoIsOneProgram() throws Exception {
    write("lib/b.go");
    write("lib/a.go");
    write("lib/a_test.go");
    assertThat(gather(path("lib")).program().entry()).isEqualTo("a.go");
    Files.writeString(Path.of(path("lib/b.go")), "package main\n\nfunc main() {}\n");
    assertThat(gather(path("lib")).program().entry()).isEqualTo("b.go");
    Files.writeString(Path.of(path("lib/a.go")), "package main\n\nfunc main() {}\n");
    assertThatThrownBy(() -> gather(path("lib"))).hasMessageContaining("--entry");
  }

  @Test
  void theCustomOfALanguageSaysWhatIsRun() throws Exception {
    write("crate/Cargo.toml");
    write("crate/build.rs");
    write("crate/src/lib.rs");
    write("crate/src/words.rs");
    assertThat(gather(path("crate")).program().entry()).isEqualTo("src/lib.rs");
    write("shapes/circle.cpp");
    write("shapes/draw.cpp");
    assertThatThrownBy(() -> gather(path("shapes"))).hasMessageContaining("--entry");
    Files.writeString(Path.of(path("shapes/draw.cpp")), "int main() { return 0; }\n");
    assertThat(gather(path("shapes")).program().entry()).isEqualTo("draw.cpp");
    write("node/lib/core.js");
    write("node/lib/rest.js");
    Files.writeString(Path.of(path("node/package.json")), "{\"main\": \"lib/core.js\"}\n");
    assertThat(gather(path("node")).program().entry()).isEqualTo("lib/core.js");
  }

  @Test
  void theOnlyProgramAmongDataIsTheEntry() throws Exception {
    write("src/count.py");
    write("src/data.csv");
    assertThat(gather(path("src")).program().entry()).isEqualTo("count.py");
  }

  @Test
  void linksThatLeaveTheFolderAreLeftOutAndNamed() throws Exception {
    write("src/main.py");
    write("secret.txt");
    Files.createSymbolicLink(folder.resolve("src/out.txt"), folder.resolve("secret.txt"));
    Files.createSymbolicLink(folder.resolve("src/up"), Path.of(".."));
    Files.createSymbolicLink(folder.resolve("src/same.py"), Path.of("main.py"));
    Files.createSymbolicLink(folder.resolve("src/dangling"), Path.of("nothing"));
    Sources.Gathered gathered = gatherNamed("main.py", path("src"));
    assertThat(gathered.program().files().sequencedKeySet())
        .containsExactlyInAnyOrder("main.py", "same.py");
    assertThat(gathered.skipped())
        .anyMatch(it -> it.contains("out.txt") && it.contains("out of the folder"))
        .anyMatch(it -> it.contains("up"))
        .anyMatch(it -> it.contains("dangling"))
        .hasSize(3);
  }

  @Test
  void historiesAreNotPartOfAProgram() throws Exception {
    write("src/main.py");
    write("src/.git/config");
    write("src/sub/.git/config");
    write("src/node_modules/left-pad/index.js");
    assertThat(gatherNamed("main.py", path("src")).program().files().sequencedKeySet())
        .containsExactlyInAnyOrder("main.py", "node_modules/left-pad/index.js");
  }

  @Test
  void aFifoInAFolderIsLeftOutWithoutWaitingForIt() throws Exception, InterruptedException {
    write("src/main.py");
    assertThat(new ProcessBuilder("mkfifo", path("src/pipe")).start().waitFor()).isZero();
    assertThat(gather(path("src")).skipped()).singleElement().asString().contains("pipe");
  }

  @Test
  void moreThanTheDiskHoldsIsRefusedBeforeItIsCopied() throws Exception {
    write("src/main.py");
    Files.write(folder.resolve("src/big"), new byte[70_000]);
    Limits small = Limits.DEFAULT.withDiskBytes(65_536);
    assertThatThrownBy(() -> gather(small, path("src")))
        .hasMessageContaining("64 KiB")
        .hasMessageContaining("--disk");
    for (int at = 0; at < 20; at++) {
      write("many/" + at + ".py");
    }
    assertThatThrownBy(() -> gather(Limits.DEFAULT.withDiskFiles(16), path("many")))
        .hasMessageContaining("more than 16 files")
        .hasMessageContaining("--disk-files");
  }

  @Test
  void twoFilesOfOneNameAreRefused() throws Exception {
    write("one/main.py");
    write("two/main.py");
    assertThatThrownBy(() -> gather(path("one"), path("two")))
        .hasMessageContaining("would both be 'main.py'");
    assertThatThrownBy(() -> gather(path("one/main.py"), path("one/main.py")))
        .hasMessageContaining("named twice");
  }

  @Test
  void codeFromStdinNeedsItsLanguageAndStandsAlone() throws Exception {
    assertThatThrownBy(() -> gather("-")).hasMessageContaining("--language");
    assertThatThrownBy(() -> gather("-", "other.py")).hasMessageContaining("alone");
    Sources.Gathered gathered =
        Sources.gather(
            folder,
            List.of("-"),
            Optional.empty(),
            Optional.of(Language.PYTHON),
            Limits.DEFAULT,
            new ByteArrayInputStream("print(1)".getBytes(StandardCharsets.UTF_8)));
    assertThat(gathered.program().entry()).isEqualTo("main.py");
  }

  @Test
  void whatIsNotThereIsNamedWithTheLikelyReason() throws Exception {
    assertThatThrownBy(() -> gather(path("nothing.py")))
        .hasMessageContaining("nothing.py")
        .hasMessageContaining("after --");
  }

  @Test
  void aFileThatDoesNotTellItsLanguageIsAskedAbout() throws Exception {
    write("program.xyz");
    assertThatThrownBy(() -> gather(path("program.xyz")))
        .hasMessageContaining("--language")
        .hasMessageContaining("python");
  }

  @Test
  void whereNoFileIsToBeRunItsTestsJudgeALibrary() throws Exception {
    write("lib/src/pkg/__init__.py");
    write("lib/src/pkg/calc.py");
    write("lib/tests/test_calc.py");
    write("app/main.py");
    write("app/test_main.py");
    write("two/one.py");
    write("two/other.py");
    write("cmake/CMakeLists.txt");
    write("cmake/calc.cpp");
    write("cmake/tests.cpp");
    write("cmake/vector.cpp");

    assertThat(tested("lib").library()).isTrue();
    assertThat(tested("cmake").library()).isTrue();
    assertThat(tested("cmake").program().entry()).isEqualTo("calc.cpp");
    assertThat(tested("lib").program().entry()).isEqualTo("src/pkg/__init__.py");
    assertThat(tested("app").library()).isFalse();
    assertThatThrownBy(() -> tested("two")).hasMessageContaining("--entry");
    assertThatThrownBy(() -> gather(path("lib"))).hasMessageContaining("--entry");
  }

  private Sources.Gathered tested(String name) throws InterruptedException {
    return Sources.gatherTested(
        folder,
        List.of(path(name)),
        Optional.empty(),
        Optional.empty(),
        Limits.DEFAULT,
        InputStream.nullInputStream());
  }

  @Test
  void anEmptyFolderHasNothingToRun() throws Exception {
    Files.createDirectories(folder.resolve("empty"));
    assertThatThrownBy(() -> gather(path("empty"))).hasMessageContaining("nothing to run");
  }

  @Test
  void languagesAreKnownByNameAliasAndFileEnding() throws Exception {
    for (Language language : Language.ALL) {
      assertThat(Sources.language(language.name())).contains(language);
      language.aliases().forEach(it -> assertThat(Sources.language(it)).contains(language));
      language.extensions().forEach(it -> assertThat(Sources.language(it)).isPresent());
    }
    assertThat(Sources.language("cobol")).isEmpty();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private void write(String name) throws Exception {
    Path file = folder.resolve(name);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, "print(1)\n");
  }

  private Program gatherEntry(String entry) throws InterruptedException {
    return gatherNamed(entry, path("src")).program();
  }

  private Sources.Gathered gatherNamed(String entry, String path) throws InterruptedException {
    return Sources.gather(
        folder,
        List.of(path),
        Optional.of(entry),
        Optional.empty(),
        Limits.DEFAULT,
        InputStream.nullInputStream());
  }

  private Sources.Gathered gather(String... paths) throws InterruptedException {
    return gather(Limits.DEFAULT, paths);
  }

  private Sources.Gathered gather(Limits limits, String... paths) throws InterruptedException {
    return Sources.gather(
        folder,
        List.of(paths),
        Optional.empty(),
        Optional.empty(),
        limits,
        InputStream.nullInputStream());
  }
}
