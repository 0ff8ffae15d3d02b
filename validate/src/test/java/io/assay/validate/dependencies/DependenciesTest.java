package io.assay.validate.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Program;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.Finding;
import io.assay.validate.Gate;
import io.assay.validate.Validation;
import io.assay.validate.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The gate `dependencies`, with data that were brought as users bring them.
class DependenciesTest {
  @TempDir static Path state;
  @TempDir static Path source;
  @TempDir static Path empty;

  private static Assay assay;

  @BeforeAll
  static void start() throws Exception {
    assay = Assay.start(state, _ -> {});
    Exports.write(
        source,
        Ecosystem.PYPI,
        Exports.advisory("MAL-2024-1", Ecosystem.PYPI, "reqeusts", Exports.range("0", "")),
        Exports.advisory(
            "MAL-2025-2", Ecosystem.PYPI, "ultralytics", "\"versions\": [\"8.3.41\", \"8.3.42\"]"),
        Exports.advisory(
            "GHSA-1", Ecosystem.PYPI, "jinja2", Exports.range("0", "\"fixed\": \"3.1.5\"")),
        Exports.advisory(
            "GHSA-2", Ecosystem.PYPI, "Jinja2", Exports.range("3.0", "\"fixed\": \"3.1.6\"")));
    Exports.write(
        source,
        Ecosystem.NPM,
        Exports.advisory("MAL-2025-3", Ecosystem.NPM, "event-stream-bad", Exports.range("0", "")),
        Exports.advisory("MAL-2025-4", Ecosystem.NPM, "chalk", "\"versions\": [\"5.6.1\"]"));
    Exports.write(
        source,
        Ecosystem.CRATES,
        Exports.advisory(
            "RUSTSEC-1",
            Ecosystem.CRATES,
            "time",
            Exports.range("0.1.0", "\"fixed\": \"0.2.23\"")));
    AdvisoryUpdate update =
        new AdvisoryUpdate(Advisories.in(state), Duration.ofMinutes(1), _ -> {});
    for (Ecosystem ecosystem : List.of(Ecosystem.PYPI, Ecosystem.NPM, Ecosystem.CRATES)) {
      update.update(ecosystem, source.toString());
    }
    Path list = source.resolve("popular.json");
    Files.writeString(
        list,
        IntStream.range(0, 3_000)
            .mapToObj("0123456789-%d"::formatted)
            .collect(Collectors.joining("\",\"", "[\"popular_crate\",\"", "\",\"hardly-known\"]")));
    update.updatePopular(Ecosystem.CRATES, list.toString());
  }

  @AfterAll
  static void stop() {
    assay.close();
  }

  private static String told(Language language, Map<String, String> texts)
      throws InterruptedException {
    return told(assay, language, texts);
  }

  private static String told(Assay where, Language language, Map<String, String> texts)
      throws InterruptedException {
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    texts.forEach((name, text) -> files.put(name, new Program.Content.Text(Bytes.of(text))));
    String entry =
        files.keySet().stream()
            .filter(name -> name.endsWith("." + language.extensions().getFirst()))
            .findFirst()
            .orElseThrow();
    List<Gate> gates =
        Validation.GATES.stream().filter(gate -> gate.name().equals("dependencies")).toList();
    Verdict verdict =
        new Validation(where, gates, true)
            .judge(Change.of(language, new Program(files, entry, List.of(), Map.of())))
            .verdict();
    return switch (verdict) {
      case Verdict.Accepted(var warnings) -> "accepted\n" + lines(warnings);
      case Verdict.Rejected(var findings) -> "rejected\n" + lines(findings);
      case Verdict.Undecided(String reason) -> "undecided: " + reason + "\n";
    };
  }

  private static String lines(List<Finding> findings) {
    return findings.stream()
        .map(it ->
            "%s:%d %s: %s (%s)%n"
                .formatted(
                    it.file(), it.line().orElse(0), it.rule(), it.message(), it.suggestion()))
        .collect(Collectors.joining());
  }

  /// A slip is one from a name that many use.
  @Test
  void aPopularPackageIsHeardOfAndASlipFromOneIsSeen() throws Exception {
    assertThat(
            told(
                Language.RUST,
                Map.of(
                    "main.rs",
                    "fn main() {}",
                    "Cargo.toml",
                    """
                    [dependencies]
                    popular-crate = "1"
                    hardly_known = "1"
                    popular-crates = "1"
                    hardly-knowm = "1"
                    """)))
        .isEqualTo(
            """
            accepted
            Cargo.toml:4 dependencies/near-miss: 'popular-crates' is not known here, and is nearly 'popular-crate' (did you mean 'popular-crate'?)
            Cargo.toml:5 dependencies/unknown: 'hardly-knowm' is not known here (look it up: it may be rare, or made up)
            """);
  }

