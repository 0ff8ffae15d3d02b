package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.assay.cli.Command.Ended;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `assay run` as a process of its own, with real programs in real sandboxes.
@Timeout(600)
class RunCommandTest {
  @TempDir Path folder;

  /// What processes left that were killed elsewhere: one of ours may get the same number.
  private final List<Path> before = new ArrayList<>();

  @BeforeEach
  void lookAround() throws IOException {
    before.addAll(named("assay-", Path.of("/sys/fs/cgroup"), 6));
  }

  @Test
  void aProgramsOutputIsAllThereIs() throws Exception {
    Ended ended = Command.run("run", python("print('hello')"));
    assertThat(ended.stderr()).isEmpty();
    assertThat(ended.text()).isEqualTo("hello\n");
    assertThat(ended.status()).isZero();
  }

  @Test
  void argumentsInputAndVariablesReachTheProgram() throws Exception {
    String file =
        python(
            """
            import os, sys
            print(sys.argv[1:], os.environ["GREETING"], sys.stdin.read())
            """);
    Ended ended =
        Command.fed(
            "three".getBytes(StandardCharsets.UTF_8),
            "run",
            file,
            "--env",
            "GREETING=a=b ü",
            "--timeout",
            "20s",
            "--",
            "--json",
            "-x",
            "ü€");
    assertThat(ended.text()).isEqualTo("['--json', '-x', 'ü€'] a=b ü three\n");
  }

  @Test
  void everyByteIsPassedOnAsItIs() throws Exception {
    String file =
        python(
            """
            import sys
            data = sys.stdin.buffer.read()
            sys.stdout.buffer.write(data)
            sys.stderr.buffer.write(data)
            """);
    byte[] every = new byte[256 * 1024];
    for (int at = 0; at < every.length; at++) {
      every[at] = (byte) (at * 31 + at / 256);
    }
    Path err = folder.resolve("err");
    Path in = Files.write(folder.resolve("in"), every);
    Ended ended =
        Command.ended(
            Command.of("run", file).redirectInput(in.toFile()).redirectError(err.toFile()));
    assertThat(ended.stdout()).isEqualTo(every);
    assertThat(Files.readAllBytes(err)).isEqualTo(every);
  }

  @Test
  void codeMayComeFromStdinAndThenTheProgramsInputIsEmpty() throws Exception {
    byte[] code = "import sys; print(repr(sys.stdin.read()))".getBytes(StandardCharsets.UTF_8);
    assertThat(Command.fed(code, "run", "-", "--language", "py").text()).isEqualTo("''\n");
  }

  @Test
  void aFolderRunsFromItsEntry() throws Exception {
    Files.createDirectories(folder.resolve("src/pack"));
    Files.writeString(folder.resolve("src/main.py"), "from pack.part import x\nprint(x)");
    Files.writeString(folder.resolve("src/pack/part.py"), "x = 7");
    Ended ended =
        Command.run(
            "run",
            folder.resolve("src") + "/",
            "--entry",
            folder.resolve("src/main.py").toString());
    assertThat(ended.text()).isEqualTo("7\n");
  }

  @Test
  void theProgramsStatusIsOurs() throws Exception {
    assertThat(Command.run("run", python("raise SystemExit(3)")).status()).isEqualTo(3);
  }

  @Test
  void aSignalIsToldAndAddedTo128() throws Exception {
    Ended ended = Command.run("run", python("import os; os.kill(os.getpid(), 11)"));
    assertThat(ended.status()).isEqualTo(139);
    assertThat(ended.stderr()).contains("11 (SIGSEGV)");
  }

  @Test
  void aLimitThatEndsAProgramIsNamedWithTheOptionThatRaisesIt() throws Exception {
    Ended time = Command.run("run", python("while True: pass"), "--timeout", "500ms");
    assertThat(time.status()).isEqualTo(Exit.LIMIT);
    assertThat(time.stderr())
        .isEqualTo("assay: time limit of 500 ms reached; raise it with --timeout\n");
    Ended output = Command.run("run", python("while True: print('y' * 99)"), "--output", "1000");
    assertThat(output.status()).isEqualTo(Exit.LIMIT);
    assertThat(output.stdout()).hasSizeLessThanOrEqualTo(1000);
    assertThat(output.stderr()).contains("output limit of 1000 bytes").contains("--output");
  }

