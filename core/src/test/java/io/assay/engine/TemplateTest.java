package io.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.Blame;
import io.assay.Bytes;
import io.assay.Program;
import io.assay.Recipe;
import io.assay.Run;
import io.assay.RunResult;
import io.assay.SandboxException;
import io.assay.StepResult;
import io.assay.language.Host;
import io.assay.language.Language;
import io.assay.language.Toolchains;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Templates of Python, made from recipes without packages.
class TemplateTest {
  private static final Path PROGRAMS = Path.of("src/test/resources/io/assay/engine/warm");

  /// A module that is preloaded: what it draws and keeps at its import is there in each run.
  private static final String MODEL =
      """
      import os, random, ssl, tempfile, uuid
      import multiprocessing
      print("loading")
      token = os.urandom(8).hex()
      values = []
      with open(os.path.join(os.path.dirname(__file__), "weights")) as file:
          weights = file.read()
      drawn = random.random(), ssl.RAND_bytes(8), uuid.uuid1(), uuid.uuid4(), tempfile.mktemp()
      authkey = bytes(multiprocessing.current_process().authkey)
      """;

  private static final Recipe RECIPE =
      new Recipe(
          "tested",
          "",
          files(Map.of("model.py", MODEL, "train.py", "open('weights', 'w').write('1 2 3')")),
          "train.py",
          List.of("weights"),
          List.of("model", "decimal", "ctypes"));

  @TempDir static Path state;
  private static final List<String> said = new ArrayList<>();
  private static LocalSandboxes local;
  private static Warmed warmed;
  private static Toolchains toolchains;
  private static Runner coldly;
  private static Runner warmly;

  @BeforeAll
  static void startEngine() throws Exception {
    local = LocalSandboxes.start(state);
    warmed = new Warmed(local, () -> true, Warmed.IDLE);
    toolchains = new Toolchains(new Host(System.getenv(), state, said::add));
    Toolchains made = with(RECIPE);
    coldly = new Runner(local, made);
    warmly = new Runner(warmed, made);
  }

  @AfterAll
  static void stopEngine() {
    warmed.close();
  }

  private static SortedMap<String, Bytes> files(Map<String, String> texts) {
    TreeMap<String, Bytes> files = new TreeMap<>();
    texts.forEach((name, text) -> files.put(name, Bytes.of(text)));
    return files;
  }

  private static Toolchains with(Recipe recipe) throws InterruptedException {
    return toolchains.with(recipe, new Runner(local, toolchains)::trial);
  }

  private static Run order(String code) {
    return Run.of(Language.PYTHON, Program.of("main.py", code));
  }