  @Test
  void whatHarmsIsRejectedByItsName() throws Exception {
    assertThat(
            told(
                Language.PYTHON,
                Map.of(
                    "main.py", "print(1)\n", "requirements.txt", "# known\nnumpy\nReqeusts>=2\n")))
        .isEqualTo(
            """
            rejected
            requirements.txt:3 dependencies/malicious: 'Reqeusts' is known to be malicious: MAL-2024-1 (did you mean 'requests'?)
            """);
  }

  @Test
  void releasesThatHarmAreToldByTheirVersion() throws Exception {
    assertThat(
            told(
                Language.PYTHON,
                Map.of("main.py", "print(1)\n", "requirements.txt", "ultralytics==8.3.41\n")))
        .startsWith("rejected\nrequirements.txt:1 dependencies/malicious: 'ultralytics' 8.3.41 ");
    assertThat(
            told(
                Language.PYTHON,
                Map.of("main.py", "print(1)\n", "requirements.txt", "ultralytics==8.3.43\n")))
        .isEqualTo("accepted\n");
    assertThat(
            told(
                Language.PYTHON,
                Map.of("main.py", "print(1)\n", "requirements.txt", "ultralytics\n")))
        .isEqualTo(
            """
            accepted
            requirements.txt:1 dependencies/malicious-versions: 'ultralytics' has versions that are known to be malicious: MAL-2025-2 (name one version that is none of these: 8.3.41, 8.3.42)
            """);
  }

  @Test
  void whatIsVulnerableIsAWarningWithTheVersionThatIsNot() throws Exception {
    assertThat(
            told(
                Language.PYTHON,
                Map.of(
                    "main.py",
                    """
                    # /// script
                    # requires-python = ">=3.11"
                    # dependencies = [
                    #   "jinja2==3.1.2",
                    #   "numpy",
                    # ]
                    # ///
                    print(1)
                    """)))
        .isEqualTo(
            """
            accepted
            main.py:4 dependencies/vulnerable: 'jinja2' 3.1.2 is known to be vulnerable: GHSA-2, GHSA-1 (take version 3.1.6 or a later one)
            """);
  }

  @Test
  void namesOnNoListAreWarnedOf() throws Exception {
    assertThat(
            told(
                Language.PYTHON,
                Map.of(
                    "main.py",
                    "import a_package_that_nobody_has\n",
                    "pyproject.toml",
                    """
                    [project]
                    name = "own"
                    dependencies = ["pandsa>=1", 'numpy']
                    [project.optional-dependencies]
                    test = [
                      "pytest",
                      "no-such-thing-anywhere[extra]; python_version > '3'",
                    ]
                    """)))
        .isEqualTo(
            """
            accepted
            pyproject.toml:3 dependencies/near-miss: 'pandsa' is not known here, and is nearly 'pandas' (did you mean 'pandas'?)
            pyproject.toml:7 dependencies/unknown: 'no-such-thing-anywhere' is not known here (look it up: it may be rare, or made up)
            main.py:1 dependencies/unknown: 'a_package_that_nobody_has' is not known here (look it up: it may be rare, or made up)
            """);
  }

  @Test
  void packagesOfNodeAreLookedAt() throws Exception {
    assertThat(
            told(
                Language.JAVASCRIPT,
                Map.of(
                    "main.js",
                    "console.log(1)\n",
                    "package.json",
                    """
                    {
                      "scripts": {"test": "node --test", "postinstall": "node x.js"},
                      "dependencies": {"chalk": "5.6.1", "own": "file:../own"},
                      "devDependencies": {
                        "react": "^18",
                        "renamed": "npm:event-stream-bad@1.0.0"
                      }
                    }
                    """)))
        .isEqualTo(
            """
            rejected
            package.json:3 dependencies/malicious: 'chalk' 5.6.1 is known to be malicious: MAL-2025-4 (do not install it; where it was, the machine is to be taken as compromised)
            package.json:6 dependencies/malicious: 'event-stream-bad' is known to be malicious: MAL-2025-3 (do not install it; where it was, the machine is to be taken as compromised)
            """);
    assertThat(
            told(
                Language.JAVASCRIPT,
                Map.of(
                    "main.js",
                    "console.log(1)\n",
                    "package.json",
                    "{\"scripts\": {\"postinstall\": \"node x.js\"}}",
                    "package-lock.json",
                    """
                    {"lockfileVersion": 3, "packages": {"": {"name": "own"},
                      "node_modules/react": {"version": "18.0.0"},
                      "node_modules/a/node_modules/chalk": {"version": "5.6.0"}}}
                    """)))
        .isEqualTo(
            """
            accepted
            package.json:1 dependencies/install-script: npm runs 'postinstall' when it is installed (do it in a build step that is asked for, or leave it out)
            """);
  }

