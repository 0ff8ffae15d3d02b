package io.assay.cli;

import io.assay.Assay;
import io.assay.Program;
import io.assay.SandboxException;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.Gate;
import io.assay.validate.Report;
import io.assay.validate.Validation;
import io.assay.validate.Verdict;
import io.assay.validate.docs.Documentation;
import io.assay.validate.docs.SnippetReport;
import io.assay.validate.reading.Endings;
import io.assay.validate.report.Format;
import io.assay.validate.report.HumanFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/// `assay hook run`: code that is staged must parse, and the code in staged documents must run.
/// What lies in the work tree and is not staged is not looked at. Whether a module's imports are
/// there is not asked: what a project has installed is not in git.
final class HookRunCommand implements Main.Action {
  private final Words words =
      new Words(
          this,
          "run",
          List.of("assay hook run [OPTIONS]"),
          "Looks at the files that are staged, as they are staged.");

  /// Documents may use every file of a repository up to this size; those of a larger one only each
  /// other.
  private static final int MOST_FILES = 5_000;

  private static final Set<String> HEADERS = Set.of("h", "hh", "hpp", "hxx", "inl", "ipp", "tcc");

  private final Words.Value<String> format = Reporting.format(words);

  @Override
  public Words words() {
    return words;
  }

  @Override
  public int act(List<String> rest, Console console) throws InterruptedException {
    Format writer = Reporting.format(format.or("human"), "--format", console.colours());
    Repository repository = Repository.around(console.directory(), console.environment());
    List<String> staged = repository.staged();
    List<String> documents = staged.stream().filter(Documentation::reads).toList();
    List<Change> changes = changes(repository, staged);
    if (documents.isEmpty() && changes.isEmpty()) {
      return ValidateCommand.ACCEPTED;
    }
    List<Report> reports = new ArrayList<>();
    try (Assay assay = console.assay()) {
      List<Gate> syntax =
          Validation.GATES.stream().filter(gate -> gate.name().equals("syntax")).toList();
      for (Change change : changes) {
        reports.add(called(new Validation(assay, syntax, false).judge(change), change));
      }
      if (!documents.isEmpty()) {
        reports.addAll(read(repository, documents, assay));
      }
    }
    List<Report> wrong =
        reports.stream().filter(it -> !(it.verdict() instanceof Verdict.Accepted)).toList();
    try {
      writer.write(writer instanceof HumanFormat ? wrong : reports, console.out());
    } catch (IOException e) {
      console.say("cannot write the report: " + e.getMessage());
    }
    if (reports.stream().noneMatch(it -> it.verdict() instanceof Verdict.Rejected)) {
      // A tool that is not there must not keep people from committing.
      return ValidateCommand.ACCEPTED;
    }
    console.say("nothing is committed; 'git commit --no-verify' does it all the same");
    return ValidateCommand.REJECTED;
  }

  /// The staged code, a change for each language.
  private static List<Change> changes(Repository repository, List<String> staged) {
    List<Change> changes = new ArrayList<>();
    for (Language language : Language.ALL) {
      List<String> sources =
          staged.stream().filter(file -> language.extensions().contains(Endings.of(file))).toList();
      if (sources.isEmpty()) {
        continue;
      }
      SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
      Stream<String> headers =
          language.equals(Language.CPP)
              ? repository.indexed().stream().filter(file -> HEADERS.contains(Endings.of(file)))
              : Stream.empty();
      Stream.concat(sources.stream(), headers)
          .forEach(file -> files.put(file, new Program.Content.Text(repository.content(file))));
      changes.add(Change.of(language, new Program(files, sources.getFirst(), List.of(), Map.of())));
    }
    return changes;
  }

  /// The same report, about all of the files rather than the first.
  private static Report called(Report report, Change change) {
    int count = change.program().files().size();
    String subject = count == 1 ? report.subject() : count + " files in " + report.language();
    return new Report(
        subject, report.language(), report.judgements(), report.notAsked(), report.run());
  }

  private static List<Report> read(Repository repository, List<String> documents, Assay assay)
      throws InterruptedException {
    List<String> all = repository.indexed();
    Path folder = null;
    try {
      folder = Files.createTempDirectory("assay-staged").toRealPath();
      repository.export(all.size() > MOST_FILES ? documents : all, folder);
      String prefix = folder + "/";
      List<SnippetReport> snippets =
          new Documentation(assay).check(documents.stream().map(folder::resolve).toList());
      return snippets.stream()
          .flatMap(snippet -> snippet.report().stream())
          .map(report ->
              report.named(
                  file -> file.startsWith(prefix) ? file.substring(prefix.length()) : file))
          .toList();
    } catch (IOException e) {
      throw SandboxException.host("cannot write the staged files down: " + e, e);
    } finally {
      if (folder != null) {
        delete(folder);
      }
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      // What is left of it lies where the system takes it away.
      System.getLogger(HookRunCommand.class.getName())
          .log(System.Logger.Level.DEBUG, "removing staged files", e);
    }
  }
}
