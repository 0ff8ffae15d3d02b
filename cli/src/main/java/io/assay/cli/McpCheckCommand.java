package io.assay.cli;

import io.assay.Assay;
import io.assay.SandboxException;
import io.assay.server.assistant.Assistant;
import io.assay.server.assistant.Home;
import io.assay.server.check.ConfigurationCheck;
import io.assay.validate.Report;
import io.assay.validate.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// `assay mcp check`: judges the servers that assistants are configured to start.
final class McpCheckCommand implements Main.Action {
  private final Words words =
      new Words(
              this,
              "check",
              List.of("assay mcp check FILE... [OPTIONS]", "assay mcp check --all [OPTIONS]"),
              "Checks configurations of servers: shape, secrets, packages; starts each in a sandbox and reads its tools.")
          .ending(
              "Examples:",
              "  assay mcp check .mcp.json",
              "  assay mcp check --all --json",
              "",
              "Exit status: 0 all accepted, 1 something is wrong, 2 something could not be told, 64 wrong usage.");

  private final Words.Value<List<Path>> files =
      words.fileParameters(
          "0..*", "FILE", "mcp.json, claude_desktop_config.json, or an assistant's settings.");

  private final Words.Flag all =
      words.flag("Every such file of yours and of this folder's project.", "--all");

  private final Words.Flag secrets =
      words.flag(
          "Hand servers the variables that may be secrets, instead of placeholders.", "--secrets");

  private final Reporting reporting = new Reporting(words);

  @Override
  public Words words() {
    return words;
  }

  @Override
  public int act(List<String> rest, Console console) throws InterruptedException {
    Reporting.Asked asked = reporting.asked(console);
    if (all.given() == files.get().isPresent()) {
      throw SandboxException.caller("name the files to check, or say --all");
    }
    List<Path> places =
        all.given()
            ? usual(console)
            : files.or(List.of()).stream().map(console.directory()::resolve).toList();
    List<Report> reports = new ArrayList<>();
    try (Assay assay = console.assay()) {
      ConfigurationCheck check =
          new ConfigurationCheck(assay, McpInstallCommand.launcher(), secrets.given());
      for (Path place : places) {
        reports.addAll(check.check(place));
      }
    }
    int status =
        of(reports, Verdict.Rejected.class)
            ? ValidateCommand.REJECTED
            : of(reports, Verdict.Undecided.class)
                ? ValidateCommand.UNDECIDED
                : ValidateCommand.ACCEPTED;
    asked.write(reports, status, console);
    return status;
  }

  private static boolean of(List<Report> reports, Class<? extends Verdict> kind) {
    return reports.stream().anyMatch(report -> kind.isInstance(report.verdict()));
  }

  /// The files of the assistants that list servers in JSON, those that are there.
  private static List<Path> usual(Console console) {
    Home home = Home.of(console.environment());
    Stream<Path> persons =
        Stream.concat(
            Assistant.ALL.stream().map(it -> it.file(home)),
            Stream.of(home.settings().resolve("Claude/claude_desktop_config.json")));
    Stream<Path> projects =
        Stream.of(".mcp.json", ".cursor/mcp.json", ".vscode/mcp.json", ".gemini/settings.json")
            .map(console.directory()::resolve);
    return Stream.concat(persons, projects)
        .filter(it -> it.toString().endsWith(".json") && Files.isRegularFile(it))
        .toList();
  }
}
