package io.assay.bench;

import io.assay.language.Language;
import io.assay.language.Toolchain;
import java.nio.file.Path;
import java.util.List;

/// What a person types to run a file without a sandbox, with the same tools as inside.
final class BareTools {
  private BareTools() {}

  /// The command that compiles, where that is needed, and runs `file` in the current folder; what
  /// is compiled goes to the folder `build` in it.
  static List<String> command(Language language, Toolchain toolchain, Path file) {
    String name = String.valueOf(file.getFileName());
    String stem = name.substring(0, name.lastIndexOf('.'));
    return switch (language.name()) {
      case "python" -> List.of(tool(toolchain, "python"), name);
      case "javascript" -> List.of(tool(toolchain, "node"), name);
      case "typescript" -> {
        String node = tool(toolchain, "node");
        Path compiler =
            Path.of(tool(toolchain, "compiler"))
                .resolveSibling("node_modules/typescript/lib/tsc.js");
        yield shell(
            "%s %s --outDir build %s && %s build/%s.js"
                .formatted(node, compiler, name, node, stem));
      }
      case "go" ->
          shell(
              "%s build -o build/program %s && build/program"
                  .formatted(tool(toolchain, "go"), name));
      case "rust" ->
          shell(
              "%s -o build/program %s && build/program".formatted(tool(toolchain, "rustc"), name));
      case "java" ->
          shell(
              "%s -d build %s && %s -cp build %s"
                  .formatted(tool(toolchain, "javac"), name, tool(toolchain, "java"), stem));
      case "cpp" ->
          shell(
              "%s -std=c++20 -o build/program %s && build/program"
                  .formatted(tool(toolchain, "c++"), name));
      default -> throw new IllegalArgumentException("no bare tool for " + language.name());
    };
  }

  /// The program in a role of a toolchain.
  static String tool(Toolchain toolchain, String role) {
    String path = toolchain.tools().get(role);
    if (path == null) {
      throw new IllegalArgumentException("no tool '" + role + "' in " + toolchain.tools().keySet());
    }
    return path;
  }

  private static List<String> shell(String script) {
    return List.of("/bin/sh", "-c", script);
  }
}
