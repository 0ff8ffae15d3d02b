package io.assay.engine;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The process of a cell's host, which has ended once its output has.
final class HostProcess {
  /// The variable by which a watch (`cell watch`) says of a process that becomes what it is told:
  /// the descriptors to ask it by and to hear it by, and its id. To start one from here takes a
  /// short run's start a tenth of its time.
  private static final String STANDBY = "ASSAY_CELL";

  private static final AtomicBoolean USED = new AtomicBoolean();

  private final long pid;
  private final OutputStream input;
  private final BufferedReader output;
  private final CountDownLatch ended = new CountDownLatch(1);

  private HostProcess(long pid, OutputStream input, InputStream output) {
    this.pid = pid;
    this.input = input;
    this.output = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8));
  }

  /// Starts `command` without any environment.
  static HostProcess start(List<String> command) throws IOException {
    String standby = System.getenv(STANDBY);
    if (standby != null && USED.compareAndSet(false, true)) {
      try {
        return become(standby.split(" "), command);
      } catch (IOException e) {
        System.getLogger(HostProcess.class.getName())
            .log(System.Logger.Level.DEBUG, "nobody stands by", e);
      }
    }
    return begin(command);
  }

  private static HostProcess begin(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().clear();
    Process process = builder.start();
    return new HostProcess(process.pid(), process.getOutputStream(), process.getInputStream());
  }

  private static HostProcess become(String[] standby, List<String> command) throws IOException {
    OutputStream ask = new FileOutputStream("/proc/self/fd/" + standby[0], true);
    InputStream answer = new FileInputStream("/proc/self/fd/" + standby[1]);
    ask.write((String.join("\0", command) + "\0\0").getBytes(StandardCharsets.UTF_8));
    return new HostProcess(Long.parseLong(standby[2]), ask, answer);
  }

  /// What it says first, which is nothing where it ended before.
  String firstLine() throws IOException {
    String line = output.readLine();
    if (line == null) {
      ended.countDown();
      return "";
    }
    Thread.ofPlatform().daemon().name("cell").start(this::hearEnd);
    return line;
  }

  private void hearEnd() {
    try {
      while (output.read() >= 0) {
        // It has no more to say.
      }
    } catch (IOException e) {
      System.getLogger(HostProcess.class.getName())
          .log(System.Logger.Level.DEBUG, "hearing the cell", e);
    }
    ended.countDown();
  }

  /// Whether it ends within `patience`.
  boolean ends(Duration patience) throws InterruptedException {
    return ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Tells it to end, by a word and not only by closing its input: a descriptor of this JVM's own
  /// may keep that open.
  void tellToEnd() {
    try (input) {
      input.write('.');
    } catch (IOException e) {
      System.getLogger(HostProcess.class.getName())
          .log(System.Logger.Level.DEBUG, "telling the cell to end", e);
    }
  }

  /// Kills it, unless it has ended: its id may be another's then.
  void kill() {
    if (ended.getCount() > 0) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  long pid() {
    return pid;
  }
}