  /// What its packages would need to be developed is nobody's, but what npm has put there is.
  @Test
  void whatLiesInNodeModulesIsHeldAgainstWhatIsKnown() throws Exception {
    Map<String, String> texts =
        Map.of(
            "index.js",
            "console.log(1);\n",
            "package.json",
            "{\"devDependencies\": {\"jest\": \"^30.0.0\"}}\n",
            "node_modules/jest/package.json",
            "{\"version\": \"30.0.0\", \"devDependencies\": {\"event-stream-bad\": \"1.0.0\"}}\n",
            "node_modules/.package-lock.json",
            """
            {"packages": {
              "node_modules/jest": {"version": "30.0.0"},
              "node_modules/rarely-heard-of": {"version": "0.1.0"},
              "node_modules/as-it-was": {"name": "seldom-heard-of", "version": "0.1.0"},
              "node_modules/chalk": {"version": "5.6.0"}}}
            """);
    assertThat(told(Language.JAVASCRIPT, texts)).isEqualTo("accepted\n");
    try (Assay without = Assay.start(empty, _ -> {})) {
      assertThat(told(without, Language.JAVASCRIPT, texts))
          .contains("nothing is known here of the packages of npm");
    }
    Map<String, String> installed = new TreeMap<>(texts);
    installed.put("node_modules/rarely-heard-of/package.json", "{}");
    installed.put("node_modules/as-it-was/package.json", "{}");
    installed.put("node_modules/chalk/package.json", "{}");
    try (Assay without = Assay.start(empty, _ -> {})) {
      assertThat(told(without, Language.JAVASCRIPT, installed)).isEqualTo("accepted\n");
    }
    installed.computeIfPresent(
        "node_modules/.package-lock.json", (_, text) -> text.replace("5.6.0", "5.6.1"));
    assertThat(told(Language.JAVASCRIPT, installed))
        .isEqualTo(
            """
            rejected
            node_modules/.package-lock.json:5 dependencies/malicious: 'chalk' 5.6.1 is known to be malicious: MAL-2025-4 (do not install it; where it was, the machine is to be taken as compromised)
            """);
  }

  @Test
  void cratesAreLookedAt() throws Exception {
    assertThat(
            told(
                Language.RUST,
                Map.of(
                    "src/main.rs",
                    "fn main() {}\n",
                    "Cargo.toml",
                    "[package]\nname = \"own\"\n[dependencies]\nserde = \"1\"\ntime = { version = \"=0.1.44\" }\n",
                    "Cargo.lock",
                    "[[package]]\nname = \"time\"\nversion = \"0.3.0\"\nsource = \"x\"\n")))
        .isEqualTo(
            """
            accepted
            Cargo.toml:5 dependencies/vulnerable: 'time' 0.1.44 is known to be vulnerable: RUSTSEC-1 (take version 0.2.23 or a later one)
            """);
  }

  @Test
  void withoutDataNothingIsSaidAndTheWayOutIsNamed(@TempDir Path empty) throws Exception {
    try (Assay without = Assay.start(empty, _ -> {})) {
      assertThat(
              told(
                  without,
                  Language.PYTHON,
                  Map.of("main.py", "print(1)\n", "requirements.txt", "numpy\n")))
          .isEqualTo(
              "undecided: dependencies: nothing is known here of the packages of PyPI; 'assay"
                  + " advisories update' brings public data\n");
      assertThat(told(without, Language.PYTHON, Map.of("main.py", "import json\n")))
          .isEqualTo("accepted\n");
    }
  }

  @Test
  void modulesOfGoAreRead() {
    String text =
        "module own\n\ngo 1.22\n\nrequire github.com/a/b v1.0.0\nrequire (\n\tgithub.com/gorilla/mux"
            + " v1.8.0 // indirect\n)\n";

    assertThat(Manifests.read(Map.of("go.mod", text)))
        .extracting(it -> it.name() + " " + it.version().orElse("?") + " " + it.line())
        .containsExactly("github.com/a/b v1.0.0 5", "github.com/gorilla/mux v1.8.0 7");
  }

