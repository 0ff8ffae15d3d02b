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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay mcp check`: judges the servers that assistants are configured to start.
@Command(
    name = "check",
    description =
        "Checks configurations of servers: shape, secrets, packages; starts each in a sandbox and reads its tools.",
    customSynopsis = {"assay mcp check FILE... [OPTIONS]", "assay mcp check --all [OPTIONS]"},
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footerHeading = "%n",
    footer = {
      "Exit status: 0 all accepted, 1 something is wrong, 2 something could not be told, 64 wrong usage."
    })
final class McpCheckCommand implements Main.Action {
  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "mcp.json, claude_desktop_config.json, or an assistant's settings.")
  private List<Path> files = List.of();

  @Option(names = "--all", description = "Every such file of yours and of this folder's project.")
  private boolean all;

  @Option(
      names = "--secrets",
      description = "Hand servers the variables that may be secrets, instead of placeholders.")
  private boolean secrets;

  @Mixin private Reporting reporting = new Reporting();

  @Override
  public int act(List<String> rest, Console console) throws InterruptedException {
    Reporting.Asked asked = reporting.asked(console);
    if (all == !files.isEmpty()) {
      throw SandboxException.caller("name the files to check, or say --all");
    }
    List<Path> places =
        all ? usual(console) : files.stream().map(console.directory()::resolve).toList();
    List<Report> reports = new ArrayList<>();
    try (Assay assay = console.assay()) {
      ConfigurationCheck check =
          new ConfigurationCheck(assay, McpInstallCommand.launcher(), secrets);
      for (Path place : places) {
        reports.addAll(check.check(place));
      }
    }
    asked.write(reports, console);
    return of(reports, Verdict.Rejected.class)
        ? ValidateCommand.REJECTED
        : of(reports, Verdict.Undecided.class)
            ? ValidateCommand.UNDECIDED
            : ValidateCommand.ACCEPTED;
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
