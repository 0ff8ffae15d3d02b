package io.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.assay.Blame;
import io.assay.Bytes;
import io.assay.Command;
import io.assay.Execution;
import io.assay.Guarantee;
import io.assay.Limit;
import io.assay.Limits;
import io.assay.Outcome;
import io.assay.Outcome.Cancelled;
import io.assay.Outcome.Exited;
import io.assay.Outcome.LimitReached;
import io.assay.Outcome.Signalled;
import io.assay.Output;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.SandboxSpec;
import io.assay.Template;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real sandboxes of this host, and `/bin/sh` in them.
@Timeout(60)
class LocalSandboxTest {
  private static final Template BARE =
      new Template("bare", List.of(), List.of(), List.of(), List.of(), Map.of(), new TreeMap<>());

  @TempDir static Path state;
  private static LocalSandboxes sandboxes;

  @BeforeAll
  static void startEngine() {
    sandboxes = LocalSandboxes.start(state);
  }

  @AfterAll
  static void stopEngine() {
    sandboxes.close();
  }

  /// What a script came to.
  private record Ran(Outcome outcome, Bytes stdout, String stderr) {
    String text() {
      return stdout.text();
    }
  }

  private static Ran run(Limits limits, String script) throws InterruptedException {
    try (Sandbox sandbox = open(limits)) {
      return run(sandbox, script);
    }
  }

  private static Sandbox open(Limits limits) throws InterruptedException {
    return sandboxes.open(new SandboxSpec(BARE, limits, Set.of()));
  }

  private static Ran run(Sandbox sandbox, String script) throws InterruptedException {
    try (Execution execution = sandbox.start(Command.of("/bin/sh", "-c", script))) {
      return finish(execution);
    }
  }

