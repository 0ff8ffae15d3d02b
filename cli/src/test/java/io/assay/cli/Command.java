package io.assay.cli;

import io.assay.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The real `assay`, as a process of its own.
final class Command {
  private static final Path STATE =
      Path.of(System.getenv().getOrDefault("ASSAY_HOME", "target/test-state")).toAbsolutePath();

  /// No command takes as long on a machine that works, what is provisioned once included.
  static final long PATIENCE_S = 280;

  private Command() {}

  /// How it ended.
  record Ended(int status, Bytes output, String stderr) {
    byte[] stdout() {
      return output.toArray();
    }

    String text() {
      return output.text();
    }

    Json json() {
      return Json.parse(stdout());
    }
  }

  /// A process to be.
  static ProcessBuilder of(String... words) throws IOException {
    Files.createDirectories(STATE);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("ASSAY_HOME", STATE.toString());
    builder.environment().keySet().removeAll(List.of("NO_COLOR", "LC_ALL", "LANG"));
    return builder;
  }

  /// Runs it with an empty stdin.
  static Ended run(String... words) throws IOException, InterruptedException {
    return ended(of(words).redirectInput(new File("/dev/null")));
  }

  /// Runs it with `input` as stdin.
  static Ended fed(byte[] input, String... words) throws IOException, InterruptedException {
    Path file = Files.createTempFile("assay-test", ".in");
    try {
      Files.write(file, input);
      return ended(of(words).redirectInput(file.toFile()));
    } finally {
      Files.delete(file);
    }
  }

  static Ended ended(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    Thread reader = Thread.ofVirtual().start(() -> drain(process.getErrorStream(), stderr));
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    Thread other = Thread.ofVirtual().start(() -> drain(process.getInputStream(), stdout));
    if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(builder.command() + " did not end; it said: " + stderr);
    }
    reader.join();
    other.join();
    return new Ended(
        process.exitValue(),
        Bytes.copyOf(stdout.toByteArray()),
        stderr.toString(StandardCharsets.UTF_8));
  }

  private static void drain(InputStream from, ByteArrayOutputStream to) {
    try (from) {
      from.transferTo(to);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
