package io.assay.cli;

import io.assay.Assay;
import io.assay.SandboxException;
import io.assay.server.mcp.McpDoor;
import io.assay.server.mcp.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// `assay mcp`: serves a coding assistant.
final class McpCommand implements Main.Action {
  private final Words words =
      new Words(
              this,
              "mcp",
              List.of(
                  "assay mcp [OPTIONS]",
                  "assay mcp install ASSISTANT [OPTIONS]",
                  "assay mcp uninstall ASSISTANT [OPTIONS]",
                  "assay mcp check FILE...|--all [OPTIONS]"),
              "Serves a coding assistant over stdin and stdout (Model Context Protocol); the assistant starts it.")
          .ending(
              "Examples:",
              "  assay mcp install cline",
              "  assay mcp install cline --project . --writable",
              "  assay mcp install cline --print");

  private final Templated templated = new Templated(words);

  @Override
  public Words words() {
    return words;
  }

  @Override
  public Map<String, Supplier<Main.Action>> actions() {
    return Map.of(
        "install",
        McpInstallCommand::new,
        "uninstall",
        McpUninstallCommand::new,
        "check",
        McpCheckCommand::new);
  }

  private final Words.Value<Path> project = project(words);

  private final Words.Flag writable = writable(words);

  @Override
  public int act(List<String> rest, Console console) throws InterruptedException {
    try (Assay assay = templated.assay(console)) {
      Optional<Project> folder =
          shown(project, writable, console).map(it -> new Project(it, writable.given()));
      new McpDoor(assay, Main.version(), folder).serve(console.in(), console.out());
    }
    return Exit.SUCCESS;
  }

  /// The option that names the folder that sandboxes are shown.
  static Words.Value<Path> project(Words words) {
    return words.file(
        "FOLDER", "Let the sandboxes that it opens see this folder, read-only.", "--project");
  }

  /// The option that lets them change it.
  static Words.Flag writable(Words words) {
    return words.flag("Let them change it, too: all of it but .git, and for good.", "--writable");
  }

  /// The folder that sandboxes are shown, if one is.
  static Optional<Path> shown(Words.Value<Path> project, Words.Flag writable, Console console) {
    if (writable.given() && project.get().isEmpty()) {
      throw SandboxException.caller("--writable says nothing without --project FOLDER");
    }
    return project.get().map(named -> folder(named, console));
  }

  private static Path folder(Path named, Console console) {
    Path folder = console.directory().resolve(named).normalize();
    if (!Files.isDirectory(folder) || folder.getParent() == null) {
      throw SandboxException.caller(
          "--project '%s' is no folder; expected the folder of a project".formatted(named));
    }
    return folder;
  }
}
