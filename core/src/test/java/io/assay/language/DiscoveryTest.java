package io.assay.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.assay.Assay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real tools of this host, and stand-ins for them as version managers and accidents leave them.
class DiscoveryTest {
  @TempDir Path home;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void anEmptyHome() throws IOException {
    environment.put("HOME", home.toString());
    environment.put("PATH", home.resolve("bin") + ":/usr/bin:/bin");
    Files.createDirectories(home.resolve("bin"));
  }

  @ParameterizedTest
  @Tag("slow")
  @ValueSource(strings = {"python", "javascript", "rust", "java", "cpp"})
  void aToolOfThisHostIsFoundWhereItReallyLives(String name) throws InterruptedException {
    Discovery discovery =
        Language.named(name).discover(new Host(System.getenv(), Assay.state(), line -> {}));

    Toolchain toolchain = found(discovery);

    assertThat(toolchain.version()).containsPattern("\\d+\\.\\d+");
    assertThat(toolchain.tools().values())
        .allSatisfy(DiscoveryTest::isUsable)
        .noneMatch(tool -> tool.contains("shims") || tool.contains("/.cargo/bin"));
    assertThat(toolchain.binds()).allSatisfy(bind -> assertThat(bind).exists());
    assertThat(toolchain.identity()).isNotEmpty();
  }

  private static void isUsable(String tool) {
    if (tool.endsWith(".jar") || tool.endsWith(".jsa") || tool.endsWith(".aot")) {
      assertThat(Path.of(tool)).isReadable();
    } else {
      assertThat(Path.of(tool)).isExecutable();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"go", "typescript"})
  @Tag("slow")
  void whatIsProvisionedOnceIsReadableByEverybodyAndThereAfterwards(String name)
      throws InterruptedException {
    Host host = new Host(System.getenv(), Assay.state(), line -> {});
    Toolchain toolchain = found(Language.named(name).discover(host));
    Path provisioned =
        toolchain.overlays().isEmpty()
            ? toolchain.binds().getFirst()
            : toolchain.overlays().getFirst().lower();

    assertThat(provisioned).isDirectoryRecursivelyContaining(Files::isRegularFile);
    assertThat(Host.refusal(provisioned)).isEmpty();
    assertThat(found(Language.named(name).discover(host.afresh()))).isEqualTo(toolchain);
  }

  @Test
  void aShimIsResolvedToThePythonItStartsWith() throws IOException, InterruptedException {
    Path real = systemPython();
    script(home.resolve("bin/python3"), "exec " + real + " \"$@\"");

    Toolchain toolchain = found(Language.PYTHON.discover(host()));

    assertThat(Path.of(toolchain.tool("python")).toRealPath()).isEqualTo(real.toRealPath());
    assertThat(toolchain.binds()).noneMatch(bind -> bind.startsWith(home));
  }

  @Test
  void aBrokenCandidateIsPassedOver() throws IOException, InterruptedException {
    Path real = systemPython();
    script(home.resolve("bin/python3"), "echo 'python3: no version is set' >&2; exit 127");
    script(home.resolve("bin/python"), "echo nonsense");

    Toolchain toolchain = found(Language.PYTHON.discover(host()));

    assertThat(Path.of(toolchain.tool("python")).toRealPath()).isEqualTo(real.toRealPath());
  }

  @Test
  void withoutTheRegistryTypeScriptSaysSoAndLeavesNothingHalfDone()
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/node")), "this host has no /usr/bin/node");
    script(
        home.resolve("bin/npm"), "mkdir node_modules; echo 'npm error code ENOTFOUND' >&2; exit 1");

    Discovery discovery = Language.TYPESCRIPT.discover(host());

