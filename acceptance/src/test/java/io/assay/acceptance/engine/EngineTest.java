package io.assay.acceptance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.acceptance.Product.Ended;
import io.assay.acceptance.Product.Start;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EngineTest {
  /// Its child has a name to be counted by, which no interpreter that only waits for a program has.
  private static final String FOREVER =
      """
      import subprocess
      child = subprocess.Popen(['/bin/sleep', '100'])
      print('up', flush=True)
      child.wait()
      """;

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Resident resident;

  @BeforeAll
  static void start() throws Exception {
    resident = new Resident(shared);
    resident.start("10m");
  }

  @AfterAll
  static void stop() throws Exception {
    resident.end();
  }

  static List<Start> commands() {
    return List.of(
        Start.of("run", "main.py", "--env", "NAME=ü", "--", "-x", "ü€").withStdin("in"),
        Start.of("run", "-", "--language", "python").withStdin("print(6 * 7)"),
        Start.of("run", "-", "--language", "python")
            .withStdin("import os; os.kill(os.getpid(), 11)"),
        Start.of("run", "-", "--language", "python").withStdin("raise SystemExit(3)"),
        Start.of("run", "-", "--language", "python", "--timeout", "300ms")
            .withStdin("while True: pass"),
        Start.of("run", "-", "--language", "python", "--output", "1000")
            .withStdin("while True: print('y' * 99)"),
        Start.of("run", "absent.py"),
        Start.of("run", "src", "--entry", "src/two.py"),
        Start.of("run", "src"),
        Start.of("run", "--jsno", "main.py"),
        Start.of("run", "main.py", "--memory", "lots", "--json"),
        Start.of("run", "main.py", "-l", "cobol"),
        Start.of("run", "--help"),
        Start.of("validate", "src/two.py", "--expect", "want.txt", "--stdin", "want.txt"),
        Start.of("validate", "src/two.py", "--expect", "src/one.py"),
        Start.of("validate", "src/two.py", "--expect", "log"),
        Start.of("validate", "src/two.py", "--expect-file", "made=absent.txt"),
        Start.of("mcp")
            .withStdin(
                """
                {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}}
                {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "close_sandbox", "arguments": {"sandbox": "s1"}}}
                """));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("commands")
  void whatTheEngineDoesIsWhatIsDoneWithoutIt(Start start) throws Exception {
    Files.writeString(
        folder.resolve("main.py"),
        "import os, sys\nprint(sys.argv, os.environ.get('NAME'), sys.stdin.read())\nprint(1, file=sys.stderr)");
    Files.createDirectory(folder.resolve("src"));
    Files.writeString(folder.resolve("src/one.py"), "print('one')");
    Files.writeString(folder.resolve("src/two.py"), "print('two')");
    Files.writeString(folder.resolve("want.txt"), "two");

    Ended alone = resident.alone(start, folder);
    Ended called = resident.call(start, folder);

    assertThat(called.status()).isEqualTo(alone.status());
    assertThat(timeless(called.stdout().text())).isEqualTo(timeless(alone.stdout().text()));
    assertThat(called.stderr()).isEqualTo(alone.stderr());
  }

  private static String timeless(String text) {
    return text.replaceAll("\\d+ ms", "… ms");
  }

  @Test
  @Tag("slow")
  void aProductThatWasMovedStarts(@TempDir Path elsewhere) throws Exception {
    Resident own = new Resident(elsewhere, Files.createDirectory(elsewhere.resolve("home")));
    Start start = Start.of("run", "-", "--language", "python").withStdin("print(6 * 7)");
    long patience = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!own.isTrained() && System.nanoTime() < patience) {
      assertThat(own.alone(start, folder).status()).isZero();
      Thread.sleep(200);
    }
    assertThat(own.isTrained()).isTrue();

    Ended moved = own.moved(elsewhere.resolve("moved"), start, folder);

    assertThat(moved.stderr()).isEmpty();
    assertThat(moved.stdout().text()).isEqualTo("42\n");
  }

  @Test
  void theJdkThatWasFoundIsTakenWhileItIsOne(@TempDir Path elsewhere) throws Exception {
    Resident own = new Resident(elsewhere);
    Path jdk = elsewhere.resolve("jdk");
    Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho another JDK\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"98\"\n");
    String path = Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");
    Start searching = Start.of("--version").withEnvironment(Map.of("JAVA_HOME", "", "PATH", path));
    for (int i = 0; i < 3; i++) {
      assertThat(own.alone(searching, folder).stdout().text()).startsWith("assay ");
    }
    List<String> found = Files.readAllLines(own.found());
    assertThat(found).hasSize(4);

    found.set(2, jdk.toString());
    Files.write(own.found(), found);
    assertThat(own.alone(searching, folder).stdout().text()).isEqualTo("another JDK\n");
    // Who names one is heard.
    Start named =
        searching.withEnvironment(
            Map.of("JAVA_HOME", System.getProperty("java.home"), "PATH", path));
    assertThat(own.alone(named, folder).stdout().text()).startsWith("assay ");
    assertThat(own.alone(searching, folder).stdout().text()).isEqualTo("another JDK\n");

    // As old as it was, and of another version.
    var time = Files.getLastModifiedTime(jdk.resolve("release"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"21\"\n");
    Files.setLastModifiedTime(jdk.resolve("release"), time);
    assertThat(own.alone(searching, folder).stdout().text()).startsWith("assay ");
    assertThat(Files.readAllLines(own.found()).get(2)).isNotEqualTo(jdk.toString());
  }

  @Test
  void aDocumentSaysTheSame() {
    Start start = Start.of("run", "-", "--language", "python", "--json").withStdin("print(1/0)");

    Ended alone = resident.alone(start, folder);
    Ended called = resident.call(start, folder);

    assertThat(called.json().names()).isEqualTo(alone.json().names());
    assertThat(called.json().at("error")).isEqualTo(alone.json().at("error"));
    assertThat(called.json().at("template")).isEqualTo(alone.json().at("template"));
    assertThat(called.json().at("guarantees")).isEqualTo(alone.json().at("guarantees"));
  }

  @Test
  void aSignalCancelsTheCallAndSaysSo() throws Exception {
    for (String signal : List.of("INT", "TERM", "HUP")) {
      Process client = running();
      assertThat(new ProcessBuilder("kill", "-" + signal, "" + client.pid()).start().waitFor())
          .isZero();
      assertThat(client.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(client.exitValue()).isEqualTo(121);
      assertThat(new String(client.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("assay: cancelled; the program was ended and nothing of it is left\n");
      waitUntilNoProgramRuns();
    }
  }

  @Test
  void aClientThatIsKilledEndsItsProgramAndNothingElse() throws Exception {
    Process killed = running();
    Process other = running();
    killed.destroyForcibly().waitFor();
    waitUntilProgramsRun(1);
    assertThat(other.isAlive()).isTrue();
    other.destroyForcibly().waitFor();
    waitUntilNoProgramRuns();
  }

  @Test
  void aReaderThatHasSeenEnoughEndsTheProgramQuietly() throws Exception {
    Process client = client("while True: print('y' * 99)", "--output", "1G");
    assertThat(client.getInputStream().read()).isEqualTo('y');
    client.getInputStream().close();
    assertThat(client.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(client.exitValue()).isEqualTo(141);
    assertThat(client.getErrorStream().readAllBytes()).isEmpty();
  }

  @Test
  void outputThatCannotBeWrittenIsSaid() throws Exception {
    Files.writeString(folder.resolve("main.py"), "print(1)");
    ProcessBuilder builder = resident.client(Start.of("run", "main.py"), folder);
    Process client = builder.redirectOutput(new File("/dev/full")).start();
    assertThat(client.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(client.exitValue()).isEqualTo(123);
    assertThat(new String(client.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("No space left on device");
  }

  @Test
  void anEngineThatDoesNotAnswerIsNamedAndDoneWithout() throws Exception {
    Files.writeString(folder.resolve("main.py"), "print(6 * 7)");
    String pid = "" + resident.process().pid();
    assertThat(new ProcessBuilder("kill", "-STOP", pid).start().waitFor()).isZero();
    try {
      Ended ended = resident.launched(Start.of("run", "main.py"), folder);

      assertThat(ended.stdout().text()).isEqualTo("42\n");
      assertThat(ended.stderr())
          .contains("the resident engine (process " + pid + ") does not answer")
          .hasLineCount(1);
    } finally {
      assertThat(new ProcessBuilder("kill", "-CONT", pid).start().waitFor()).isZero();
    }
  }

  @Test
  void noMoreInputIsTakenThanTheProgramLetsThrough() throws Exception {
    Process client = client("print(1)");
    try (OutputStream _ = client.getOutputStream()) {
      assertThat(client.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(client.exitValue()).isZero();
    }
  }

  @Test
  void manyCallAtOnceAndEachHasItsOwnAnswer() throws Exception {
    List<Process> clients = new ArrayList<>();
    for (int number = 0; number < 12; number++) {
      Path own = Files.createDirectory(folder.resolve("" + number));
      Files.writeString(own.resolve("main.py"), "print(" + number + ")");
      clients.add(resident.client(Start.of("run", "main.py"), own).start());
    }
    for (int number = 0; number < clients.size(); number++) {
      assertThat(
              new String(
                  clients.get(number).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(number + "\n");
    }
  }

  @Test
  void garbageOnTheSocketHarmsNobody() throws Exception {
    for (byte[] garbage :
        List.of(
            new byte[] {0, 0, 0, 0},
            new byte[] {-1, -1, -1, -1, 1},
            new byte[] {2, 0, 0, 0, 1, 9},
            new byte[] {1, 0, 0, 0, 77},
            new byte[] {30, 0, 0, 0, 1})) {
      try (SocketChannel channel =
          SocketChannel.open(UnixDomainSocketAddress.of(resident.folder().resolve("socket")))) {
        channel.write(ByteBuffer.wrap(garbage));
        channel.shutdownOutput();
        assertThat(answer(channel)).isNegative();
      }
    }
    assertThat(client("print(1)").waitFor()).isZero();
  }

  static List<Start> own() {
    return List.of(
        Start.of("run", "/dev/stdin", "-l", "python").withStdin("print(1)"),
        Start.of("validate", "main.py", "--expect=/dev/stdin").withStdin("1"),
        Start.of("validate", "main.py", "--report", "json=/dev/stdout"));
  }

  @ParameterizedTest
  @MethodSource("own")
  void whatIsTheCallersOwnIsNotAskedOfTheEngine(Start start) throws Exception {
    Files.writeString(folder.resolve("main.py"), "print(1)");
    // Without an engine this would be done; /bin/false in place of the launcher shows that it is
    // tried.
    assertThat(resident.call(start, folder).status()).isEqualTo(1);
    assertThat(resident.alone(start, folder).status()).isZero();
  }

  /// What listens where the engine did says one thing after the other that no engine says.
  @Tag("slow")
  @Test
  void aLiarInTheEnginesPlaceEndsNoClientButWithAWord(@TempDir Path other) throws Exception {
    Resident second = new Resident(other);
    second.start("10m");
    Path place = second.folder();
    assertThat(second.call(Start.of("run", "--help"), folder).status()).isZero();
    second.end();
    Files.createDirectories(
        place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Random chance = new Random(1);
    try (ServerSocketChannel liar = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      liar.bind(UnixDomainSocketAddress.of(place.resolve("socket")));
      for (int lie = 0; lie < 200; lie++) {
        boolean accepted = lie % 2 == 0;
        Process client = second.client(Start.of("run", "main.py"), folder).start();
        try (SocketChannel caller = liar.accept()) {
          caller.read(ByteBuffer.allocate(1 << 16));
          if (accepted) {
            caller.write(ByteBuffer.wrap(new byte[] {1, 0, 0, 0, 65}));
          }
          caller.write(ByteBuffer.wrap(nonsense(chance, lie)));
        } catch (IOException hungUp) {
          assertThat(hungUp).hasMessageMatching("Broken pipe|Connection reset.*");
        }
        String said = new String(client.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(client.waitFor(30, TimeUnit.SECONDS)).as("lie %s", lie).isTrue();
        assertThat(client.exitValue()).as("lie %s: %s", lie, said).isEqualTo(accepted ? 125 : 1);
        assertThat(said).doesNotContain("panicked");
        if (accepted) {
          assertThat(said).contains("assay: lost the resident engine while it did this");
        }
      }
    }
  }

  /// A frame of any kind but an end, as long as it says or not, with anything in it.
  private static byte[] nonsense(Random chance, int lie) {
    byte[] payload = new byte[chance.nextInt(40)];
    chance.nextBytes(payload);
    int length = chance.nextInt(4) == 0 ? chance.nextInt() : payload.length + 1;
    byte kind = (byte) (lie % 3 == 0 ? chance.nextInt(60) : 66 + chance.nextInt(3));
    return ByteBuffer.allocate(5 + payload.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(length)
        .put(kind)
        .put(payload)
        .array();
  }

  @Test
  @Tag("quick")
  void anEngineWhereOthersMayHavePutSomethingIsNotAsked(@TempDir Path other) throws Exception {
    Files.writeString(folder.resolve("main.py"), "print(1)");
    Resident second = new Resident(other);
    second.start("10m");
    Path place = second.folder();
    Start start = Start.of("run", "main.py");
    assertThat(second.call(start, folder).stdout().text()).isEqualTo("1\n");

    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwx---"));
    assertThat(second.call(start, folder).status()).isEqualTo(1);
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
    if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
      Files.setAttribute(place, "unix:uid", 12345);
      assertThat(second.call(start, folder).status()).isEqualTo(1);
      Files.setAttribute(place, "unix:uid", 0);
    }
    assertThat(second.call(start, folder).stdout().text()).isEqualTo("1\n");
    second.end();
  }

  @Test
  void anotherStandingHasNoPartInTheEngine() throws Exception {
    Files.writeString(folder.resolve("main.py"), "print(1)");
    List<String> limited =
        List.of(
            "/bin/sh",
            "-c",
            "ulimit -n 200; exec \"$@\"",
            "sh",
            resident.cell().toString(),
            "client",
            resident.engines().toString(),
            "/bin/false");
    Process client = resident.builder(limited, Start.of("run", "main.py"), folder).start();
    assertThat(client.waitFor()).isEqualTo(1);
    assertThat(client.getInputStream().readAllBytes()).isEmpty();
  }

  @Test
  @Tag("slow")
  void anEngineThatIsKilledIsSaidAndReplaced(@TempDir Path own) throws Exception {
    Resident second = new Resident(own);
    second.start("10m");
    Files.writeString(folder.resolve("main.py"), FOREVER);
    Process client = second.client(Start.of("run", "main.py"), folder).start();
    assertThat(client.getInputStream().read()).isEqualTo('u');
    ProcessHandle engine = second.process();
    engine.destroyForcibly();
    assertThat(client.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(client.exitValue()).isEqualTo(125);
    assertThat(new String(client.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .startsWith("assay: lost the resident engine");
    // Nobody listens: done without, by the launcher itself.
    Files.writeString(folder.resolve("main.py"), "print(2)");
    Ended after = second.launched(Start.of("run", "main.py"), folder);
    assertThat(after.stdout().text()).isEqualTo("2\n");
    second.start("10m");
    assertThat(second.call(Start.of("run", "main.py"), folder).stdout().text()).isEqualTo("2\n");
    second.end();
  }

  @Test
  @Tag("slow")
  void anEngineIsShownAndEndsWithTheCallsUnderWay(@TempDir Path own) throws Exception {
    Resident second = new Resident(own);
    assertThat(second.launched(Start.of("engine", "stop"), folder).stdout().text())
        .isEqualTo("no engine runs\n");
    second.start("10m");
    ProcessHandle engine = second.process();
    Files.writeString(folder.resolve("main.py"), "print('up', flush=True)\ninput()\nprint('done')");
    Process client = second.client(Start.of("run", "main.py"), folder).start();
    assertThat(client.getInputStream().readNBytes(3)).isNotEmpty();

    Ended status = second.launched(Start.of("engine", "status"), folder);
    Ended stop = second.launched(Start.of("engine", "stop", "--json"), folder);
    Ended ending = second.launched(Start.of("engine", "status", "--json"), folder);
    try (OutputStream input = client.getOutputStream()) {
      input.write('\n');
    }

    assertThat(status.stdout().text()).startsWith("process " + engine.pid() + ", ").hasLineCount(1);
    assertThat(stop.status()).isZero();
    assertThat(stop.json().at("engines.0.pid").number()).isEqualTo(engine.pid());
    assertThat(stop.json().at("engines.0.ended").value()).isEqualTo(false);
    assertThat(ending.json().at("engines.0.ending").value()).isEqualTo(true);
    assertThat(client.getInputStream().readAllBytes())
        .isEqualTo("done\n".getBytes(StandardCharsets.UTF_8));
    assertThat(client.waitFor()).isZero();
    second.waitUntilEnded();
    Ended none = second.launched(Start.of("engine", "status", "--json"), folder);
    assertThat(none.json().at("engines").list()).isEmpty();
  }

  @Test
  void anotherProcessWithAnEnginesNumberIsNoEngine(@TempDir Path own) throws Exception {
    Resident second = new Resident(own);
    Path place = Files.createDirectories(second.engines().resolve("0123456789abcdef"));
    Process bystander = new ProcessBuilder("sleep", "100").start();
    try {
      Files.writeString(place.resolve("pid"), "" + bystander.pid());

      assertThat(second.launched(Start.of("engine", "stop"), folder).stdout().text())
          .isEqualTo("no engine runs\n");
      assertThat(bystander.isAlive()).isTrue();
    } finally {
      bystander.destroyForcibly();
    }
  }

  @Test
  void aProductThatWasBuiltAnewHasNoPartInTheOldOnesEngine(@TempDir Path own) throws Exception {
    Resident older = new Resident(own);
    older.start("10m");
    try {
      ProcessHandle engine = older.process();
      Start hello = Start.of("run", "-", "--language", "python").withStdin("print('hello')");
      assertThat(older.launched(hello, folder).stdout().text()).isEqualTo("hello\n");
      older.rebuild();
      assertThat(older.launched(hello, folder).stdout().text()).isEqualTo("another build\n");
      assertThat(engine.isAlive()).isTrue();
    } finally {
      older.end();
    }
  }

  @Test
  void whereTheCellOfABuildCannotBeLinkedToItIsUnpackedAllTheSame(@TempDir Path own)
      throws Exception {
    Resident product = new Resident(own);
    Files.createDirectories(product.linkToCell().resolve("in the way"));
    Start hello = Start.of("run", "-", "--language", "python").withStdin("print('hello')");

    Ended ended = product.alone(hello, folder);

    assertThat(ended.stderr()).isEmpty();
    assertThat(ended.stdout().text()).isEqualTo("hello\n");
  }

  @Test
  @Tag("slow")
  void anIdleEngineEnds(@TempDir Path own) throws Exception {
    Resident second = new Resident(own);
    second.start("2s");
    second.waitUntilEnded();
  }

  /// How many bytes are answered; none where the other end hangs up, with or without having read
  /// all.
  private static int answer(SocketChannel channel) throws IOException {
    try {
      return channel.read(ByteBuffer.allocate(9));
    } catch (SocketException reset) {
      assertThat(reset).hasMessageContaining("reset");
      return -1;
    }
  }

  private Process client(String code, String... more) throws IOException {
    Files.writeString(folder.resolve("main.py"), code);
    return resident.client(Start.of("run", "main.py").with(more), folder).start();
  }

  private Process running() throws IOException {
    Process client = client(FOREVER);
    assertThat(client.getInputStream().readNBytes(3))
        .isEqualTo("up\n".getBytes(StandardCharsets.UTF_8));
    return client;
  }

  private static void waitUntilNoProgramRuns() throws InterruptedException {
    waitUntilProgramsRun(0);
  }

  private static void waitUntilProgramsRun(int count) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (programs() != count && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    assertThat(programs()).isEqualTo(count);
  }

  private static long programs() throws InterruptedException {
    return resident.process().descendants().filter(EngineTest::sleeps).count();
  }

  private static boolean sleeps(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", "" + process.pid(), "comm")).equals("sleep\n");
    } catch (IOException gone) {
      return false;
    }
  }
}
