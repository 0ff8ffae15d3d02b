package io.assay.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A small process that starts bare programs and times them (`starter.py`), one at a time.
final class Starter implements AutoCloseable {
  private final Process process;
  private final InputStream answers;

  /// @param python the interpreter
  /// @param script `starter.py`
  /// @param environment variables of what it starts, beside this process's
  /// @param preload modules that it imports, so that its forks have them
  Starter(String python, Path script, Map<String, String> environment, List<String> preload)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(python, "-I"));
    if (preload.isEmpty()) {
      command.add("-S");
    }
    command.add(script.toString());
    command.addAll(preload);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    answers = new BufferedInputStream(process.getInputStream());
  }

  /// Its process.
  ProcessHandle handle() {
    return process.toHandle();
  }

  /// Starts a program in `directory` and waits for its end.
  Sample start(Path directory, List<String> command) throws IOException {
    return ask("start", directory, command);
  }

  /// Starts `command`, which gets ready for any file, and times how it runs `file` then.
  Sample ahead(Path file, List<String> command) throws IOException {
    List<String> words = new ArrayList<>(List.of(file.toString()));
    words.addAll(command);
    return ask("ahead", file.resolveSibling(""), words);
  }

  /// Has a fork of the interpreter run `file`.
  Sample fork(Path file) throws IOException {
    return ask("fork", file.resolveSibling(""), List.of(file.toString()));
  }

  /// Starts a program so many times at once, in a place that is no matter to it, and waits for the
  /// end of all.
  ///
  /// @return their processor time together, and as stdout a line for each: after how many
  ///   nanoseconds its first output was there
  Sample crowd(int count, List<String> command) throws IOException {
    List<String> words = new ArrayList<>(List.of(Integer.toString(count)));
    words.addAll(command);
    return ask("crowd", Path.of("/"), words);
  }

  private Sample ask(String how, Path directory, List<String> words) throws IOException {
    List<String> fields = new ArrayList<>(List.of(how, directory.toAbsolutePath().toString()));
    fields.addAll(words);
    OutputStream requests = process.getOutputStream();
    requests.write((String.join("\0", fields) + "\0\n").getBytes(StandardCharsets.UTF_8));
    requests.flush();
    String[] numbers = line().split(" ", -1);
    String stdout =
        new String(answers.readNBytes(Integer.parseInt(numbers[4])), StandardCharsets.UTF_8);
    if (!numbers[3].equals("0")) {
      throw new IOException(
          "%s ended with wait status %s and said: %s".formatted(words, numbers[3], stdout));
    }
    return new Sample(
        Long.parseLong(numbers[0]),
        Long.parseLong(numbers[1]) * 1000,
        Long.parseLong(numbers[2]) * 1024,
        stdout);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = answers.read(); next != '\n'; next = answers.read()) {
      if (next < 0) {
        throw new IOException("the process that starts bare programs has ended");
      }
      line.append((char) next);
    }
    return line.toString();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
