package io.assay.cli;

import io.assay.server.assistant.Assistant;
import io.assay.server.assistant.Installation;
import java.nio.file.Path;
import java.util.List;

/// `assay mcp uninstall`: takes back what `install` wrote.
final class McpUninstallCommand implements Main.Action {
  private final Words words =
      new Words(
              this,
              "uninstall",
              List.of("assay mcp uninstall ASSISTANT [OPTIONS]"),
              "Takes the server off the list of a coding assistant.")
          .ending("Examples:", "  assay mcp uninstall cline");

  private final Words.Value<String> name = McpInstallCommand.assistant(words);

  private final Words.Value<Path> file = McpInstallCommand.file(words);

  private final Words.Value<Path> rules =
      words.file("PROJECT", "Also take the rules out of this project's folder.", "--rules");

  @Override
  public Words words() {
    return words;
  }

  @Override
  public int act(List<String> rest, Console console) {
    Assistant assistant = Assistant.named(name.or(""));
    Path place = McpInstallCommand.place(assistant, file, console);
    boolean had = new Installation(assistant, place).uninstall();
    console.say(
        "%s %s, in %s"
            .formatted(
                assistant.title(), had ? "does not have it any more" : "did not have it", place));
    if (rules.get().isPresent()) {
      Path project = console.directory().resolve(rules.get().get());
      String removed = assistant.rules().removeFrom(project) ? "are no longer" : "were not";
      console.say(
          "its rules %s in %s".formatted(removed, project.resolve(assistant.rules().path())));
    }
    return Exit.SUCCESS;
  }
}