  @Test
  void javasFilesAreRead() {
    String pom =
        """
        <project><dependencies>
          <dependency>
            <groupId>com.google.guava</groupId>
            <artifactId>guava</artifactId>
            <version>33.0.0-jre</version>
          </dependency>
          <dependency><groupId>a</groupId><artifactId>b</artifactId><version>${v}</version></dependency>
        </dependencies></project>
        """;
    String gradle = "dependencies {\n  implementation 'c:d:1.0'\n  api(\"e:f\")\n}\n";

    assertThat(Manifests.read(new LinkedHashMap<>(Map.of("pom.xml", pom))))
        .extracting(it -> it.name() + " " + it.version().orElse("?") + " " + it.line())
        .containsExactly("com.google.guava:guava 33.0.0-jre 2", "a:b ? 7");
    assertThat(Manifests.read(new LinkedHashMap<>(Map.of("build.gradle.kts", gradle))))
        .extracting(it -> it.name() + " " + it.version().orElse("?") + " " + it.line())
        .containsExactly("c:d 1.0 2", "e:f ? 3");
  }

  private static List<String> read(String file, String text) {
    return Manifests.read(Map.of(file, text)).stream()
        .map(it -> it.name() + " " + it.version().orElse("?") + " " + it.line())
        .toList();
  }

  @Test
  void locksOfYarnAreRead() {
    String first =
        """
        # yarn lockfile v1


        "@babel/core@^7.0.0", "@babel/core@^7.1.0":
          version "7.12.3"
          resolved "https://registry.yarnpkg.com/@babel/core/-/core-7.12.3.tgz#aa"
          dependencies:
            version "9.9.9"

        chalk@^5.0.0:
          version "5.6.1"

        "renamed@npm:event-stream-bad@1.0.0":
          version "1.0.0"

        "own@file:../own":
          version "0.0.0"
        """;
    String later =
        """
        __metadata:
          version: 8
          cacheKey: 10

        "@types/node@npm:*, @types/node@npm:^20":
          version: 20.1.0
          resolution: "@types/node@npm:20.1.0"

        "renamed@npm:chalk@^5.0.0":
          version: 5.6.1
          resolution: "chalk@npm:5.6.1"

        "own@workspace:.":
          version: 0.0.0-use.local
        """;

    assertThat(read("yarn.lock", first))
        .containsExactly("@babel/core 7.12.3 4", "chalk 5.6.1 10", "event-stream-bad 1.0.0 13");
    assertThat(read("yarn.lock", later)).containsExactly("@types/node 20.1.0 5", "chalk 5.6.1 9");
    assertThat(read("yarn.lock", "\"a@".repeat(100_000) + ":\n")).isEmpty();
  }

  @Test
  void locksOfPnpmAreRead() {
    String text =
        """
        lockfileVersion: '9.0'

        importers:

          .:
            dependencies:
              left@1.0.0:
                specifier: ^1.0.0

        packages:

          '@babel/core@7.12.3':
            resolution: {integrity: sha512-aa}

          chalk@5.6.1:
            resolution: {integrity: sha512-aa}
            engines: {node: '>=14'}

          /react-dom@18.0.0(react@18.0.0):
            resolution: {integrity: sha512-aa}

          /@types/node/20.1.0:
            resolution: {integrity: sha512-aa}

          /ws/8.1.0_bufferutil@4.0.1:
            resolution: {integrity: sha512-aa}

          file:own:
            resolution: {directory: own, type: directory}

        snapshots:

          chalk@5.6.1: {}
        """;

    assertThat(read("pnpm-lock.yaml", text))
        .containsExactly(
            "@babel/core 7.12.3 12",
            "chalk 5.6.1 15",
            "react-dom 18.0.0 19",
            "@types/node 20.1.0 22",
            "ws 8.1.0 25");
  }