    assertThat(discovery)
        .isInstanceOfSatisfying(
            Discovery.Missing.class,
            missing -> {
              assertThat(missing.what()).endsWith("that failed: code ENOTFOUND");
              assertThat(missing.remedy()).contains("registry").contains("copy");
            });
    assertThat(home.resolve("state/provisioned"))
        .isDirectoryNotContaining(entry -> Files.isDirectory(entry));
  }

  @Test
  void aToolThatOthersMayNotReadIsRefusedForRoot() throws IOException {
    Path tool = home.resolve("tool");
    script(tool, "true");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    boolean root = System.getProperty("user.name").equals("root");

    assertThat(Host.refusal(tool).isPresent()).isEqualTo(root);

    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(Host.refusal(tool)).isEmpty();
  }

  @Test
  void anActiveVirtualEnvironmentIsUsedAndItsPackagesAreItsIdentity()
      throws IOException, InterruptedException {
    Path real = systemPython();
    Path venv = home.resolve("work/venv");
    assumeTrue(
        host().ask(real, "-m", "venv", "--without-pip", venv.toString()).worked(),
        "this host's python lacks venv");
    environment.put("VIRTUAL_ENV", venv.toString());
    Toolchain before = found(Language.PYTHON.discover(host()));
    try (var sites = Files.walk(venv)) {
      Path site =
          sites.filter(folder -> folder.endsWith("site-packages")).findFirst().orElseThrow();
      Files.createDirectories(site.resolve("thing-1.0.dist-info"));
    }

    Toolchain after = found(Language.PYTHON.discover(host()));

    assertThat(before.tool("python")).startsWith(venv.toString());
    assertThat(before.binds()).contains(venv);
    assertThat(before.identity()).isNotEqualTo(after.identity());
    assertThat(after.identity().get("packages")).contains("thing-1.0");
  }

  @Test
  void aCredentialFileInAToolchainIsMasked() throws IOException, InterruptedException {
    Path real = systemPython();
    Path venv = home.resolve("work/venv");
    assumeTrue(
        host().ask(real, "-m", "venv", "--without-pip", venv.toString()).worked(),
        "this host's python lacks venv");
    environment.put("VIRTUAL_ENV", venv.toString());
    Files.writeString(
        venv.resolve("pip.conf"), "[global]\nindex-url = https://user:secret@example.com\n");
    Files.createDirectories(venv.resolve("etc/deep"));
    Files.writeString(venv.resolve("etc/deep/.netrc"), "secret");

    Toolchain toolchain = found(Language.PYTHON.discover(host()));

    assertThat(toolchain.masks())
        .contains(venv.resolve("pip.conf"), venv.resolve("etc/deep/.netrc"));
  }

  @Test
  void aFolderOfManyPurposesIsNeverBound() throws IOException {
    Files.createDirectories(home.resolve(".local/lib/node_modules"));
    Files.createDirectories(home.resolve(".cargo/bin"));
    Binds binds = new Binds(host());

    for (Path folder :
        List.of(
            home,
            home.resolve(".local"),
            home.resolve(".cargo"),
            Host.above(home),
            Path.of("/"),
            Path.of("/etc"))) {
      assertThat(binds.add(folder)).as(folder.toString()).isFalse();
    }

    assertThat(binds.paths()).isEmpty();
    assertThat(binds.add(home.resolve(".local/lib/node_modules"))).isTrue();
    assertThat(binds.paths()).containsExactly(home.resolve(".local/lib/node_modules"));
  }

  @Test
  @Tag("slow")
  void noToolchainOfThisHostShowsACredentialFile() throws IOException, InterruptedException {
    for (Language language :
        List.of(Language.PYTHON, Language.JAVASCRIPT, Language.RUST, Language.JAVA, Language.CPP)) {
      if (language.discover(new Host(System.getenv(), Assay.state(), line -> {}))
          instanceof Discovery.Found(Toolchain toolchain)) {
        for (Path bind : toolchain.binds()) {
          try (var files = Files.walk(bind, 4)) {
            assertThat(
                    files.filter(file ->
                        List.of("pip.conf", ".npmrc", "npmrc", "credentials.toml", ".netrc")
                            .contains(file.getFileName().toString())))
                .as(bind.toString())
                .allMatch(file -> toolchain.masks().contains(file));
          }
        }
      }
    }
  }

  @Test
  void aToolThatNeverAnswersIsGivenUp() throws IOException, InterruptedException {
    Path tool = home.resolve("bin/tool");
    script(tool, "sleep 60 & sleep 60");

    Host.Answer answer =
        host().ask(java.time.Duration.ofMillis(300), Path.of("/"), Map.of(), tool, List.of());

    assertThat(answer.worked()).isFalse();
    assertThat(answer.why()).contains("did not answer");
  }

  @Test
  void aToolThatIsAskedSeesNothingOfTheEnvironmentButWhatVersionManagersNeed()
      throws IOException, InterruptedException {
    environment.put("SECRET_TOKEN", "s");
    environment.put("PYENV_VERSION", "3.1");
    Path tool = home.resolve("bin/tool");
    script(tool, "env; cat");

    Host.Answer answer = host().ask(tool);

    assertThat(answer.worked()).isTrue();
    assertThat(answer.out()).contains("PYENV_VERSION=3.1").doesNotContain("SECRET_TOKEN");
  }

  @Test
  void higherVersionsComeFirst() throws IOException {
    for (String name : List.of("v9.1.0", "v10.0.0", "v10.0.0-rc", "v2")) {
      Files.createDirectories(home.resolve("versions").resolve(name));
    }

    assertThat(host().children(home.resolve("versions")))
        .extracting(path -> path.getFileName().toString())
        .containsExactly("v10.0.0", "v10.0.0-rc", "v9.1.0", "v2");
  }

  private Host host() {
    return new Host(environment, home.resolve("state"), line -> {});
  }

  private static Toolchain found(Discovery discovery) {
    assumeTrue(
        discovery instanceof Discovery.Found, () -> "this host lacks the tool: " + discovery);
    return ((Discovery.Found) discovery).toolchain();
  }

  private static Path systemPython() {
    Path python = Path.of("/usr/bin/python3");
    assumeTrue(Files.isExecutable(python), "this host has no /usr/bin/python3");
    return python;
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
