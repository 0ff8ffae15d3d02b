package io.assay.cli;

import io.assay.Assay;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What the launcher has done once, to see which classes a start needs: they go into a start-up
/// cache. It ends as a command does, for that needs classes, too.
public final class Training {
  private static final String HELLO =
      """
      {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "training", "version": "1"}}}
      {"jsonrpc": "2.0", "id": 2, "method": "tools/list"}
      {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "run_code", "arguments": {"language": "python", "code": "print(1)"}}}
      """;

  private Training() {}

  /// Does it: twice, for the first time finds the tools and the second finds what was found.
  ///
  /// @param arguments one: `run`, `validate`, or `all`, which is both and an assistant's first
  ///   words
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path program = Files.writeString(Files.createTempFile("training", ".py"), "print(1)");
    program.toFile().deleteOnExit();
    String kind = arguments[0];
    if (kind.equals("all")) {
      Main.run(List.of("mcp"), saying(HELLO));
      Main.run(List.of("validate", program.toString()), saying(""));
    }
    String last = kind.equals("all") ? "run" : kind;
    Main.run(List.of(last, program.toString()), saying(""));
    Main.main(new String[] {last, program.toString()});
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
        console -> Assay.start(Assay.state(), console::say));
  }
}
