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
import java.util.Optional;

/// `assay mcp install`: tells an assistant of the server.
final class McpInstallCommand implements Main.Action {
  private final Words words =
      new Words(
              this,
              "install",
              List.of("assay mcp install ASSISTANT [OPTIONS]"),
              "Adds the server to the list of a coding assistant.")
          .ending(
              "Examples:",
              "  assay mcp install cline",
              "  assay mcp install cline --project . --writable",
              "  assay mcp install cline --print");

  private final Words.Value<String> name = assistant(words);

  private final Words.Value<Path> file = file(words);

  private final Words.Value<Path> rules =
      words.file(
          "PROJECT",
          "Also write, into this project's folder, rules that make it validate before it claims success.",
          "--rules");

  private final Words.Value<Path> project = McpCommand.project(words);

  private final Words.Flag writable = McpCommand.writable(words);

  private final Words.Flag print =
      words.flag("Print what the file would say, and write nothing.", "--print");

  @Override
  public Words words() {
    return words;
  }

  @Override
  public int act(List<String> rest, Console console) {
    Assistant assistant = Assistant.named(name.or(""));
    Path place = place(assistant, file, console);
    Installation installation = new Installation(assistant, place);
    Optional<Path> shown = McpCommand.shown(project, writable, console);
    List<String> arguments = new ArrayList<>(List.of("mcp"));
    shown.ifPresent(folder -> arguments.addAll(List.of("--project", folder.toString())));
    if (writable.given()) {
      arguments.add("--writable");
    }
    Entry entry = new Entry(launcher().toString(), arguments);
    if (print.given()) {
      console.say("this would be in " + place);
      PrintWriter out = console.outWriter();
      out.print(installation.preview(entry));
      out.flush();
      return Exit.SUCCESS;
    }
    String has = installation.install(entry) ? "has it now" : "has it already";
    console.say("%s %s, in %s".formatted(assistant.title(), has, place));
    if (rules.get().isPresent()) {
      Path project = console.directory().resolve(rules.get().get());
      String written = assistant.rules().addTo(project) ? "are now" : "are already";
      console.say(
          "its rules %s in %s".formatted(written, project.resolve(assistant.rules().path())));
    }
    return Exit.SUCCESS;
  }

  /// The parameter that names an assistant.
  static Words.Value<String> assistant(Words words) {
    return words.parameter(
        "1", "ASSISTANT", "Which: cline, claude, cursor, vscode, copilot, codex or gemini.");
  }

  /// The option that names the file in which it lists its servers.
  static Words.Value<Path> file(Words words) {
    return words.file(
        "FILE",
        "The file in which it lists its servers (default: where it usually does).",
        "--file");
  }

  /// The file in which an assistant lists its servers: `named`, if it was.
  static Path place(Assistant assistant, Words.Value<Path> named, Console console) {
    return named
        .get()
        .map(console.directory()::resolve)
        .orElseGet(() -> assistant.file(Home.of(console.environment())));
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