  @Test
  void locksOfPythonAreRead() {
    String poetry =
        """
        [[package]]
        name = "jinja2"
        version = "3.1.2"
        files = [
            {file = "jinja2-3.1.2.tar.gz", hash = "sha256:aa"},
        ]

        [package.dependencies]
        version = "1"

        [[package]]
        name = "own"
        version = "0.1.0"

        [package.source]
        type = "directory"
        url = "../own"

        [metadata]
        lock-version = "2.0"
        """;
    String uv =
        """
        version = 1

        [[package]]
        name = "own"
        version = "0.1.0"
        source = { virtual = "." }
        dependencies = [
            { name = "ultralytics" },
        ]

        [[package]]
        name = "ultralytics"
        version = "8.3.41"
        source = { registry = "https://pypi.org/simple" }
        """;
    String pipfile =
        """
        {"_meta": {"hash": {}},
         "default": {
          "ultralytics": {"hashes": ["sha256:aa"], "version": "==8.3.41"},
          "own": {"path": "."}},
         "develop": {"pytest": {"version": "==8.0.0"}}}
        """;

    assertThat(read("poetry.lock", poetry)).containsExactly("jinja2 3.1.2 1");
    assertThat(read("uv.lock", uv)).containsExactly("ultralytics 8.3.41 11");
    assertThat(read("Pipfile.lock", pipfile))
        .containsExactly("ultralytics 8.3.41 3", "pytest 8.0.0 5");
    assertThat(
            read(
                "Pipfile",
                "[packages]\nrequests = \"*\"\ndjango = {version = \"==4.2\", extras = [\"x\"]}\n"
                    + "own = {path = \".\"}\n[requires]\npython_version = \"3.11\"\n"))
        .containsExactly("requests ? 2", "django 4.2 3");
  }

  @Test
  void setUpScriptsAreReadAndNotExecuted() {
    String script =
        """
        from setuptools import setup

        setup(
            name="own",
            packages=["own"], install_requires=["jinja2==3.1.2", 'numpy>=1'],
            tests_require=[
                "pytest",
            ],
            # install_requires=["nothing"],
        )
        """;
    String configuration =
        """
        [metadata]
        name = own
        [options]
        packages = find:
        install_requires =
            jinja2==3.1.2
            numpy; python_version > "3"

        python_requires = >=3.9
        [options.extras_require]
        test = pytest
        docs =
            sphinx
        """;

    assertThat(read("setup.py", script))
        .containsExactly("jinja2 3.1.2 5", "numpy ? 5", "pytest ? 7");
    assertThat(read("setup.cfg", configuration))
        .containsExactly("jinja2 3.1.2 6", "numpy ? 7", "pytest ? 11", "sphinx ? 13");
  }

  @Test
  void cataloguesOfGradleAreRead() {
    String text =
        """
        [versions]
        guava = "33.0.0-jre"

        [libraries]
        guava = { module = "com.google.guava:guava", version.ref = "guava" }
        gson = { group = "com.google.code.gson", name = "gson", version = "2.10" }
        junit = "junit:junit:4.13"
        later = { module = "a:b", version = { strictly = "[1,2)" } }

        [plugins]
        other = "a.b:1.0"
        """;

    assertThat(read("gradle/libs.versions.toml", text))
        .containsExactly(
            "com.google.guava:guava 33.0.0-jre 5",
            "com.google.code.gson:gson 2.10 6",
            "junit:junit 4.13 7",
            "a:b ? 8");
    assertThat(read("gradle.lockfile", "# by Gradle\ncom.a:b:1.0=compileClasspath\nempty=x\n"))
        .containsExactly("com.a:b 1.0 2");
  }

  /// What is left out of a dependency is none, and what stands in a comment is none.
  @Test
  void dependenciesOfMavenAreToldFromWhatStandsInThem() {
    String text =
        """
        <?xml version="1.0"?>
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <parent>
            <groupId>org.own</groupId>
            <artifactId>parent</artifactId>
            <version>1</version>
          </parent>
          <artifactId>app</artifactId>
          <properties><guava.version>33.0.0-jre</guava.version><g>${guava.version}</g></properties>
          <dependencies>
            <dependency>
              <groupId>com.google.guava</groupId><artifactId>guava</artifactId>
              <version>${g}</version>
              <exclusions>
                <exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion>
              </exclusions>
            </dependency>
            <!-- <dependency>
              <groupId>not</groupId><artifactId>there</artifactId>
            </dependency> -->
            <dependency>
              <groupId>${project.groupId}</groupId><artifactId>core</artifactId>
              <version>${project.version}</version><optional/>
            </dependency>
            <dependency><groupId>${elsewhere}</groupId><artifactId>x</artifactId></dependency>
          </dependencies>
        </project>
        """;

    assertThat(read("pom.xml", text))
        .containsExactly("com.google.guava:guava 33.0.0-jre 11", "org.own:core ? 21");
  }

