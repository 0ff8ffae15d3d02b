package io.assay.cli;

import io.assay.Assay;
import io.assay.Limits;
import io.assay.SandboxException;
import io.assay.validate.Report;
import io.assay.validate.Verdict;
import io.assay.validate.docs.Documentation;
import io.assay.validate.docs.SnippetReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay docs`: runs the code that documents show.
@Command(
    name = "docs",
    description = "Runs the code that documents show, and says where they are wrong.",
    customSynopsis = "assay docs PATH... [OPTIONS]",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay docs README.md",
      "  assay docs .",
      "  assay docs README.md --fix-output",
      "  assay docs . --changed-since origin/main --format github",
      "",
      "Exit status: 0 all that was tried is right, 1 something is wrong, 2 something could not be tried,",
      "64 wrong usage."
    })
final class DocsCommand implements Main.Action {
  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "A document, or a folder whose documents are checked.")
  private List<Path> paths = List.of();

  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "TIME",
      converter = Amount.Time.class,
      description = "Wall-clock time of each snippet (default: 30s).")
  private @Nullable Duration timeout;

  @Option(
      names = "--changed-since",
      paramLabel = "REV",
      description =
          "Only documents that are new or not what they were in this revision of their repository.")
  private @Nullable String changedSince;

  @Option(
      names = "--stored-outputs",
      description =
          "Compare the outputs that notebooks store with what their cells print and show.")
  private boolean storedOutputs;

  @Option(
      names = "--fix-output",
      description = "Write what is printed into the documents where they show something else.")
  private boolean fixOutput;

  @Option(
      names = "--cache",
      description =
          "The snippets do the same each time: what was tried before is answered from that.")
  private boolean cache;

  @Mixin private Reporting reporting = new Reporting();

  @Mixin private Templated templated = new Templated();

  @Override
  public int act(List<String> rest, Console console) throws InterruptedException {
    Reporting.Asked asked = reporting.asked(console);
    Limits limits = timeout == null ? Limits.DEFAULT : Limits.DEFAULT.withWall(timeout);
    List<SnippetReport> snippets;
    try (Assay assay = templated.assay(console)) {
      Documentation documentation =
          new Documentation(
              assay,
              limits,
              Runtime.getRuntime().availableProcessors(),
              storedOutputs,
              cache,
              Recipes::find);
      List<Path> documents = changedSince == null ? paths : changed(changedSince, console);
      snippets = fixOutput ? documentation.correct(documents) : documentation.check(documents);
    }
    List<Report> reports = snippets.stream().flatMap(snippet -> snippet.report().stream()).toList();
    asked.write(reports, reports.stream().filter(DocsCommand::isWorthTelling).toList(), console);
    if (asked.isForPeople()) {
      summarize(snippets, console.outWriter());
    }
    return of(reports, Verdict.Rejected.class) > 0
        ? ValidateCommand.REJECTED
        : of(reports, Verdict.Undecided.class) > 0
            ? ValidateCommand.UNDECIDED
            : ValidateCommand.ACCEPTED;
  }

  private List<Path> changed(String revision, Console console) {
    List<Path> found = new ArrayList<>();
    for (Path path : paths) {
      List<Path> documents = Documentation.documents(List.of(path));
      Path real = real(path);
      Path folder = Files.isDirectory(real) ? real : real.resolveSibling("");
      Repository repository = Repository.around(folder, console.environment());
      Set<Path> changed =
          repository.changedSince(revision).stream()
              .map(name -> repository.root().resolve(name))
              .collect(Collectors.toSet());
      documents.stream().filter(document -> changed.contains(real(document))).forEach(found::add);
    }
    return found;
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw SandboxException.caller("cannot look at '%s': %s".formatted(path, e));
    }
  }

  /// What is as it should be is only counted.
  private static boolean isWorthTelling(Report report) {
    return !(report.verdict() instanceof Verdict.Accepted(var warnings)) || !warnings.isEmpty();
  }

  private static long of(List<Report> reports, Class<? extends Verdict> kind) {
    return reports.stream().filter(report -> kind.isInstance(report.verdict())).count();
  }

  private static void summarize(List<SnippetReport> snippets, PrintWriter out) {
    for (SnippetReport snippet : snippets) {
      if (snippet.result() instanceof SnippetReport.NotRun(String reason)) {
        out.printf("%s:%d: not run: %s%n", snippet.file(), snippet.line(), reason);
      }
    }
    List<Report> reports = snippets.stream().flatMap(snippet -> snippet.report().stream()).toList();
    long before = reports.stream().filter(Report::asBefore).count();
    out.printf(
        "%d accepted, %d rejected, %d undecided, %d not run%s%n",
        of(reports, Verdict.Accepted.class),
        of(reports, Verdict.Rejected.class),
        of(reports, Verdict.Undecided.class),
        snippets.size() - reports.size(),
        before == 0 ? "" : "; %d of them as before".formatted(before));
  }
}
