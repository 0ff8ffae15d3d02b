package io.assay.cli;

import io.assay.Assay;
import io.assay.server.mcp.McpDoor;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/// `assay mcp`: serves a coding assistant.
@Command(
    name = "mcp",
    description =
        "Serves a coding assistant over stdin and stdout (Model Context Protocol); the assistant starts it.",
    customSynopsis = {
      "assay mcp [OPTIONS]",
      "assay mcp install ASSISTANT [OPTIONS]",
      "assay mcp uninstall ASSISTANT [OPTIONS]"
    },
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {"  assay mcp install cline", "  assay mcp install cline --print"})
final class McpCommand implements Main.Action {
  @Override
  public Map<String, Supplier<Main.Action>> actions() {
    return Map.of("install", McpInstallCommand::new, "uninstall", McpUninstallCommand::new);
  }

  @Override
  public int act(List<String> rest, Console console) throws InterruptedException {
    try (Assay assay = console.assay()) {
      new McpDoor(assay, Main.version()).serve(console.in(), console.out());
    }
    return Exit.SUCCESS;
  }
}