  @Test
  void whatGradleNamesIsToldFromOtherTexts() {
    String text =
        """
        def urls = ['http://localhost:8080', 'x:y']
        def libraries = [guava: "com.google.guava:guava:$guavaVersion"]
        tasks.withType(JavaCompile) { options.compilerArgs << '-Xlint:all' << 'Xdoclint:none' }
        dependencies {
          api(project(":own:core"))
          implementation platform("a:bom:1.0")
          implementation "a:b:${version}"
          implementation('a:c:1.2:sources@jar') { exclude group: 'x', module: 'y' }
          // implementation 'not:there'
          testImplementation group: 'a', name: 'd', version: '1.3'
          testImplementation 'a:e'
        }
        jar { manifest { attributes('x:y': 'x:z') } }
        """;

    assertThat(read("app/build.gradle", text))
        .containsExactly(
            "com.google.guava:guava ? 2",
            "a:bom 1.0 6",
            "a:b ? 7",
            "a:c 1.2 8",
            "a:d 1.3 10",
            "a:e ? 11");
    assertThat(read("gradle/dependencies.gradle", "ext.libs = ['a:b:1.0']\n"))
        .containsExactly("a:b 1.0 1");
  }

  /// What is excluded or retracted is not asked for, and of what is replaced the other is.
  @Test
  void modulesOfGoAreTakenAsTheyAreReplaced() {
    String text =
        """
        module example.com/own // comment

        go 1.24
        toolchain go1.24.1
        require example.com/own/api v0.0.0
        require (
        	github.com/a/b v1.0.0 // indirect
        	github.com/a/c v2.0.0+incompatible
        	github.com/a/d v1.0.0
        )
        replace example.com/own/api => ./api
        replace (
        	github.com/a/b => github.com/fork/b v1.1.0
        	github.com/a/d v0.9.0 => ../d
        )
        exclude github.com/a/c v1.9.0
        exclude (
        	github.com/a/c v1.8.0
        )
        retract [v1.0.0, v1.9.9]
        tool golang.org/x/tools/cmd/stringer
        """;

    assertThat(read("go.mod", text))
        .containsExactly(
            "github.com/a/c v2.0.0 8", "github.com/a/d v1.0.0 9", "github.com/fork/b v1.1.0 13");
  }

  @Test
  void requirementsAreReadInEveryWayTheyAreWritten() {
    String text =
        """
        # by pip-compile
        jinja2==3.1.2 \\
            --hash=sha256:aa \\
            --hash=sha256:bb
        numpy==1.0 --hash=sha256:cc
        own @ file:///own
        other[extra] @ git+https://example.com/other.git@main
        -e git+https://example.com/own.git#egg=own
        -r base.txt
        ./own.whl
        https://example.com/own.whl
        """;

    assertThat(read("requirements/dev.txt", text)).containsExactly("jinja2 3.1.2 2", "numpy 1.0 5");
    assertThat(read("requirements.in", "flask\n")).containsExactly("flask ? 1");
    assertThat(read("notes/other.txt", "flask\n")).isEmpty();
  }

  @Test
  void projectsOfPythonAreReadWhateverToolTheyAreFor() {
    String text =
        """
        [build-system]
        requires = [
            # Note: `[tool.x]` isn't "stable"
            "setuptools == 80.3.1",
        ]
        [project]
        name = "own"
        optional-dependencies.docs = ["sphinx"]
        # optional-dependencies.old = ["nose"]
        [dependency-groups]
        dev = [{ include-group = "test" }, "ruff", 'extra[a,b]>1']
        [tool.uv]
        dev-dependencies = ["tqdm"]
        [tool.pdm.dev-dependencies]
        lint = ["-e file:///own#egg=own", "black"]
        [tool.hatch.envs.default]
        extra-dependencies = ["mypy"]
        [tool.poetry.dependencies]
        python = "^3.9"
        "zope.interface" = "*"
        httpx.version = "==0.27.0"
        pendulum = { git = "https://example.com/p.git" }
        several = [{ version = "1", python = "<3" }, { version = "2" }]
        [tool.poetry.group.dev.dependencies.pytest]
        version = "==8.0.0"
        [tool.poetry.group.dev.dependencies.local]
        path = "../local"
        """;

    assertThat(read("pyproject.toml", text))
        .containsExactly(
            "setuptools 80.3.1 4",
            "sphinx ? 8",
            "ruff ? 11",
            "extra ? 11",
            "tqdm ? 13",
            "black ? 15",
            "mypy ? 17",
            "zope.interface ? 20",
            "httpx 0.27.0 21",
            "several ? 23",
            "pytest 8.0.0 24");
    assertThat(
            read(
                "setup.py",
                "setup(install_requires=[l for l in open(\"reqs.txt\")],\n  extras_require={'dev':"
                    + " ['pytest', \"black==1.0\"]})\n"))
        .containsExactly("pytest ? 2", "black 1.0 2");
  }