  private static Ran finish(Execution execution) throws InterruptedException {
    var out = new java.io.ByteArrayOutputStream();
    var err = new java.io.ByteArrayOutputStream();
    for (Output piece = execution.next(); piece != null; piece = execution.next()) {
      (piece.stream() == Output.Stream.STDOUT ? out : err).writeBytes(piece.bytes().toArray());
    }
    return new Ran(
        execution.outcome(), Bytes.copyOf(out.toByteArray()), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aProgramsExitStatusAndOutputComeBack() throws InterruptedException {
    Ran ran = run(Limits.DEFAULT, "echo out; echo err >&2; exit 7");

    assertThat(ran.outcome().end()).isEqualTo(new Exited(7));
    assertThat(ran.text()).isEqualTo("out\n");
    assertThat(ran.stderr()).isEqualTo("err\n");
    assertThat(ran.outcome().limitsHit()).isEmpty();
    assertThat(ran.outcome().usage().outputBytes()).isEqualTo(8);
  }

  @Test
  void aSignalThatEndsAProgramIsNamed() throws InterruptedException {
    assertThat(run(Limits.DEFAULT, "kill -9 $$").outcome().end()).isEqualTo(new Signalled(9));
    assertThat(run(Limits.DEFAULT, "kill -TERM $$").outcome().end()).isEqualTo(new Signalled(15));
  }

  @Test
  void outputIsByteExact() throws InterruptedException {
    Ran ran = run(Limits.DEFAULT, "printf '\\000\\377\\r\\n\\200'; head -c 1000000 /dev/zero");

    assertThat(ran.stdout().size()).isEqualTo(1_000_005);
    assertThat(Arrays.copyOf(ran.stdout().toArray(), 5)).containsExactly(0, 255, '\r', '\n', 128);
  }

  @Test
  void inputStreamsToTheProgram() throws Exception {
    try (Sandbox sandbox = open(Limits.DEFAULT);
        Execution execution = sandbox.start(Command.of("/usr/bin/sha256sum"))) {
      byte[] megabytes = new byte[5 << 20];
      try (OutputStream stdin = execution.stdin()) {
        stdin.write(megabytes);
      }
      assertThat(finish(execution).text()).startsWith(Digests.sha256(megabytes));
    }
  }

  @Test
  void aProgramOpensItsStreamsByTheirPaths() throws Exception {
    try (Sandbox sandbox = open(Limits.DEFAULT);
        Execution execution =
            sandbox.start(
                Command.of("/bin/sh", "-c", "cat /dev/stdin; echo out > /dev/stdout; id -u"))) {
      try (OutputStream stdin = execution.stdin()) {
        stdin.write("in\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
      assertThat(finish(execution).text()).isEqualTo("in\nout\n1000\n");
    }
  }

  @Test
  void aProgramThatReadsNothingIsNotWaitedFor() throws Exception {
    try (Sandbox sandbox = open(Limits.DEFAULT);
        Execution execution =
            sandbox.start(Command.of("/bin/sh", "-c", "exec <&-; sleep 0.2; exit 3"))) {
      Thread feeder =
          Thread.ofVirtual()
              .start(() -> {
                try (OutputStream stdin = execution.stdin()) {
                  stdin.write(new byte[20 << 20]);
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      assertThat(finish(execution).outcome().end()).isEqualTo(new Exited(3));
      assertThat(feeder.join(Duration.ofSeconds(5))).isTrue();
    }
  }

  @Test
  void wallTimeEndsAProgramThatIgnoresEverySignal() throws InterruptedException {
    Ran ran =
        run(
            Limits.DEFAULT.withWall(Duration.ofMillis(300)),
            "trap '' TERM INT HUP; echo on; while :; do sleep 1; done");

    assertThat(ran.outcome().end()).isEqualTo(new LimitReached(Limit.TIME));
    assertThat(ran.outcome().limitsHit()).containsExactly(Limit.TIME);
    assertThat(ran.text()).isEqualTo("on\n");
    assertThat(ran.outcome().usage().wall())
        .isBetween(Duration.ofMillis(300), Duration.ofSeconds(3));
  }

  @Test
  void processorTimeIsCountedOverAllProcesses() throws InterruptedException {
    // The default, which is also watched where the kernel cannot count it.
    Limits limits = withDefault(Limits.DEFAULT.withCpuTime(Duration.ofSeconds(1)));
    Ran ran = run(limits, "for i in 1 2; do (while :; do :; done) & done; wait");

    assertThat(ran.outcome().end()).isEqualTo(new LimitReached(Limit.CPU));
    assertThat(ran.outcome().usage().cpu())
        .isBetween(Duration.ofMillis(950), Duration.ofSeconds(3));
  }

  @Test
  void memoryIsBoundedForTheWholeSandbox() throws InterruptedException {
    Limits limits = withDefault(Limits.DEFAULT.withMemoryBytes(64 << 20));
    // The kernel takes one process; init ends the others when it looks next.
    Ran ran = run(limits, "head -c 300000000 /dev/zero | tail; sleep 20; echo survived");

    assertThat(ran.outcome().end()).isEqualTo(new LimitReached(Limit.MEMORY));
    assertThat(ran.outcome().limitsHit()).contains(Limit.MEMORY);
    assertThat(ran.text()).doesNotContain("survived");
  }

  @Test
  void aForkBombIsHeldAndNamed() throws InterruptedException {
    Ran ran =
        run(
            Limits.DEFAULT.withProcesses(20).withWall(Duration.ofSeconds(5)),
            "i=0; while [ $i -lt 40 ]; do sleep 2 & i=$((i+1)); done; echo never");

    assertThat(ran.outcome().limitsHit()).contains(Limit.PROCESSES);
    assertThat(ran.text()).doesNotContain("never");
  }

  @Test
  void aFullDiskIsNamedThoughTheProgramGoesOn() throws InterruptedException {
    Ran ran =
        run(
            Limits.DEFAULT.withDiskBytes(1 << 20),
            "head -c 3000000 /dev/zero > big; head -c 3000000 /dev/zero > /tmp/big; echo on");

    assertThat(ran.outcome().end()).isEqualTo(new Exited(0));
    assertThat(ran.outcome().limitsHit()).containsExactly(Limit.DISK);
    assertThat(ran.text()).isEqualTo("on\n");
    assertThat(ran.stderr()).contains("No space left");
  }

  @Test
  void tooManyFilesAreNamed() throws InterruptedException {
    Ran ran =
        run(
            Limits.DEFAULT.withDiskFiles(50),
            "i=0; while [ $i -lt 100 ]; do : > f$i; i=$((i+1)); done; sleep 0.1");

    assertThat(ran.outcome().limitsHit()).contains(Limit.DISK);
  }

  @Test
  void endlessOutputIsCutAndTheProgramEnded() throws InterruptedException {
    Ran ran = run(Limits.DEFAULT.withOutputBytes(100_000), "yes");

    assertThat(ran.outcome().end()).isEqualTo(new LimitReached(Limit.OUTPUT));
    assertThat(ran.stdout().size()).isEqualTo(100_000);
  }

  @Test
  void openFilesAreBoundedAndNamed() throws InterruptedException {
    assumeTrue(Path.of("/usr/bin/python3").toFile().canExecute(), "no /usr/bin/python3");
    String script =
        """
        /usr/bin/python3 -c 'import time
        files = []
        try:
          while True: files.append(open("/dev/null"))
        except OSError as e: print(e)
        time.sleep(0.2)'\
        """;
    Ran ran = run(Limits.DEFAULT.withOpenFiles(32), script);

    assertThat(ran.text()).contains("Too many open files");
    assertThat(ran.outcome().limitsHit()).containsExactly(Limit.FILES);
  }

  @Test
  void whatAProgramLeavesBehindEndsWithIt() throws InterruptedException {
    try (Sandbox sandbox = open(Limits.DEFAULT)) {
      long start = System.nanoTime();
      Ran first =
          run(
              sandbox,
              "(setsid sh -c 'trap \"\" TERM HUP; while :; do sleep 1; done' &) ; echo done");
      assertThat(first.outcome().end()).isEqualTo(new Exited(0));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(run(sandbox, "ls -d /proc/[0-9]* | wc -l").text().trim())
          .as("the shell, ls and wc only")
          .isIn("2", "3");
    }
  }

  @Test
  void cancellingEndsAProgram() throws InterruptedException {
    try (Sandbox sandbox = open(Limits.DEFAULT);
        Execution execution = sandbox.start(Command.of("/bin/sleep", "50"))) {
      execution.cancel();
      assertThat(execution.outcome().end()).isEqualTo(new Cancelled());
    }
  }

  @Test
  void aSignalReachesTheProgram() throws InterruptedException {
    try (Sandbox sandbox = open(Limits.DEFAULT);
        Execution execution =
            sandbox.start(
                Command.of(
                    "/bin/sh",
                    "-c",
                    "trap 'echo got; exit 4' USR1; echo up; while :; do sleep 0.05; done"))) {
      assertThat(execution.next()).isNotNull();
      execution.signal(10);
      assertThat(finish(execution).outcome().end()).isEqualTo(new Exited(4));
    }
  }

  @Test
  void anExecutionThatIsClosedMakesRoomForTheNext() throws InterruptedException {
    try (Sandbox sandbox = open(Limits.DEFAULT)) {
      for (int round = 0; round < 5; round++) {
        try (Execution execution = sandbox.start(Command.of("/usr/bin/yes"))) {
          assertThat(execution.next()).isNotNull();
        }
      }
      assertThat(run(sandbox, "echo free").text()).isEqualTo("free\n");
    }
  }

  @Test
  void aReaderThatDoesNotReadStopsTheProgram() throws InterruptedException {
    try (Sandbox sandbox = open(Limits.DEFAULT);
        Execution execution = sandbox.start(Command.of("/usr/bin/yes"))) {
      Thread.sleep(500);
      execution.cancel();
      assertThat(execution.outcome().usage().outputBytes()).isLessThan(4 << 20);
    }
  }

  @Test
  void filesAreWrittenAndReadAsTheUser() throws InterruptedException {
    try (Sandbox sandbox = open(Limits.DEFAULT)) {
      sandbox.write("a/b/run.sh", true, bytes("#!/bin/sh\nid -u > /tmp/id; echo ran\n"));
      assertThat(run(sandbox, "./a/b/run.sh").text()).isEqualTo("ran\n");
      assertThat(sandbox.read("/tmp/id", 100).text()).isEqualTo("1000\n");
    }
  }

  @Test
  void oddFilesAreRefusedAndNothingHangs() throws InterruptedException {
    try (Sandbox sandbox = open(Limits.DEFAULT)) {
      run(
          sandbox,
          "mkfifo fifo; ln -s /proc/1/environ env; ln -s loop loop; mkdir folder; truncate -s 1T sparse");
      for (String path :
          List.of("fifo", "env", "loop", "folder", "/dev/zero", "/proc/self/mem", "none")) {
        assertThatThrownBy(() -> sandbox.read(path, 1000))
            .as(path)
            .isInstanceOfSatisfying(
                SandboxException.class, e -> assertThat(e.blame()).isEqualTo(Blame.CALLER));
      }
      assertThatThrownBy(() -> sandbox.read("sparse", 1000))
          .hasMessageContaining("1099511627776 bytes");
      for (String path :
          List.of("fifo", "/etc/passwd", "/proc/sys/kernel/core_pattern", "folder", "/usr/x")) {
        assertThatThrownBy(() -> sandbox.write(path, false, bytes("x")))
            .as(path)
            .isInstanceOf(SandboxException.class);
      }
    }
  }

  @Test
  void aProgramThatIsNotThereIsTheCallersFault() {
    assertThatThrownBy(() -> run(Limits.DEFAULT, "true").outcome().end().equals(startMissing()))
        .isInstanceOfSatisfying(
            SandboxException.class,
            e -> {
              assertThat(e.blame()).isEqualTo(Blame.CALLER);
              assertThat(e).hasMessageContaining("/no/such/program").hasMessageContaining("ENOENT");
            });
  }

  private static Object startMissing() throws InterruptedException {
    try (Sandbox sandbox = open(Limits.DEFAULT)) {
      return sandbox.start(Command.of("/no/such/program"));
    }
  }

  @Test
  void aProjectWhoseHooksCouldBeLedElsewhereIsRefused(@TempDir Path project) throws Exception {
    Files.createSymbolicLink(project.resolve(".git"), Path.of("elsewhere"));
    SandboxSpec spec = new SandboxSpec(BARE.withWritable(project), Limits.DEFAULT, Set.of());

    assertThatThrownBy(() -> sandboxes.open(spec))
        .isInstanceOfSatisfying(
            SandboxException.class, e -> assertThat(e.blame()).isEqualTo(Blame.CALLER))
        .hasMessageContaining(project.resolve(".git") + "' is a link");
  }

  @Test
  void aGuaranteeThatCannotHoldIsRefused() {
    Guarantee missing = Guarantee.MEMORY_LIMIT;
    assumeTrue(
        !sandboxes.isolation().isolation().holds(missing),
        "this host has control groups: run as an ordinary user to see the refusal");
    assertThatThrownBy(() -> open(Limits.DEFAULT.withMemoryBytes(64 << 20)))
        .isInstanceOfSatisfying(
            SandboxException.class, e -> assertThat(e.blame()).isEqualTo(Blame.HOST))
        .hasMessageContaining("memory-limit");
  }

  @Test
  void inputThatComesTooLateCostsNoOutput() throws Exception {
    for (int round = 0; round < 5; round++) {
      try (Sandbox sandbox = open(Limits.DEFAULT);
          Execution execution =
              sandbox.start(Command.of("/bin/sh", "-c", "head -c 300000 /dev/zero; exit 3"))) {
        Thread feeder =
            Thread.ofVirtual()
                .start(() -> {
                  try (OutputStream stdin = execution.stdin()) {
                    stdin.write(new byte[4 << 20]);
                  } catch (java.io.IOException e) {
                    assertThat(e).isNotNull();
                  }
                });
        Thread.sleep(50);
        Ran ran = finish(execution);
        assertThat(ran.outcome().end()).isEqualTo(new Exited(3));
        assertThat(ran.stdout().size()).isEqualTo(300_000);
        feeder.join();
      }
    }
  }

  @Test
  void aWriterIsToldThatTheProgramHasEnded() throws Exception {
    try (Sandbox sandbox = open(Limits.DEFAULT);
        Execution execution = sandbox.start(Command.of("/bin/true"));
        OutputStream stdin = execution.stdin()) {
      execution.outcome();
      assertThatThrownBy(() -> stdin.write(new byte[10])).isInstanceOf(java.io.IOException.class);
    }
  }

  @Test
  void aThreadThatWasInterruptedStillEndsItsProgram() throws Exception {
    try (Sandbox sandbox = open(Limits.DEFAULT);
        Execution execution = sandbox.start(Command.of("/bin/sleep", "50"))) {
      Thread.currentThread().interrupt();
      execution.cancel();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(execution.outcome().end()).isEqualTo(new Cancelled());
    }
  }

  @Test
  void anInitThatLosesItsMemoryToFilesIsALimitAndNoFault() throws Exception {
    assumeTrue(
        sandboxes.isolation().isolation().holds(Guarantee.MEMORY_LIMIT),
        "no control groups: memory is only sampled here");
    Limits limits = Limits.DEFAULT.withMemoryBytes(32 << 20).withDiskBytes(1 << 30);
    Ran ran = run(limits, "head -c 100000000 /dev/zero > big; cat big > /tmp/more; echo on");

    assertThat(ran.outcome().limitsHit()).containsAnyOf(Limit.DISK, Limit.MEMORY);
  }

  /// Each line is tried by Python and must be refused with the errno named.
  @Test
  void whatReachesBeyondTheSandboxIsRefused() throws InterruptedException {
    assumeTrue(Path.of("/usr/bin/python3").toFile().canExecute(), "no /usr/bin/python3");
    String script =
        """
        import ctypes, errno, os, resource, socket
        libc = ctypes.CDLL(None, use_errno=True)
        def refused(name, errors, act):
            try:
                act()
                print(name, "was allowed")
            except OSError as e:
                if e.errno not in errors: print(name, errno.errorcode[e.errno])
        refused("prlimit of init", {errno.EPERM, errno.ESRCH},
                lambda: resource.prlimit(1, resource.RLIMIT_NOFILE, (0, 0)))
        for family in (3, 16, 17, 29, 38, 40):
            refused(f"socketpair of family {family}", {errno.EAFNOSUPPORT},
                    lambda: socket.socketpair(family, socket.SOCK_STREAM))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if resource.getrlimit(resource.RLIMIT_CORE) != (1, 1): print("core limit was changed")
        resource.setrlimit(resource.RLIMIT_NOFILE, (20, 20))
        if resource.getrlimit(resource.RLIMIT_NOFILE) != (20, 20): print("own limit was not")
        opened = 0
        while libc.inotify_init() >= 0: opened += 1
        if opened > 8: print(opened, "inotify instances")
        context = ctypes.c_ulong(0)
        if libc.syscall({"x86_64": 206, "aarch64": 0}[os.uname().machine], 10, ctypes.byref(context)) != -1:
            print("io_setup was allowed")
        print("tried")
        """;
    try (Sandbox sandbox = open(Limits.DEFAULT)) {
      sandbox.write("try.py", false, bytes(script));
      Ran ran = run(sandbox, "/usr/bin/python3 try.py");

      assertThat(ran.text() + ran.stderr()).isEqualTo("tried\n");
    }
  }

  @Test
  void twoSandboxesShareNothing() throws InterruptedException {
    try (Sandbox one = open(Limits.DEFAULT);
        Sandbox two = open(Limits.DEFAULT)) {
      run(one, "echo secret > /tmp/secret; echo secret > secret; echo secret > /dev/shm/secret");
      assertThat(run(two, "cat /tmp/secret secret /dev/shm/secret").text()).isEmpty();
    }
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The same ceilings, not asked for: watched as well as the host allows.
  private static Limits withDefault(Limits limits) {
    return new Limits(
        limits.cpus(),
        limits.memoryBytes(),
        limits.wall(),
        limits.cpuTime(),
        limits.processes(),
        limits.diskBytes(),
        limits.diskFiles(),
        limits.outputBytes(),
        limits.openFiles(),
        Set.of());
  }
}