  private static RunResult untilWarm(Run run) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < deadline) {
      RunResult result = warmly.run(run);
      if (result.last().outcome().warm()) {
        return result;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no run was warm");
  }

  static Stream<String> programs() throws IOException {
    try (Stream<Path> files = Files.list(PROGRAMS)) {
      // What is preloaded is in sys.modules, which modules.py prints; shadowed.py is about a
      // module's
      // neighbour, which runs cold here.
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("modules.py") && !name.equals("shadowed.py"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void whatIsPreloadedChangesNothingForAProgramThatDoesNotUseIt(String name) throws Exception {
    LinkedHashMap<String, Program.Content> files = new LinkedHashMap<>();
    files.put("main.py", new Program.Content.HostFile(PROGRAMS.resolve(name), false));
    files.put("helper.py", new Program.Content.Text(Bytes.of("value = 42\n")));
    Run run = Run.of(Language.PYTHON, new Program(files, "main.py", List.of(), Map.of()));
    assertThat(comparable(untilWarm(run).last())).isEqualTo(comparable(coldly.run(run).last()));
  }

  private static String comparable(StepResult result) {
    String seen =
        result.outcome().end() + "\n" + result.stdout().text() + "\n" + result.stderr().text();
    // Addresses differ from one start to the next.
    return seen.replaceAll("0x[0-9a-f]{6,}", "0x…")
        .replaceAll("py:\\d+: Resource", "py:n: Resource");
  }

  @Test
  void whatIsPreloadedIsThereAndWasLoadedOnce() throws Exception {
    Run run = order("import model; print(model.token, model.weights)");
    String first = untilWarm(run).stdout();
    assertThat(first).endsWith(" 1 2 3\n");
    // What it printed then is nobody's output, and a cold run loads it itself.
    assertThat(untilWarm(run).stdout()).isEqualTo(first);
    String cold = coldly.run(run).stdout();
    assertThat(cold).startsWith("loading\n").endsWith(" 1 2 3\n").doesNotContain(first);
    assertThat(coldly.run(run).template()).isEqualTo("tested");
  }

  @Test
  void whatARunChangesIsItsOwn() throws Exception {
    Run run =
        order(
            """
            import model, decimal
            model.values.append(1)
            decimal.getcontext().prec += 1
            model.__dict__.setdefault('left', []).append(1)
            print(len(model.values), decimal.getcontext().prec, len(model.left))
            """);
    for (int i = 0; i < 3; i++) {
      assertThat(untilWarm(run).stdout()).isEqualTo("1 29 1\n");
    }
  }

  @Test
  void chanceIsNewInEveryRun() throws Exception {
    Run run =
        order(
            """
            import model, multiprocessing, os, random, ssl, tempfile, uuid
            drawn = (random.random(), ssl.RAND_bytes(8).hex(), uuid.uuid1(), uuid.uuid4(),
                     tempfile.mktemp(), multiprocessing.current_process().authkey.hex())
            print(*drawn, sep='\\n')
            """);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      for (String word : untilWarm(run).stdout().lines().toList()) {
        assertThat(seen.add(word)).as(word).isTrue();
      }
    }
  }

  @Test
  void aProgramWithAFileOfAPreloadedModulesNameRunsCold() throws Exception {
    untilWarm(order("print(1)"));
    for (String file : List.of("model.py", "decimal/__init__.py", "random.py")) {
      LinkedHashMap<String, Program.Content> files = new LinkedHashMap<>();
      String module = file.split("[./]", 2)[0];
      files.put(
          "main.py",
          new Program.Content.Text(Bytes.of("import %1$s; print(%1$s.mine)".formatted(module))));
      files.put(file, new Program.Content.Text(Bytes.of("mine = True")));
      Run run = Run.of(Language.PYTHON, new Program(files, "main.py", List.of(), Map.of()));
      RunResult result = warmly.run(run);
      assertThat(result.stdout()).isEqualTo("True\n");
      assertThat(result.last().outcome().warm()).as(file).isFalse();
    }
  }

  @Test
  void itIsMadeOnceAndAgainWhenTheRecipeChanges() throws Exception {
    said.clear();
    with(RECIPE);
    assertThat(said).isEmpty();
    Toolchains other =
        with(
            new Recipe(
                "tested",
                "",
                files(Map.of("model.py", "token = 'other'")),
                "",
                List.of(),
                List.of("model")));
    assertThat(said).anyMatch(line -> line.startsWith("making the template tested"));
    RunResult result = new Runner(local, other).run(order("import model; print(model.token)"));
    assertThat(result.stdout()).isEqualTo("other\n");
    assertThat(result.digest()).isNotEqualTo(coldly.run(order("pass")).digest());
  }

  @Test
  void whatCannotBePreloadedIsRefusedByName() {
    refused(
            "import threading, time\nthreading.Thread(target=time.sleep, args=(99,), daemon=True).start()")
        .hasMessageContaining("model: it leaves threads that a fork does not have");
    refused(
            """
            import ctypes
            once = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(lambda _: None)
            ctypes.CDLL("libgomp.so.1").GOMP_parallel(once, None, 4, 0)
            """)
        .hasMessageContaining("model: it leaves threads that a fork does not have");
    String common = "model: it leaves %s that all runs would have in common";
    refused("import mmap; kept = mmap.mmap(-1, 4096)").hasMessageContaining(common, "memory");
    refused("import os; kept = os.pipe()")
        .hasMessageContaining(common, "an open descriptor (pipe)");
    refused("import socket; kept = socket.socketpair()")
        .hasMessageContaining(common, "an open descriptor (socket)");
    refused("kept = open('log', 'w')").hasMessageContaining("it leaves an open descriptor");
    refused("import nothing_of_that_name")
        .hasMessageContaining("model: ModuleNotFoundError: No module named 'nothing_of_that_name'");
    refused("raise SystemExit(3)").hasMessageContaining("model: SystemExit: 3");
    refused("import os; os._exit(3)").hasMessageContaining("model: Python ended with status 3");
    refused("import os; os.kill(os.getpid(), 9)").hasMessageContaining("ended by signal 9");
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(String module) {
    Recipe recipe =
        new Recipe(
            "refused", "", files(Map.of("model.py", module)), "", List.of(), List.of("model"));
    return assertThatThrownBy(() -> with(recipe))
        .isInstanceOfSatisfying(
            SandboxException.class, e -> assertThat(e.blame()).isEqualTo(Blame.CALLER));
  }

  @Test
  void whatTakesItsZygoteOverHasNoMoreRightsThanAProgram() throws Exception {
    String keepsItsCapability =
        """
        import ctypes
        class Lying(ctypes.CDLL):
            def __getattr__(self, name):
                if name in ("setresuid", "capset"):
                    return lambda *_: 0
                return super().__getattr__(name)
        ctypes.CDLL = Lying
        """;
    Recipe recipe =
        new Recipe(
            "hostile",
            "",
            files(Map.of("model.py", keepsItsCapability)),
            "",
            List.of(),
            List.of("model"));
    Run run =
        order("print([it.split()[1] for it in open('/proc/self/status') if it.startswith('Cap')])");
    String none = "'0000000000000000'";
    try (Warmed own = new Warmed(local, () -> true, Warmed.IDLE)) {
      Runner runner = new Runner(own, with(recipe));
      for (int i = 0; i < 3; i++) {
        RunResult result = runner.run(run);
        assertThat(result.stdout())
            .isEqualTo("[%s, %s, %s, %s, %s]\n", none, none, none, none, none);
        Thread.sleep(1000);
      }
    }
  }

  @Test
  void whatIsNotMadeIsRefused() {
    assertThatThrownBy(() -> with(making("raise ValueError('no data')")))
        .hasMessageContaining("make.py ended with status 1 in its sandbox")
        .hasMessageContaining("ValueError: no data");
    assertThatThrownBy(() -> with(making("pass")))
        .hasMessageContaining("make.py has not made 'it'");
    assertThat(state.resolve("provisioned")).isDirectoryNotContaining("glob:**making*[0-9a-f]");
  }

  private static Recipe making(String code) {
    return new Recipe(
        "making", "", files(Map.of("make.py", code)), "make.py", List.of("it"), List.of());
  }

  @Tag("slow")
  @Test
  void packagesThatCannotBeInstalledAreOurHostsFailure() {
    Recipe recipe =
        new Recipe(
            "none", "no-such-package-of-assay==1.0", files(Map.of()), "", List.of(), List.of());
    assertThatThrownBy(() -> with(recipe))
        .hasMessageContaining("template 'none' is made once, and that failed")
        .hasMessageContaining("no-such-package-of-assay");
  }

  /// What `pip` would build, read or fetch from elsewhere when it finds such a line: that executes
  /// what nobody has looked at, outside any sandbox.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "numpy @ https://example.org/numpy.tar.gz",
        "git+https://example.org/numpy.git",
        "https://example.org/numpy.whl",
        "file:///tmp/numpy",
        "./numpy",
        "/tmp/numpy",
        "numpy/",
        "numpy.whl",
        "numpy.tar.gz",
        "numpy.zip==1.0",
        "-e numpy",
        "--no-binary :all:",
        "--index-url https://example.org/simple",
        "-r other.txt",
        "numpy --no-binary=numpy",
        "numpy == --no-binary =numpy",
        "numpy[a, --no-binary]",
        "numpy; python_version>'3' --no-binary=numpy",
        "numpy \\\n --no-binary=:all:",
        "# a comment\f--no-binary=:all:\nnumpy\u2028-e .",
        "${HOME}",
        "numpy==${VERSION}"
      })
  void whatIsNoNameWithVersionsIsNotRequired(String line) {
    assertThatThrownBy(() -> new Recipe("x", line, files(Map.of()), "", List.of(), List.of()))
        .isInstanceOfSatisfying(
            SandboxException.class, e -> assertThat(e.blame()).isEqualTo(Blame.CALLER))
        .hasMessageContaining("template 'x' requires '");
  }

  @Test
  void requirementsAreNamesWithVersions() {
    String hash = "--hash=sha256:" + "0a".repeat(32);
    String text =
        """
        # -*- coding: utf-7 -*-
        numpy
        Pillow == 10.0 # of which
            # via
        uvicorn [ standard, x-y ]  >=0.2,<1, !=0.3.*
        six(>=1.0); python_version < "3.9" and sys_platform=='linux'
        torch ===2.0+cpu \
            %s \
            %s
        zope.interface~=5.4;extra == 'a'
        """
            .formatted(hash, hash);
    assertThat(
            new Recipe("x", text, files(Map.of()), "", List.of(), List.of()).requirements().lines())
        .containsExactly(
            "numpy",
            "Pillow == 10.0",
            "uvicorn [ standard, x-y ] >=0.2,<1, !=0.3.*",
            "six(>=1.0); python_version < \"3.9\" and sys_platform=='linux'",
            "torch ===2.0+cpu " + hash + " " + hash,
            "zope.interface~=5.4;extra == 'a'");
  }

  @Test
  void namesAreChecked() {
    assertThatThrownBy(() -> new Recipe("../x", "", files(Map.of()), "", List.of(), List.of()))
        .hasMessageContaining("template name '../x'");
    assertThatThrownBy(
            () -> new Recipe("x", "", files(Map.of("../y", "")), "", List.of(), List.of()))
        .hasMessageContaining("'../y'");
    assertThatThrownBy(() -> new Recipe("x", "", files(Map.of()), "", List.of(), List.of("a b")))
        .hasMessageContaining("'a b'");
    assertThatThrownBy(() -> new Recipe("x", "", files(Map.of()), "t.py", List.of(), List.of()))
        .hasMessageContaining("'t.py'");
  }
}
