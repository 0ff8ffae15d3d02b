package io.assay.cli;

import io.assay.Assay;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the launcher has done once, to see which classes a start needs: they go into a start-up
/// cache. It ends as a command does, for that needs classes, too.
public final class Training {
  private static final String HELLO =
      """
      {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "training", "version": "1"}}}
      {"jsonrpc": "2.0", "id": 2, "method": "tools/list"}
      {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "run_code", "arguments": {"language": "python", "code": "print(1)"}}}
      """;

  /// Has a little of what programs have, for whoever reads it.
  private static final String PROGRAM =
      """
      import os
      from dataclasses import dataclass


      @dataclass
      class Greeting:
          name: str = "you"

          def text(self, mark="!"):
              # The whole of it.
              return f"hello {self.name}" + mark


      print(Greeting(os.environ.get("NOBODY", "you")).text())
      """;

  private Training() {}

  /// Does it: twice, for the first time finds the tools and the second finds what was found.
  ///
  /// @param arguments one: `run`, `validate`, or `all`, which is both and an assistant's first
  ///   words
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("training");
    Path program = Files.writeString(folder.resolve("main.py"), PROGRAM);
    String kind = arguments[0];
    if (kind.equals("all")) {
      Main.run(List.of("mcp"), saying(HELLO, folder));
      Main.run(List.of("validate", program.toString()), saying("", folder));
    }
    if (!kind.equals("run") && staged(folder)) {
      Main.run(List.of("hook", "run"), saying("", folder));
    }
    String last = kind.equals("all") ? "run" : kind;
    Main.run(List.of(last, program.toString()), saying("", folder));
    // Its end is this process's.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
    Main.main(new String[] {last, program.toString()});
  }

  /// This process's variables, without those by which git tells a hook of its repository: this may
  /// have been begun by one.
  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.startsWith("GIT_"));
    return environment;
  }

  /// Makes a folder a repository in which all that it has is staged; false where git does not.
  private static boolean staged(Path folder) throws InterruptedException {
    for (String words : List.of("init -q", "add .")) {
      List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
      command.addAll(List.of(words.split(" ")));
      try {
        ProcessBuilder git =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        git.environment().clear();
        git.environment().putAll(environment());
        if (git.start().waitFor() != 0) {
          return false;
        }
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }

  private static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      System.getLogger(Training.class.getName())
          .log(System.Logger.Level.DEBUG, "removing " + folder, e);
    }
  }

  private static Console saying(String input, Path directory) {
    return new Console(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream(),
        false,
        false,
        directory,
        environment(),
        console -> Assay.start(Assay.state(), console::say));
  }
}