  @Test
  void packagesOfCargoAreReadByTheirOwnNames() {
    String text =
        """
        [dependencies]
        tokio.version = "1"
        tokio.features = ["full"]
        shared.path = "../shared"
        inherited.workspace = true
        forked = { git = "https://example.com/f.git", version = "1" }
        short = { package = "really-long", version = "=1.0.0" }
        [target.'cfg(unix)'.dependencies.libc]
        version = "=0.2.1"
        [dev-dependencies.renamed]
        package = "criterion"
        version = "0.5"
        [dev-dependencies.own]
        path = ".."
        [patch.crates-io]
        patched = { path = "x" }
        """;

    assertThat(read("Cargo.toml", text))
        .containsExactly("tokio ? 2", "really-long 1.0.0 7", "libc 0.2.1 8", "criterion ? 10");
  }

  @Test
  void whatNpmTakesFromElsewhereIsNoNameOfItsRegistry() {
    String text =
        """
        {"name": "own", "dependencies": {
          "a": "user/repository", "b": "github:user/b#main", "c": "../c", "d": "git@example.com:d.git",
          "e": "https://example.com/e.tgz", "f": "workspace:^", "g": "portal:../g", "h": "jsr:@std/h",
          "@scope/i": "1.0.0", "j": "npm:@scope/k@2.0.0", "l": "catalog:", "m": "latest",
          "n": "patch:n@npm%3A1.0.0#~/.yarn/patches/n.patch"}}
        """;
    String lock =
        """
        {"lockfileVersion": 3, "packages": {"": {"name": "own"},
          "packages/member": {"name": "member", "version": "1.0.0"},
          "node_modules/member": {"resolved": "packages/member", "link": true},
          "node_modules/other": {"name": "chalk", "version": "5.6.1"}}}
        """;
    String first =
        """
        {"lockfileVersion": 1, "dependencies": {
          "chalk": {"version": "5.6.1", "requires": {"x": "1"},
            "dependencies": {"ansi": {"version": "1.0.0"}}},
          "local": {"version": "file:local"}}}
        """;

    assertThat(read("package.json", text))
        .containsExactly("@scope/i 1.0.0 4", "@scope/k ? 4", "l ? 4", "m ? 4", "n ? 5");
    assertThat(read("package-lock.json", lock)).containsExactly("chalk 5.6.1 4");
    assertThat(read("npm-shrinkwrap.json", first))
        .containsExactlyInAnyOrder("chalk 5.6.1 2", "ansi 1.0.0 3");
  }

  /// No registry need have what lies beside it, whatever makes a workspace of them.
  @Test
  void whatIsAPackageOfTheChangeItselfNeedNotBeKnown(@TempDir Path nothing) throws Exception {
    Map<String, String> node =
        Map.of(
            "main.js",
            "console.log(1)\n",
            "package.json",
            "{\"name\": \"root\", \"dependencies\": {\"@made-up-scope/core\": \"^1.0.0\"}}",
            "packages/core/package.json",
            "{\"description\": \"x\", \"name\": \"@made-up-scope/core\"}");
    Map<String, String> python =
        Map.of(
            "main.py",
            "print(1)\n",
            "pyproject.toml",
            """
            [project]
            name = "Own.Thing"
            optional-dependencies.all = ["own-thing[docs]"]
            dependencies = ["own-core", "own-fork"]
            [tool.uv.sources]
            own-fork = { git = "https://example.com/fork" }
            """,
            "core/pyproject.toml",
            "[project]\nname = \"own_core\"\n");

    assertThat(told(Language.JAVASCRIPT, node)).isEqualTo("accepted\n");
    assertThat(told(Language.PYTHON, python)).isEqualTo("accepted\n");
    try (Assay without = Assay.start(nothing, _ -> {})) {
      assertThat(told(without, Language.JAVASCRIPT, node)).isEqualTo("accepted\n");
    }
    assertThat(
            Manifests.own(
                Map.of(
                    "a/pom.xml",
                    "<project><groupId>g</groupId><artifactId>a</artifactId></project>")))
        .containsExactly("g:a");
    assertThat(Manifests.own(Map.of("api/go.mod", "module example.com/own/api // x\n")))
        .containsExactly("example.com/own/api");
    assertThat(
            told(
                Language.PYTHON,
                Map.of(
                    "main.py",
                    "print(1)\n",
                    "pyproject.toml",
                    "[project]\nname = \"reqeusts\"\ndependencies = [\"reqeusts\"]\n")))
        .startsWith("rejected\n");
  }