  @Test
  void aCompilersComplaintIsNotTheProgramsOutput() throws Exception {
    Path bad = Files.writeString(folder.resolve("bad.cpp"), "int main( {");
    Ended ended = Command.run("run", bad.toString());
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.stdout()).isEmpty();
    assertThat(ended.stderr())
        .contains("error:")
        .endsWith("it does not compile (the compiler ended with status 1)\n");
  }

  @Test
  void theDocumentSaysEverythingAboutARun() throws Exception {
    String file =
        python("import sys; sys.stdout.buffer.write(b'\\xff'); print('é', file=sys.stderr)");
    Ended ended = Command.run("run", "--json", file);
    Json json = ended.json();
    assertThat(ended.stderr()).isEmpty();
    assertThat(json.names())
        .containsExactly(
            "assay",
            "format",
            "exitStatus",
            "language",
            "step",
            "outcome",
            "limitsHit",
            "error",
            "compile",
            "run",
            "template",
            "guarantees");
    assertThat(json.at("format")).isEqualTo("1");
    assertThat(json.at("exitStatus")).isEqualTo("0");
    assertThat(json.at("language")).isEqualTo("python");
    assertThat(json.at("step")).isEqualTo("run");
    assertThat(json.at("outcome.kind")).isEqualTo("exited");
    assertThat(json.at("outcome.status")).isEqualTo("0");
    assertThat(json.at("run.stdout.encoding")).isEqualTo("base64");
    assertThat(json.at("run.stdout.data")).isEqualTo("/w==");
    assertThat(json.at("run.stderr.encoding")).isEqualTo("utf-8");
    assertThat(json.at("run.stderr.data")).isEqualTo("é\n");
    assertThat(json.at("run.truncated")).isEqualTo("false");
    assertThat(json.at("run.warm")).isEqualTo("false");
    assertThat(json.number("run.usage.wallSeconds")).isPositive();
    assertThat(json.number("run.usage.cpuSeconds")).isPositive();
    assertThat(json.number("run.usage.peakMemoryBytes")).isPositive();
    assertThat(json.number("run.usage.outputBytes")).isEqualTo(4);
    assertThat(json.at("template.name")).startsWith("python-");
    assertThat(json.at("template.digest")).matches("sha256:[0-9a-f]{64}");
    assertThat(json.at("guarantees.network.means")).isNotEmpty();
    assertThat(json.at("guarantees.network.bestEffort")).isEqualTo("false");
  }

  @Test
  void theDocumentTellsAProgramsErrorAndALimit() throws Exception {
    Json error = Command.run("run", "--json", python("x = 1\nprint(x / 0)")).json();
    assertThat(error.at("error.name")).isEqualTo("ZeroDivisionError");
    assertThat(error.at("error.message")).isEqualTo("division by zero");
    assertThat(error.at("error.traceback")).contains("Traceback");
    assertThat(error.at("error.file")).isEqualTo("main.py");
    assertThat(error.at("error.line")).isEqualTo("2");
    Ended ended =
        Command.run("run", "--json", python("while True: print('y' * 99)"), "--output", "1000");
    assertThat(ended.status()).isEqualTo(Exit.LIMIT);
    assertThat(ended.json().at("outcome.kind")).isEqualTo("limit-reached");
    assertThat(ended.json().at("outcome.limit")).isEqualTo("output");
    assertThat(ended.json().at("limitsHit.0")).isEqualTo("output");
    assertThat(ended.json().at("run.truncated")).isEqualTo("true");
  }

  @Test
  void theDocumentTellsTheCompilerFromTheProgram() throws Exception {
    Path bad = Files.writeString(folder.resolve("bad.cpp"), "int main( {");
    Json json = Command.run("run", "--json", bad.toString()).json();
    assertThat(json.at("step")).isEqualTo("compile");
    assertThat(json.at("compile.outcome.status")).isEqualTo("1");
    assertThat(json.at("compile.stderr.data")).contains("bad.cpp");
    assertThat(json.leaves()).containsKey("run").doesNotContainKey("run.outcome.kind");
  }

  @Test
  void aReaderThatHasSeenEnoughEndsTheProgramQuietly() throws Exception {
    Process process =
        Command.of("run", python("while True: print('y' * 99)"), "--output", "1G")
            .redirectInput(new File("/dev/null"))
            .redirectError(folder.resolve("err").toFile())
            .start();
    InputStream out = process.getInputStream();
    assertThat(out.read()).isEqualTo('y');
    out.close();
    assertThat(process.waitFor(Command.PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(Exit.READER_LEFT);
    assertThat(folder.resolve("err")).isEmptyFile();
  }

  @Test
  void outputThatCannotBeWrittenIsSaid() throws Exception {
    Ended ended =
        Command.ended(
            Command.of("run", python("print(1)"))
                .redirectInput(new File("/dev/null"))
                .redirectOutput(new File("/dev/full")));
    assertThat(ended.status()).isEqualTo(Exit.HOST);
    assertThat(ended.stderr()).contains("No space left on device");
  }

  @Test
  void anInputThatNeverEndsDoesNotHoldTheEndBack() throws Exception {
    Process process = Command.of("run", python("print(1)")).start();
    try (OutputStream _ = process.getOutputStream()) {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    }
  }

  @Test
  void inputAndOutputStreamWhileTheProgramRuns() throws Exception {
    String file =
        python(
            """
            import sys
            for line in sys.stdin:
                sys.stdout.write(line.strip() * 2)
                sys.stdout.flush()
            """);
    Process process = Command.of("run", file).start();
    try (OutputStream in = process.getOutputStream()) {
      for (String word : List.of("a", "b")) {
        in.write((word + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
        // No newline follows: nothing may wait for one.
        assertThat(process.getInputStream().readNBytes(2))
            .isEqualTo((word + word).getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void aSignalEndsTheProgramAndLeavesNothing(String signal) throws Exception {
    assumeFalse(signal.equals("HUP") && hangUpIsIgnored(), "these tests were started with nohup");
    Process process = running("forever.py");
    List<ProcessHandle> family = family(process);
    assertThat(family).hasSizeGreaterThanOrEqualTo(2);
    kill(signal, process);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(Exit.CANCELLED);
    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("assay: cancelled; the program was ended and nothing of it is left\n");
    assertThat(family).noneMatch(ProcessHandle::isAlive);
    assertThat(leftovers(process.pid())).isEmpty();
  }

  /// Whether SIGHUP, the first bit, is among the signals that this process and its children ignore.
  private static boolean hangUpIsIgnored() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1) != 0);
  }

  @Test
  @Tag("slow")
  void aKilledAssayLeavesNothingEither() throws Exception {
    Process process = running("forever.py");
    List<ProcessHandle> family = family(process);
    process.destroyForcibly();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < deadline
        && (family.stream().anyMatch(ProcessHandle::isAlive)
            || !leftovers(process.pid()).isEmpty())) {
      Thread.sleep(50);
    }
    assertThat(leftovers(process.pid())).isEmpty();
  }

  /// The engine starts before the words are understood.
  @Test
  void wordsThatAreWrongLeaveNothing() throws Exception {
    Process process = Command.of("run", python("print(1)"), "--nonsense").start();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(Exit.USAGE);
    assertThat(said).startsWith("assay: Unknown option: '--nonsense'").hasLineCount(1);
    assertThat(leftovers(process.pid())).isEmpty();
  }

  @Test
  void cancellingIsADocumentWhereOneWasAskedFor() throws Exception {
    Process process = running("forever.py", "--json");
    // Not destroy(): it closes the streams as well.
    kill("TERM", process);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    Json json = Json.parse(process.getInputStream().readAllBytes());
    assertThat(json.at("outcome.kind")).isEqualTo("cancelled");
    assertThat(json.at("exitStatus")).isEqualTo("121");
  }

  private String python(String code) throws IOException {
    return Files.writeString(folder.resolve("main.py"), code).toString();
  }

  /// An assay whose program runs and does not end.
  private Process running(String name, String... options) throws IOException, InterruptedException {
    Path file =
        Files.writeString(
            folder.resolve(name), "import time\nprint('up', flush=True)\ntime.sleep(100)\n");
    List<String> words = new ArrayList<>(List.of("run", file.toString()));
    words.addAll(List.of(options));
    Process process =
        Command.of(words.toArray(String[]::new)).redirectInput(new File("/dev/null")).start();
    if (options.length == 0) {
      assertThat(process.getInputStream().readNBytes(3))
          .isEqualTo("up\n".getBytes(StandardCharsets.UTF_8));
    } else {
      // What it prints is in the document: its process is what shows that it runs.
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (family(process).size() < 3 && System.nanoTime() < deadline) {
        Thread.sleep(20);
      }
    }
    return process;
  }

  private static void kill(String signal, Process process)
      throws IOException, InterruptedException {
    String pid = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
  }

  private static List<ProcessHandle> family(Process process) {
    return process.descendants().toList();
  }

  /// Socket folders and control groups of the engine of process `pid`.
  private List<Path> leftovers(long pid) throws IOException {
    List<Path> left = new ArrayList<>();
    for (Path place : List.of(Path.of("/tmp"), Path.of("/sys/fs/cgroup"))) {
      left.addAll(named("assay-" + pid + "-", place, 6));
    }
    left.removeAll(before);
    return left;
  }

  private static List<Path> named(String prefix, Path folder, int depth) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry :
          entries.filter(it -> Files.isDirectory(it, LinkOption.NOFOLLOW_LINKS)).toList()) {
        if (entry.getFileName().toString().startsWith(prefix)) {
          found.add(entry);
        } else if (depth > 1 && folder.startsWith("/sys")) {
          found.addAll(named(prefix, entry, depth - 1));
        }
      }
    } catch (NoSuchFileException e) {
      // Another test's group went while we looked.
      return found;
    }
    return found;
  }

  @Test
  @Tag("slow")
  void aTemplateIsMadeOnFirstUse() throws Exception {
    Path template = Files.createDirectories(folder.resolve("words"));
    Files.writeString(
        template.resolve("template.toml"),
        """
        files = ["words.py"]
        preload = ["words"]
        """);
    // New each time: what an earlier run of this test made is still there.
    Files.writeString(
        template.resolve("words.py"), "known = ['a', 'b']\n# " + Instant.now() + "\n");
    String file = python("import words; print(words.known)");
    Ended first = Command.run("run", "--template", template.toString(), file);
    assertThat(first.text()).isEqualTo("['a', 'b']\n");
    assertThat(first.stderr()).contains("making the template words (once)");
    Ended second = Command.run("run", "--template", template.toString(), file, "--json");
    assertThat(second.stderr()).isEmpty();
    assertThat(second.json().at("template.name")).isEqualTo("words");
  }

  @Tag("slow")
  @Test
  void aTemplateThatIsNoneIsToldWithTheWayOut() throws Exception {
    String file = python("print(1)");
    assertThat(refused("nowhere", file))
        .contains("--template 'nowhere' is no folder with a template.toml")
        .contains("python-data");
    Path template = Files.createDirectories(folder.resolve("wrong"));
    Path toml = template.resolve("template.toml");
    for (List<String> wrong :
        List.of(
            List.of("packages = []", "'packages' is not known; known: files"),
            List.of("preload = 'numpy'", "'preload' is a list of texts"),
            List.of("files = ['absent.py']", "cannot read 'absent.py'"),
            List.of("files = ['../a']", "'../a'"),
            List.of("make = 'x.py'", "'x.py', to be executed when the template is made"),
            List.of("preload = ['a b']", "'a b', to be preloaded, is no name of a module"),
            List.of("= 3", "template.toml"))) {
      Files.writeString(toml, wrong.get(0));
      assertThat(refused(template.toString(), file)).contains(wrong.get(1));
    }
  }

  private static String refused(String template, String file) throws Exception {
    Ended ended = Command.run("run", "--template", template, file);
    assertThat(ended.status()).as(ended.stderr()).isEqualTo(64);
    assertThat(ended.text()).isEmpty();
    return ended.stderr();
  }
}
