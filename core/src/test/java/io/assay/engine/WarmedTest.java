package io.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.Ahead;
import io.assay.Bytes;
import io.assay.Limits;
import io.assay.Outcome;
import io.assay.Program;
import io.assay.Run;
import io.assay.Sandbox;
import io.assay.SandboxSpec;
import io.assay.StepResult;
import io.assay.language.Host;
import io.assay.language.Language;
import io.assay.language.Toolchains;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WarmedTest {
  private static final Path PROGRAMS = Path.of("src/test/resources/io/assay/engine");

  @TempDir static Path state;
  private static LocalSandboxes local;
  private static Warmed warmed;
  private static Runner coldly;
  private static Runner warmly;

  @BeforeAll
  static void startEngine() {
    local = LocalSandboxes.start(state);
    warmed = new Warmed(local, () -> true, Warmed.IDLE);
    Toolchains toolchains = new Toolchains(new Host(System.getenv(), state, line -> {}));
    coldly = new Runner(local, toolchains);
    warmly = new Runner(warmed, toolchains);
  }

  @AfterAll
  static void stopEngine() {
    warmed.close();
  }

  static Stream<String> programs() throws IOException {
    List<String> names = new ArrayList<>();
    for (String folder : List.of("warm", "imports")) {
      try (Stream<Path> files = Files.list(PROGRAMS.resolve(folder))) {
        files.map(file -> folder + "/" + file.getFileName()).sorted().forEach(names::add);
      }
    }
    return names.stream();
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("programs")
  void aWarmProgramDoesWhatAColdOneDoes(String name) throws Exception {
    LinkedHashMap<String, Program.Content> files = new LinkedHashMap<>();
    files.put("main.py", new Program.Content.HostFile(PROGRAMS.resolve(name), false));
    files.put("helper.py", new Program.Content.Text(Bytes.of("value = 42\n")));
    files.put("json.py", new Program.Content.Text(Bytes.of("mine = True\n")));
    Program program = new Program(files, "main.py", List.of(), Map.of());

    StepResult cold = coldly.run(order(program)).last();
    StepResult warm = untilWarm(order(program)).last();

    assertThat(cold.outcome().warm()).isFalse();
    assertThat(comparable(warm)).isEqualTo(comparable(cold));
  }

  private static String comparable(StepResult result) {
    String seen =
        result.outcome().end() + "\n" + result.stdout().text() + "\n" + result.stderr().text();
    // Addresses differ from one start to the next.
    return seen.replaceAll("0x[0-9a-f]{6,}", "0x…")
        .replaceAll("py:\\d+: Resource", "py:n: Resource");
  }

  private static Run order(Program program) {
    byte[] input = "line\nanswer\nrest\nof it".getBytes(StandardCharsets.UTF_8);
    return Run.of(Language.PYTHON, program).withStdin(new ByteArrayInputStream(input));
  }

  private static Run order(String code) {
    return order(Program.of("main.py", code));
  }

  private static io.assay.RunResult untilWarm(Run run) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < deadline) {
      var result = warmly.run(run.withStdin(order(run.program()).stdin()));
      if (result.last().outcome().warm()) {
        return result;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no run was warm");
  }

  @Test
  void whatShortProgramsImportIsThere() throws Exception {
    // What was there before the program is not among what its interpreter looks after.
    String code =
        """
        import gc, dataclasses, json, unittest, random
        made = gc.get_objects()
        print([any(it is vars(module) for it in made) for module in (dataclasses, json, unittest, random)])
        """;
    var result = untilWarm(order(code)).last();
    assertThat(result.stdout().text()).isEqualTo("[False, False, False, False]\n");
    List<String> drawn = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      drawn.add(untilWarm(order("import random; print(random.random())")).last().stdout().text());
    }
    assertThat(drawn).doesNotHaveDuplicates();
  }

  @Test
  void argumentsAndVariablesAreTheOrdersOwn() throws Exception {
    untilWarm(order("print(1)"));
    Program program =
        Program.of(
                "main.py",
                "import os, sys; print(sys.argv[1:], os.environ['A'], os.environ.get('B'))")
            .withArguments(List.of("x", "", "y z", "ü"))
            .withEnvironment(Map.of("A", "1=2\n3"));
    assertThat(untilWarm(order(program)).stdout()).isEqualTo("['x', '', 'y z', 'ü'] 1=2\n3 None\n");
  }

  @Test
  void chanceIsNewInEveryRun() throws Exception {
    String code =
        "import os, random, secrets, tempfile, uuid\n"
            + "print(random.random(), secrets.token_hex(), uuid.uuid4(), uuid.uuid1(), tempfile.mktemp(), os.urandom(8))";
    Set<String> seen = new HashSet<>();
    for (int run = 0; run < 4; run++) {
      for (String word : untilWarm(order(code)).stdout().strip().split(" ", -1)) {
        assertThat(seen.add(word)).as(word).isTrue();
      }
    }
  }

  @Test
  void whatOnlyAStartCanDoRunsCold() throws Exception {
    untilWarm(order("print(1)"));
    for (Map<String, String> variables :
        List.of(Map.of("PYTHONHASHSEED", "0"), Map.of("TZ", "Asia/Tokyo"), Map.of("LANG", "C"))) {
      Program program =
          Program.of("main.py", "import time; print(hash('a'), time.tzname)")
              .withEnvironment(variables);
      StepResult result = warmly.run(order(program)).last();
      assertThat(result.outcome().warm()).isFalse();
      assertThat(result.outcome().succeeded()).isTrue();
    }
  }

  @Test
  void limitsAreThoseOfTheOrder() throws Exception {
    Limits hasty = Limits.DEFAULT.withWall(Duration.ofMillis(300));
    StepResult late = untilWarm(order("while True: pass").withLimits(hasty)).last();
    assertThat(late.outcome().end()).isEqualTo(new Outcome.LimitReached(io.assay.Limit.TIME));

    Limits silent = Limits.DEFAULT.withOutputBytes(10);
    StepResult loud = untilWarm(order("print('x' * 100)").withLimits(silent)).last();
    assertThat(loud.outcome().limitsHit()).containsExactly(io.assay.Limit.OUTPUT);

    Limits few = Limits.DEFAULT.withOpenFiles(20);
    String open = "import resource; print(resource.getrlimit(resource.RLIMIT_NOFILE))";
    assertThat(untilWarm(order(open).withLimits(few)).stdout()).isEqualTo("(20, 20)\n");
  }

  @Test
  void aZygoteIsNotNeededByWhoDidNotWaitForIt() throws Exception {
    Toolchains toolchains = new Toolchains(new Host(System.getenv(), state, line -> {}));
    Program program = Program.of("main.py", "print(1)");
    Ahead ahead =
        Language.PYTHON
            .steps(program, toolchains.get(Language.PYTHON), Limits.DEFAULT)
            .ahead()
            .orElseThrow();
    SandboxSpec spec =
        new SandboxSpec(coldly.template(List.of(Language.PYTHON)), Limits.DEFAULT, Set.of());
    Zygote zygote = Zygote.start(local, spec, ahead);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> zygote.fork(spec)).isInstanceOf(InterruptedException.class);
    zygote.retire();
    assertThatThrownBy(() -> zygote.fork(spec)).hasMessageContaining("has ended");
  }

  @Test
  void whatWaitingTookIsNotTheProgramsUsage() throws Exception {
    var usage = untilWarm(order("print(1)")).last().outcome().usage();
    var cold = coldly.run(order("print(1)")).last().outcome().usage();
    assertThat(usage.cpu()).isLessThan(cold.cpu());
    assertThat(usage.wall()).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void manyAtOnceAreAnsweredWhetherWarmOrCold() throws Exception {
    List<Callable<String>> calls = new ArrayList<>();
    for (int number = 0; number < 24; number++) {
      String code = "import os; print(" + number + ", os.path.exists('mark')); open('mark', 'w')";
      calls.add(() -> warmly.run(order(code)).stdout());
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = threads.invokeAll(calls);
      for (int number = 0; number < answers.size(); number++) {
        assertThat(answers.get(number).get()).isEqualTo(number + " False\n");
      }
    }
  }

  @Test
  void oneThatEndedWhileItWaitedIsDoneWithout() throws Exception {
    Ahead impatient =
        new Ahead(
            io.assay.Command.of("/bin/sh", "-c", "exit 0"),
            new java.util.TreeMap<>(),
            1,
            Ahead.Start.STARTED);
    var template = coldly.template(List.of(Language.PYTHON));
    try (LocalSandbox sandbox = local.local(new SandboxSpec(template, Limits.DEFAULT, Set.of()))) {
      sandbox.park(impatient);
      Thread.sleep(100);
      try (var execution = sandbox.start(io.assay.Command.of("/bin/sh", "-c", "exit 0"))) {
        assertThat(execution.outcome().succeeded()).isTrue();
        assertThat(execution.outcome().warm()).isFalse();
      }
    }
  }

  @Test
  void anotherCommandInASandboxWithSomethingWaitingRunsAsAlways() throws Exception {
    Ahead waits =
        new Ahead(
            io.assay.Command.of("/bin/sleep", "1000"),
            new java.util.TreeMap<>(),
            1,
            Ahead.Start.STARTED);
    var template = coldly.template(List.of(Language.PYTHON));
    try (LocalSandbox sandbox = local.local(new SandboxSpec(template, Limits.DEFAULT, Set.of()))) {
      sandbox.park(waits);
      try (var execution =
          sandbox.start(io.assay.Command.of("/bin/sh", "-c", "test -z \"$(pgrep sleep)\""))) {
        assertThat(execution.outcome().warm()).isFalse();
        assertThat(execution.outcome().succeeded()).isTrue();
      }
    }
  }

  static Stream<io.assay.Command> commands() {
    return Stream.of(
        // What it is, what it may, what it holds, and what is beside it.
        io.assay.Command.of(
            "/bin/sh",
            "-c",
            "id; pwd; env; ulimit -a; ls -l /proc/self/fd | wc -l; ps -e | wc -l; cat /proc/self/oom_score_adj;"
                + " grep -E '^(Sig|Shd|Cap|NoNew|Seccomp|Umask|Groups)' /proc/self/status"),
        io.assay.Command.of("/bin/sh", "-c", "echo $0 $1; exit 3", "a", "b"),
        new io.assay.Command("/bin/pwd", List.of(), Map.of("PWD", "/"), "/tmp"),
        new io.assay.Command("/bin/pwd", List.of(), Map.of(), "/nowhere"),
        io.assay.Command.of("/bin/nothing"),
        io.assay.Command.of("/etc/ssl/certs"),
        io.assay.Command.of("/bin/sh", "-c", "echo ${#0}", "x".repeat(100_000)),
        io.assay.Command.of("/bin/sh", "-c", "kill -9 $$"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aProcessAheadOfItsProgramBecomesWhatOneThatIsStartedIs(io.assay.Command command)
      throws Exception {
    SandboxSpec spec = new SandboxSpec(coldly.template(List.of()), Limits.DEFAULT, Set.of());
    try (LocalSandbox prepared = local.local(spec);
        LocalSandbox cold = local.local(spec)) {
      prepared.ready(Optional.empty());
      String expected = said(cold, command);
      assertThat(said(prepared, command)).isEqualTo(expected);
      // Where the first could not be executed, too.
      assertThat(said(prepared, command)).isEqualTo(expected);
    }
  }

  private static String said(Sandbox sandbox, io.assay.Command command) throws Exception {
    StringBuilder said = new StringBuilder();
    try (var execution = sandbox.start(command)) {
      for (var output = execution.next(); output != null; output = execution.next()) {
        said.append(output.bytes().text());
      }
      return said.append(execution.outcome().end()).toString();
    } catch (io.assay.SandboxException e) {
      return said.append(e.getMessage()).toString();
    }
  }

  @Test
  void aSandboxWithoutAProgramIsReadyBeforeItIsAskedForAndNobodysBefore() throws Exception {
    var template = coldly.template(List.of());
    SandboxSpec spec = new SandboxSpec(template, Limits.DEFAULT, Set.of());
    Path folder = Files.createDirectory(state.resolve("shown"));
    SandboxSpec shown = new SandboxSpec(template.withBind(folder), Limits.DEFAULT, Set.of());
    Files.writeString(folder.resolve("which"), "the first");

    assertThat(isReadyBefore(spec)).isTrue();
    assertThat(isReadyBefore(shown)).isTrue();
    Files.move(folder, state.resolve("moved"));
    Files.createDirectory(folder);
    Files.writeString(folder.resolve("which"), "the second");

    try (Sandbox sandbox = warmed.open(shown)) {
      assertThat(sandbox.read(folder.resolve("which").toString(), 100).text())
          .isEqualTo("the second");
    }
  }

  @Test
  void whatTakesMoreThanItSavesIsReadiedWhereAProcessorIsIdleOnly(@TempDir Path folder)
      throws Exception {
    Ahead rehearses =
        new Ahead(
            io.assay.Command.of("/bin/sleep", "1000"),
            new java.util.TreeMap<>(),
            1,
            Ahead.Start.REHEARSED);
    SandboxSpec spec =
        new SandboxSpec(
            coldly.template(List.of()), Limits.DEFAULT, Set.of(), Optional.of(rehearses));
    AtomicBoolean idle = new AtomicBoolean();
    Warmed considerate = new Warmed(LocalSandboxes.start(folder), idle::get, Warmed.IDLE);
    try {
      assertThat(isReadyBefore(considerate, spec, 10)).isFalse();
      idle.set(true);
      assertThat(isReadyBefore(considerate, spec, 100)).isTrue();
    } finally {
      considerate.close();
    }
  }

  @Test
  void whatNobodyAsksForIsTakenAway(@TempDir Path folder) throws Exception {
    Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
    LocalSandboxes own = LocalSandboxes.start(folder);
    List<ProcessHandle> cell =
        ProcessHandle.current().children().filter(it -> !before.contains(it)).toList();
    assertThat(cell).hasSize(1);
    Warmed forgetful = new Warmed(own, () -> true, Duration.ofMillis(500));
    try {
      Toolchains toolchains = new Toolchains(new Host(System.getenv(), state, line -> {}));
      Runner runner = new Runner(forgetful, toolchains);
      for (int i = 0; !runner.run(order("pass")).last().outcome().warm(); i++) {
        assertThat(i).isLessThan(200);
        Thread.sleep(50);
      }
      Remains.await(() -> cell.getFirst().descendants().findAny().isEmpty());

      assertThat(cell.getFirst().descendants()).isEmpty();
      assertThat(runner.run(order("print(1)")).stdout()).isEqualTo("1\n");
    } finally {
      forgetful.close();
    }
  }

  @Test
  void noProcessorIsIdleWhereAllAreBusy() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    List<Thread> busy = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      busy.add(
          Thread.ofPlatform()
              .start(() -> {
                while (!done.get()) {
                  Thread.onSpinWait();
                }
              }));
    }
    List<Boolean> seen = new ArrayList<>();
    try {
      Idleness idleness = new Idleness();
      for (int i = 0; i < 10; i++) {
        Thread.sleep(Idleness.WINDOW);
        seen.add(idleness.getAsBoolean());
      }
    } finally {
      done.set(true);
    }
    for (Thread thread : busy) {
      thread.join();
    }

    assertThat(seen).containsOnly(false);
  }

  private static boolean isReadyBefore(SandboxSpec spec) throws Exception {
    return isReadyBefore(warmed, spec, 100);
  }

  /// Whether one of the next sandboxes is older than the wish for it; none has what is written into
  /// each.
  private static boolean isReadyBefore(Warmed warmed, SandboxSpec spec, int tries)
      throws Exception {
    for (int i = 0; i < tries; i++) {
      Thread.sleep(50);
      java.time.Instant asked = java.time.Instant.now();
      try (Sandbox sandbox = warmed.open(spec)) {
        String said;
        try (var execution =
            sandbox.start(io.assay.Command.of("/bin/sh", "-c", "stat -c %.Y .; ls -A"))) {
          said = java.util.Objects.requireNonNull(execution.next()).bytes().text();
        }
        String[] lines = said.split("\n");
        assertThat(lines).as(said).hasSize(1);
        sandbox.write("mine", false, new ByteArrayInputStream(new byte[1]));
        // The clock of files ticks every 10 ms at most.
        if (Double.parseDouble(lines[0]) < asked.toEpochMilli() / 1e3 - 0.02) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void aSandboxThatWasKilledWhileItWaitedIsNotGivenOut() throws Exception {
    untilWarm(order("print(1)"));
    // Give it time to stock up, then take the cell away under it.
    Thread.sleep(500);
    long cell =
        ProcessHandle.current()
            .children()
            .filter(it -> it.info().command().orElse("").contains("cell"))
            .findFirst()
            .orElseThrow()
            .pid();
    ProcessHandle.of(cell).orElseThrow().destroyForcibly();
    Thread.sleep(200);
    for (int run = 0; run < 3; run++) {
      assertThat(warmly.run(order("print(2)")).stdout()).isEqualTo("2\n");
    }
    try (Sandbox sandbox =
        warmed.open(new SandboxSpec(coldly.template(List.of()), Limits.DEFAULT, Set.of()))) {
      assertThat(sandbox.isolation().means()).isNotEmpty();
    }
  }
}
