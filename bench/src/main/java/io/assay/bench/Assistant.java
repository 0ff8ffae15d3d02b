package io.assay.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What an assistant waits for that talks to `assay mcp`: its start, and a program.
///
/// @param program the command
/// @param state the folder where it keeps what outlives it
/// @param size how much is measured
record Assistant(Path program, Path state, Size size) {
  static final String HEAD =
      """

      | assistant, over standard streams | p50 ms | p99 ms | runs |
      | --- | ---: | ---: | ---: |\
      """;

  private static final String HELLO =
      """
      {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "bench", "version": "1"}}}
      """;

  private static final String RUN =
      """
      {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "run_code", "arguments": {"language": "python", "code": "print(6 * 7)"}}}
      """;

  private static final Duration SETTLED = Duration.ofMillis(50);
  private static final int WARM_UP = 20;

  /// The rows.
  List<String> measure() throws IOException, InterruptedException {
    List<String> rows = new ArrayList<>();
    for (String engine : List.of("5m", "off")) {
      String way = engine.equals("off") ? "no engine" : "engine up";
      Series starts = new Series();
      Series runs = new Series();
      for (int i = 0; i < size.slow(); i++) {
        long start = System.nanoTime();
        try (Talk talk = new Talk(engine)) {
          talk.ask(HELLO, "\"protocolVersion\"");
          starts.add(System.nanoTime() - start);
        }
      }
      try (Talk talk = new Talk(engine)) {
        talk.ask(HELLO, "\"protocolVersion\"");
        for (int i = 0; i < WARM_UP + size.fast(); i++) {
          long start = System.nanoTime();
          talk.ask(RUN, "\"stdout\":\"42\\n\"");
          if (i >= WARM_UP) {
            runs.add(System.nanoTime() - start);
          }
          Thread.sleep(SETTLED);
        }
      }
      rows.add(row("start to `initialize` answered, " + way, starts));
      rows.add(row("`run_code`, Python, " + way, runs));
    }
    return rows;
  }

  private static String row(String what, Series series) {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %d |",
        what,
        series.median() / 1e6,
        series.percentile(99) / 1e6,
        series.size());
  }

  /// One conversation.
  private final class Talk implements AutoCloseable {
    private final Process server;
    private final OutputStream to;
    private final BufferedReader from;

    Talk(String engine) throws IOException {
      ProcessBuilder builder = new ProcessBuilder(program.toString(), "mcp");
      builder.environment().put("ASSAY_HOME", state.toString());
      builder.environment().put("ASSAY_ENGINE", engine);
      server = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
      to = server.getOutputStream();
      from = server.inputReader(StandardCharsets.UTF_8);
    }

    /// Says a line, and waits for one that has `expected` in it.
    void ask(String line, String expected) throws IOException {
      to.write(line.getBytes(StandardCharsets.UTF_8));
      to.flush();
      String answer = from.readLine();
      if (answer == null || !answer.contains(expected)) {
        throw new IllegalStateException("expected %s in %s".formatted(expected, answer));
      }
    }

    @Override
    public void close() throws IOException {
      to.close();
      server.onExit().join();
    }
  }
}
