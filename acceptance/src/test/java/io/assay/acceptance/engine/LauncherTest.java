package io.assay.acceptance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.assay.Bytes;
import io.assay.acceptance.Product;
import io.assay.acceptance.Product.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The program as it is started where something about the start is wrong.
@Tag("quick")
class LauncherTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenToAClosedStdoutIsMissed() throws Exception {
    Files.writeString(folder.resolve("main.py"), "print(1)");

    for (String words : List.of("run main.py", "validate main.py --gates syntax", "--help")) {
      Ended ended = shell("exec \"$ASSAY\" " + words + " >&-");

      assertThat(ended.stderr()).isEqualTo("assay: cannot write to stdout: Bad file descriptor\n");
      assertThat(ended.status()).isEqualTo(123);
    }
  }

  @Test
  void aClosedStdinIsAnEmptyOne() throws Exception {
    Files.writeString(folder.resolve("main.py"), "import sys; print(repr(sys.stdin.read()))");

    Ended ended = shell("exec \"$ASSAY\" run main.py <&-");

    assertThat(ended.stdout().text()).isEqualTo("''\n");
    assertThat(ended.status()).isZero();
  }

  @Test
  void aFolderThatIsGoneIsNoProgramsFailure() {
    Ended ended =
        shell("mkdir gone && cd gone && rmdir ../gone && exec \"$ASSAY\" run \"$FOLDER/main.py\"");

    assertThat(ended.stderr())
        .endsWith(
            "assay: the working directory cannot be told (No such file or directory (os error 2)):"
                + " go to a folder that is there\n");
    assertThat(ended.stdout().text()).isEmpty();
    assertThat(ended.status()).isEqualTo(123);
  }

  @Test
  void aJvmThatDiesIsOurFaultAndLeavesNothingHere() throws Exception {
    Files.writeString(folder.resolve("main.py"), "print(1)");

    Ended ended = shell("ulimit -v 500000; ASSAY_ENGINE=off exec \"$ASSAY\" run main.py");

    assertThat(ended.stderr()).contains("\nassay: Java died (status 1)").contains("memory");
    assertThat(ended.stdout().text()).isEmpty();
    assertThat(ended.status()).isEqualTo(125);
    assertThat(Product.entries(folder)).containsExactly(folder.resolve("main.py"));
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 80, 159})
  void whereTooFewFilesMayBeOpenThatIsSaid(int files) throws Exception {
    Files.writeString(folder.resolve("main.py"), "print(1)");

    Ended ended = shell("ulimit -n " + files + "; ASSAY_ENGINE=off exec \"$ASSAY\" run main.py");

    assertThat(ended.stderr())
        .isEqualTo(
            "assay: no more than %d files may be open at a time here, and 160 are needed: raise 'ulimit -n'\n"
                .formatted(files));
    assertThat(ended.stdout().text()).isEmpty();
    assertThat(ended.status()).isEqualTo(123);
  }

  @Test
  void withAsFewFilesAsAreNeededEverythingIsFound() throws Exception {
    Files.writeString(folder.resolve("main.py"), "print(1)");

    Ended ended =
        shell(
            "ulimit -n 160; ASSAY_HOME=\"$FOLDER/state\" ASSAY_ENGINE=off exec \"$ASSAY\" run main.py");

    assertThat(ended.stderr()).isEmpty();
    assertThat(ended.stdout().text()).isEqualTo("1\n");
  }

  @Test
  @Tag("slow")
  void whereTooFewProcessesMayRunThatIsSaid() throws Exception {
    assumeFalse(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
        "root may start any number of processes; as the ordinary user it is tried");
    Files.writeString(folder.resolve("main.py"), "print(1)");
    int failed = 0;
    int worked = 0;
    for (int more = 1; worked < 3; more += 2) {
      Ended ended =
          shell(
              "ASSAY_ENGINE=off exec prlimit --nproc=%d \"$ASSAY\" run main.py"
                  .formatted(threads() + more));

      assertThat(more).as(ended.stderr()).isLessThan(100);
      if (ended.status() == 0) {
        worked++;
        assertThat(ended.stdout().text()).isEqualTo("1\n");
      } else {
        failed++;
        worked = 0;
        assertThat(ended.stdout().text()).isEmpty();
        // Where there are none at all it is the shell that says so.
        assertThat(ended.stderr()).as("%d more", more).containsAnyOf("assay: ", "fork");
        assertThat(ended.stderr()).doesNotContain("bug in Assay").doesNotContain("at io.assay");
        assertThat(ended.status()).isIn(2, 123, 125, 254);
      }
    }
    assertThat(failed).isGreaterThan(3);
  }

  /// Those of this user.
  private static int threads() throws IOException {
    Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    return Product.entries(Path.of("/proc")).stream()
        .filter(process -> String.valueOf(process.getFileName()).matches("[0-9]+"))
        .mapToInt(process -> threads(process, user))
        .sum();
  }

  private static int threads(Path process, Object user) {
    try {
      return Files.getAttribute(process, "unix:uid").equals(user)
          ? Product.entries(process.resolve("task")).size()
          : 0;
    } catch (IOException | UncheckedIOException e) {
      // It is gone.
      return 0;
    }
  }

  @Test
  void asManyFilesAreOpenedAsMayBe() throws Exception {
    Files.writeString(folder.resolve("main.py"), "print(1)");

    Ended ended = shell("ulimit -Sn 40; ASSAY_ENGINE=off exec \"$ASSAY\" run main.py");

    assertThat(ended.stderr()).isEmpty();
    assertThat(ended.stdout().text()).isEqualTo("1\n");
  }

  /// Where process 1 is one that does not expect orphans, they would stay for ever.
  @Test
  void whoeverAdoptsOrphansGetsNone() throws Exception {
    Files.writeString(folder.resolve("main.py"), "print(1)");
    Files.writeString(
        folder.resolve("adopt.py"),
        """
        import ctypes, os, subprocess, time
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
        for words in ["run", "main.py"], ["explain", "--help"]:
            subprocess.run([os.environ["ASSAY"], *words], stdout=subprocess.DEVNULL, check=True)
        time.sleep(0.1)
        try:
            print(os.waitpid(-1, os.WNOHANG))
        except ChildProcessError:
            print("none")
        """);

    // Each kind of command is started there for the first time: a second start would have a cache
    // made for it meanwhile.
    Ended ended = shell("ASSAY_HOME=\"$FOLDER/state\" ASSAY_ENGINE=off exec python3 adopt.py");

    assertThat(ended.stdout().text()).as(ended.stderr()).isEqualTo("none\n");
  }

  @Test
  void aChildThatIsNotOursIsNotWaitedFor() throws Exception {
    Files.writeString(folder.resolve("main.py"), "print(1)");

    Ended ended =
        shell(
            "sh -c 'sleep 60 >sleep 2>&1 & echo $! >pid; ASSAY_ENGINE=off exec \"$ASSAY\" run main.py'; "
                + "kill \"$(cat pid)\" && echo it goes on");

    assertThat(ended.stdout().text()).isEqualTo("1\nit goes on\n");
  }

  @Test
  void whoeverStoodByAndIsGoneIsDoneWithout() throws Exception {
    Files.writeString(folder.resolve("main.py"), "print(1)");
    // The JVM by itself, told of a pipe that cannot be written to.
    Ended ended =
        shell(
            "export ASSAY_CELL='8 9 1'; exec 8>/dev/full 9</dev/null; exec '%s/bin/java' -cp '%s/*' io.assay.cli.Main run main.py"
                .formatted(
                    System.getProperty("java.home"), Product.program().resolveSibling("lib")));

    assertThat(ended.stdout().text()).isEqualTo("1\n");
    assertThat(ended.status()).isZero();
  }

  @Test
  void aProgramsOwnStatusIsNoJvmsDeath() throws Exception {
    Files.writeString(folder.resolve("main.py"), "raise SystemExit(1)");

    Ended ended = shell("ASSAY_ENGINE=off exec \"$ASSAY\" run main.py");

    assertThat(ended.stderr()).isEmpty();
    assertThat(ended.status()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void aSignalToTheLauncherCancelsWhatItStarted(String signal) throws Exception {
    Process process = running();

    assertThat(new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor())
        .isZero();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(121);
  }

  @Test
  void aLauncherThatIsKilledLeavesNoJvm() throws Exception {
    Process process = running();
    List<ProcessHandle> family = process.descendants().toList();
    assertThat(family).isNotEmpty();

    process.destroyForcibly();

    for (ProcessHandle member : family) {
      member.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  /// Starts a program that goes on, without an engine.
  private Process running() throws IOException {
    Files.writeString(
        folder.resolve("main.py"), "import time\nprint('up', flush=True)\ntime.sleep(99)");
    ProcessBuilder builder =
        new ProcessBuilder(Product.program().toString(), "run", "main.py")
            .directory(folder.toFile());
    builder.environment().putAll(Product.environment());
    builder.environment().put("ASSAY_ENGINE", "off");
    Process process = builder.start();
    assertThat(process.getInputStream().readNBytes(2)).isEqualTo(new byte[] {'u', 'p'});
    return process;
  }

  /// Has a shell do what `script` says, where `$ASSAY` is the program.
  private Ended shell(String script) {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).directory(folder.toFile());
    builder.environment().putAll(Product.environment());
    builder.environment().put("ASSAY", Product.program().toString());
    builder.environment().put("FOLDER", folder.toString());
    return Product.finish(builder, Bytes.of(""));
  }
}