  /// As Notepad and PowerShell write it.
  @Test
  void manifestsOfWindowsAreRead() throws Exception {
    assertThat(
            told(
                Language.PYTHON,
                Map.of(
                    "main.py", "print(1)\n", "requirements.txt", "\uFEFFreqeusts>=1\r\nnumpy\r\n")))
        .startsWith("rejected\nrequirements.txt:1 ");
    String wide =
        new String(
            "\uFEFFnumpy\r\nreqeusts==1.0\r\n".getBytes(StandardCharsets.UTF_16LE),
            StandardCharsets.UTF_8);
    assertThat(read("requirements.txt", Manifests.plain(wide)))
        .containsExactly("numpy ? 1", "reqeusts 1.0 2");
  }

  /// What was settled on is held against what is known, and nobody need have heard of the rest.
  @Test
  void whatLocksHaveIsHeldAgainstWhatIsKnown() throws Exception {
    assertThat(
            told(
                Language.JAVASCRIPT,
                Map.of(
                    "main.js",
                    "console.log(1)\n",
                    "yarn.lock",
                    "chalk@^5:\n  version \"5.6.1\"\n\nrarely-heard-of@^1:\n  version \"1.0.0\"\n")))
        .isEqualTo(
            """
            rejected
            yarn.lock:1 dependencies/malicious: 'chalk' 5.6.1 is known to be malicious: MAL-2025-4 (do not install it; where it was, the machine is to be taken as compromised)
            """);
    assertThat(
            told(
                Language.JAVASCRIPT,
                Map.of(
                    "main.js",
                    "console.log(1)\n",
                    "yarn.lock",
                    "chalk@^5:\n  version \"5.6.0\"\n\nrarely-heard-of@^1:\n  version \"1.0.0\"\n"
                        + "\nexpresss@^1:\n  version \"1.0.0\"\n")))
        .isEqualTo(
            """
            accepted
            yarn.lock:7 dependencies/near-miss: 'expresss' 1.0.0 is not known here, and is nearly 'express' (did you mean 'express'?)
            """);
  }

  @Test
  void whatRunsAtInstallationIsWarnedOf() throws Exception {
    assertThat(
            told(
                Language.JAVASCRIPT,
                Map.of(
                    "main.js",
                    "console.log(1)\n",
                    "package-lock.json",
                    """
                    {"lockfileVersion": 3, "packages": {"": {"hasInstallScript": true},
                      "node_modules/react": {"version": "18.0.0", "hasInstallScript": false},
                      "node_modules/esbuild": {"version": "0.19.0", "bin": {"a": "b"}, "hasInstallScript": true}}}
                    """)))
        .isEqualTo(
            """
            accepted
            package-lock.json:3 dependencies/install-script: 'esbuild' runs code when it is installed (install with --ignore-scripts, unless it is needed)
            """);
    assertThat(
            told(
                Language.RUST,
                Map.of(
                    "src/main.rs",
                    "fn main() {}\n",
                    "build.rs",
                    "fn main() {}\n",
                    "Cargo.toml",
                    "[package]\nname = \"own\"\n")))
        .isEqualTo(
            """
            accepted
            build.rs:1 dependencies/install-script: cargo runs it when the package is built, or installed (leave it out where nothing has to be made before compiling)
            """);
  }

  @Test
  void aSlipInAWellKnownNameIsToldWithoutData(@TempDir Path empty) throws Exception {
    try (Assay without = Assay.start(empty, _ -> {})) {
      assertThat(
              told(
                  without,
                  Language.PYTHON,
                  Map.of(
                      "main.py",
                      "print(1)\n",
                      "requirements.txt",
                      "numpy\nreqeusts>=2\nown-thing\n")))
          .isEqualTo(
              "undecided: dependencies: nothing is known here of the packages of PyPI; 'assay"
                  + " advisories update' brings public data; 'reqeusts' (requirements.txt:2) is"
                  + " nearly 'requests'\n");
    }
  }

  @Test
  void whatNeedsNoPackagesIsAccepted() throws Exception {
    assertThat(told(Language.PYTHON, Map.of("main.py", "import json, os.path\n")))
        .isEqualTo("accepted\n");
    assertThat(told(Language.CPP, Map.of("main.cpp", "#include <vector>\nint main() {}\n")))
        .isEqualTo("accepted\n");
  }
}
