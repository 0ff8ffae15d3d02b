package io.assay.cli;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the launcher has done once, to see which classes a start needs: they go into a start-up
/// cache. It ends as a command does, for that needs classes, too.
public final class Training {
  private static final List<String> RUN = List.of("run", "-", "--language", "python");
  private static final List<String> VALIDATE = List.of("validate", "-", "--language", "python");
  private static final String HELLO =
      """
      {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "training", "version": "1"}}}
      {"jsonrpc": "2.0", "id": 2, "method": "tools/list"}
      {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "run_code", "arguments": {"language": "python", "code": "print(1)"}}}
      """;

  private Training() {}

  /// Does it. What it runs last comes from standard input, as where a command starts.
  ///
  /// @param arguments one: `run`, `validate`, or `all`, which is both and an assistant's first
  ///   words
  public static void main(String[] arguments) throws InterruptedException {
    String kind = arguments[0];
    if (kind.equals("all")) {
      Main.run(VALIDATE, saying("print(1)"));
      Main.run(List.of("mcp"), saying(HELLO));
    }
    Main.main((kind.equals("validate") ? VALIDATE : RUN).toArray(String[]::new));
  }

  private static Console saying(String input) {
    return new Console(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream(),
        false,
        false,
        Path.of("").toAbsolutePath(),
        System.getenv(),
        Optional.empty());
  }
}
