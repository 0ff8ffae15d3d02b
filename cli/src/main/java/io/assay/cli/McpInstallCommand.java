package io.assay.cli;

import io.assay.SandboxException;
import io.assay.server.assistant.Assistant;
import io.assay.server.assistant.Entry;
import io.assay.server.assistant.Home;
import io.assay.server.assistant.Installation;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay mcp install`: tells an assistant of the server.
@Command(
    name = "install",
    description = "Adds the server to the list of a coding assistant.",
    customSynopsis = "assay mcp install ASSISTANT [OPTIONS]",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    sortOptions = false)
final class McpInstallCommand implements Main.Action {
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
      description =
          "Also write, into this project's folder, rules that make it validate before it claims success.")
  private @Nullable Path rules;

  @Option(
      names = "--project",
      paramLabel = "FOLDER",
      description = "Let the sandboxes that it opens see this folder, read-only.")
  private @Nullable Path project;

  @Option(
      names = "--writable",
      description = "Let them change it, too: all of it but .git, and for good.")
  private boolean writable;

  @Option(names = "--print", description = "Print what the file would say, and write nothing.")
  private boolean print;

  @Override
  public int act(List<String> rest, Console console) {
    Assistant assistant = Assistant.named(name);
    Path place = place(assistant, file, console);
    Installation installation = new Installation(assistant, place);
    McpCommand.requireProject(writable, project);
    List<String> arguments = new ArrayList<>(List.of("mcp"));
    if (project != null) {
      arguments.addAll(List.of("--project", McpCommand.project(project, console).toString()));
    }
    if (writable) {
      arguments.add("--writable");
    }
    Entry entry = new Entry(launcher().toString(), arguments);
    if (print) {
      console.say("this would be in " + place);
      PrintWriter out = console.outWriter();
      out.print(installation.preview(entry));
      out.flush();
      return Exit.SUCCESS;
    }
    String has = installation.install(entry) ? "has it now" : "has it already";
    console.say("%s %s, in %s".formatted(assistant.title(), has, place));
    if (rules != null) {
      Path project = console.directory().resolve(rules);
      String written = assistant.rules().addTo(project) ? "are now" : "are already";
      console.say(
          "its rules %s in %s".formatted(written, project.resolve(assistant.rules().path())));
    }
    return Exit.SUCCESS;
  }

  /// The file in which an assistant lists its servers: `named`, if it was.
  static Path place(Assistant assistant, @Nullable Path named, Console console) {
    return named == null
        ? assistant.file(Home.of(console.environment()))
        : console.directory().resolve(named);
  }

  /// The launcher that this code was started by: beside lib/ in a release, at the root of a
  /// checkout, whose builds lie in target/assay/.
  static Path launcher() {
    try {
      Path jar = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path folder = jar.getParent(); folder != null; folder = folder.getParent()) {
        if (Files.isExecutable(folder.resolve("assay"))
            && Files.isRegularFile(folder.resolve("assay"))) {
          return folder.resolve("assay");
        }
      }
      throw SandboxException.us("no launcher above " + jar, null);
    } catch (URISyntaxException e) {
      throw SandboxException.us("this program does not lie in a file", e);
    }
  }
}
