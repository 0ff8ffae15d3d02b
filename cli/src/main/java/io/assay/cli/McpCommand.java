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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `assay mcp`: serves a coding assistant.
@Command(
    name = "mcp",
    description =
        "Serves a coding assistant over stdin and stdout (Model Context Protocol); the assistant starts it.",
    customSynopsis = {
      "assay mcp [OPTIONS]",
      "assay mcp install ASSISTANT [OPTIONS]",
      "assay mcp uninstall ASSISTANT [OPTIONS]",
      "assay mcp check FILE...|--all [OPTIONS]"
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay mcp install cline",
      "  assay mcp install cline --project . --writable",
      "  assay mcp install cline --print"
    })
final class McpCommand implements Main.Action {
  @Mixin private Templated templated = new Templated();

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

  @Option(
      names = "--project",
      paramLabel = "FOLDER",
      description = "Let the sandboxes that it opens see this folder, read-only.")
  private @Nullable Path project;

  @Option(
      names = "--writable",
      description = "Let them change it, too: all of it but .git, and for good.")
  private boolean writable;

  @Override
  public int act(List<String> rest, Console console) throws InterruptedException {
    try (Assay assay = templated.assay(console)) {
      requireProject(writable, project);
      Optional<Project> folder =
          Optional.ofNullable(project).map(it -> new Project(project(it, console), writable));
      new McpDoor(assay, Main.version(), folder).serve(console.in(), console.out());
    }
    return Exit.SUCCESS;
  }

  /// Checks that it is said what may be changed.
  static void requireProject(boolean writable, @Nullable Path project) {
    if (writable && project == null) {
      throw SandboxException.caller("--writable says nothing without --project FOLDER");
    }
  }

  /// The folder that is meant, if it is one that can be shown.
  static Path project(Path named, Console console) {
    Path folder = console.directory().resolve(named).normalize();
    if (!Files.isDirectory(folder) || folder.getParent() == null) {
      throw SandboxException.caller(
          "--project '%s' is no folder; expected the folder of a project".formatted(named));
    }
    return folder;
  }
}
