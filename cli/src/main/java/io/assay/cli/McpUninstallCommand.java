package io.assay.cli;

import io.assay.server.assistant.Assistant;
import io.assay.server.assistant.Installation;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay mcp uninstall`: takes back what `install` wrote.
@Command(
    name = "uninstall",
    description = "Takes the server off the list of a coding assistant.",
    customSynopsis = "assay mcp uninstall ASSISTANT [OPTIONS]",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    sortOptions = false)
final class McpUninstallCommand implements Main.Action {
  @Parameters(
      arity = "1",
      paramLabel = "ASSISTANT",
      description = "Which: cline, claude, cursor, vscode, copilot, codex or gemini.")
  private String name = "";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The file in which it lists its servers (default: where it usually does).")
  private @Nullable Path file;

  @Option(
      names = "--rules",
      paramLabel = "PROJECT",
      description = "Also take the rules out of this project's folder.")
  private @Nullable Path rules;

  @Override
  public int act(List<String> rest, Console console) {
    Assistant assistant = Assistant.named(name);
    Path place = McpInstallCommand.place(assistant, file, console);
    boolean had = new Installation(assistant, place).uninstall();
    console.say(
        "%s %s, in %s"
            .formatted(
                assistant.title(), had ? "does not have it any more" : "did not have it", place));
    if (rules != null) {
      Path project = console.directory().resolve(rules);
      String removed = assistant.rules().removeFrom(project) ? "are no longer" : "were not";
      console.say(
          "its rules %s in %s".formatted(removed, project.resolve(assistant.rules().path())));
    }
    return Exit.SUCCESS;
  }
}
