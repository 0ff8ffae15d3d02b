package io.assay.cli;

import io.assay.Assay;
import io.assay.Limits;
import io.assay.Reason;
import io.assay.SandboxException;
import io.assay.validate.Finding;
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

/// `assay docs`: runs the code that documents show.
final class DocsCommand implements Main.Action {
  private final Words words =
      new Words(
              this,
              "docs",
              List.of("assay docs PATH... [OPTIONS]"),
              "Runs the code that documents show, and says where they are wrong.")
          .ending(
              "Examples:",
              "  assay docs README.md",
              "  assay docs .",
              "  assay docs README.md --fix-output",
              "  assay docs . --changed-since origin/main --format github",
              "",
              "Exit status: 0 all that was tried is right, 1 something is wrong, 2 something could not be tried or",
              "there is no document, 64 wrong usage.");

  private final Words.Value<List<Path>> paths =
      words.fileParameters("1..*", "PATH", "A document, or a folder whose documents are checked.");

  private final Words.Value<Duration> timeout =
      words.time("Wall-clock time of each snippet (default: 30s).", "-t", "--timeout");

  private final Words.Value<String> changedSince =
      words.text(
          "REV",
          "Only documents that are new or not what they were in this revision of their repository, or where this branch left it.",
          "--changed-since");

  private final Words.Flag storedOutputs =
      words.flag(
          "Compare the outputs that notebooks store with what their cells print and show.",
          "--stored-outputs");

  private final Words.Flag fixOutput =
      words.flag(
          "Write what is printed into the documents where they show something else.",
          "--fix-output");

  private final Words.Flag cache =
      words.flag(
          "The snippets do the same each time: what was tried before is answered from that.",
          "--cache");

  private final Reporting reporting = new Reporting(words);

  private final Templated templated = new Templated(words);

  @Override
  public Words words() {
    return words;
  }

  @Override
  public int act(List<String> rest, Console console) throws InterruptedException {
    Reporting.Asked asked = reporting.asked(console);
    Limits limits = timeout.onto(Limits.DEFAULT, Limits::withWall);
    if (Documentation.documents(paths.or(List.of())).isEmpty()) {
      console.say(
          "no document was found in "
              + paths.or(List.of()).stream()
                  .map(path -> "'" + path + "'")
                  .collect(Collectors.joining(", ")));
      asked.write(List.of(), ValidateCommand.UNDECIDED, console);
      return ValidateCommand.UNDECIDED;
    }
    List<SnippetReport> snippets;
    try (Assay assay = templated.assay(console)) {
      Documentation documentation =
          new Documentation(
              assay,
              limits,
              Documentation.ABREAST,
              storedOutputs.given(),
              cache.given(),
              Recipes::find);
      List<Path> documents =
          changedSince
              .get()
              .map(revision -> changed(revision, console))
              .orElse(paths.or(List.of()));
      snippets =
          fixOutput.given() ? documentation.correct(documents) : documentation.check(documents);
    }
    List<Report> reports = snippets.stream().flatMap(snippet -> snippet.report().stream()).toList();
    List<Finding> notRun = snippets.stream().flatMap(it -> it.notRun().stream()).toList();
    List<Report> told = reports.stream().filter(DocsCommand::isWorthTelling).toList();
    int status =
        of(reports, Verdict.Rejected.class) > 0
            ? ValidateCommand.REJECTED
            : of(reports, Verdict.Undecided.class) > 0
                ? ValidateCommand.UNDECIDED
                : ValidateCommand.ACCEPTED;
    asked.write(reports, told, notRun, status, console);
    if (asked.isForPeople()) {
      List<Report> tried =
          snippets.stream()
              .filter(it -> !it.isOfDocument())
              .flatMap(it -> it.report().stream())
              .toList();
      summarize(tried, notRun.size(), console.outWriter());
    }
    return status;
  }

  private List<Path> changed(String revision, Console console) {
    List<Path> found = new ArrayList<>();
    for (Path path : paths.or(List.of())) {
      List<Path> documents = Documentation.documents(List.of(path));
      Path real = real(path);
      Path folder = Files.isDirectory(real) ? real : real.resolveSibling("");
      Repository repository = Repository.around(folder, console.environment());
      Set<Path> changed =
          repository.changedSince(revision).stream()
              .map(name -> repository.root().resolve(name))
              .collect(Collectors.toSet());
      documents.stream().filter(document -> isOf(changed, real(document))).forEach(found::add);
    }
    return found;
  }

  /// Whether a file is one of those, or lies below one.
  private static boolean isOf(Set<Path> changed, Path file) {
    for (Path at = file; at != null; at = at.getParent()) {
      if (changed.contains(at)) {
        return true;
      }
    }
    return false;
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw SandboxException.caller("cannot look at '%s': %s".formatted(path, Reason.of(e)));
    }
  }

  /// What is as it should be is only counted.
  private static boolean isWorthTelling(Report report) {
    return !(report.verdict() instanceof Verdict.Accepted(var warnings)) || !warnings.isEmpty();
  }

  private static long of(List<Report> reports, Class<? extends Verdict> kind) {
    return reports.stream().filter(report -> kind.isInstance(report.verdict())).count();
  }

  /// Counts what code came to.
  private static void summarize(List<Report> reports, int notRun, PrintWriter out) {
    long before = reports.stream().filter(Report::asBefore).count();
    out.printf(
        "%d accepted, %d rejected, %d undecided, %d not run%s%n",
        of(reports, Verdict.Accepted.class),
        of(reports, Verdict.Rejected.class),
        of(reports, Verdict.Undecided.class),
        notRun,
        before == 0 ? "" : "; %d of them as before".formatted(before));
  }
}
