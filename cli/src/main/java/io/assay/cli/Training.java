package io.assay.cli;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the launcher has done once, to see which classes a start needs: a run, and an assistant's
/// first words. They go into the start-up cache.
public final class Training {
  private static final String HELLO =
      """
      {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "training", "version": "1"}}}
      {"jsonrpc": "2.0", "id": 2, "method": "tools/list"}
      {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "run_code", "arguments": {"language": "python", "code": "print(1)"}}}
      """;

  private Training() {}

  /// Does both, and shows nothing of it.
  public static void main(String[] arguments) throws InterruptedException {
    Main.run(List.of("run", "-", "--language", "python"), saying("print(1)"));
    Main.run(List.of("mcp"), saying(HELLO));
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
