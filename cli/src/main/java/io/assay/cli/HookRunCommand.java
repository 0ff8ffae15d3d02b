package io.assay.cli;

import io.assay.Assay;
import io.assay.Program;
import io.assay.Reason;
import io.assay.SandboxException;
import io.assay.cli.Repository.Staged;
import io.assay.language.Endings;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.Gate;
import io.assay.validate.Judgement;
import io.assay.validate.Report;
import io.assay.validate.Validation;
import io.assay.validate.Verdict;
import io.assay.validate.docs.Documentation;
import io.assay.validate.docs.SnippetReport;
import io.assay.validate.reading.NodeModules;
import io.assay.validate.report.Format;
import io.assay.validate.report.HumanFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// `assay hook run`: code that is staged must parse, and the code in staged documents must run.
/// What is dangerous in it, and what is secret in any text, is told before it is there for good,
/// and stops nothing. What lies in the work tree and is not staged is not looked at. Whether a
/// module's imports are there is not asked: what a project has installed is not in git.
final class HookRunCommand implements Main.Action {
  private final Words words =
      new Words(
              this,
              "run",
              List.of("assay hook run [PATH...] [OPTIONS]"),
              "Looks at the files that are staged, as they are staged.")
          .ending(
              "Examples:",
              "  assay hook run",
              "  assay hook run --format github",
              "  assay hook run docs src/main.py",
              "",
              "Exit status: 0 nothing is wrong, 1 something is, 64 wrong usage.");

  /// Documents may use every file of a repository of up to so many files, and C++ up to as many
  /// headers of it; of a larger one only those that are staged.
  private static final int MOST_FILES = 5_000;

  /// Bytes of those files.
  private static final long MOST_BYTES = 256 << 20;

  /// Bytes of a file that a document may use.
  private static final long LONGEST = 8 << 20;

  private static final String SECURITY = "security";

  /// The gates that staged code is put before.
  private static final Set<String> ASKED = Set.of("syntax", SECURITY);

  private static final Set<String> HEADERS = Set.of("h", "hh", "hpp", "hxx", "inl", "ipp", "tcc");

  private final Words.Value<List<String>> named =
      words.parameters(
          "0..*",
          "PATH",
          "Only these files, or those below these folders, as they stand in git's index, whether they differ from the last commit or not.");

  private final Reporting.Named format = new Reporting.Named(words);

  @Override
  public Words words() {
    return words;
  }

  @Override
  public int act(List<String> rest, Console console) throws InterruptedException {
    Format writer = format.get(console);
    Repository repository = Repository.around(console.directory(), console.environment());
    List<Report> reports = new ArrayList<>();
    List<String> asked = named.or(List.of());
    List<Staged> staged =
        asked.isEmpty() ? repository.staged() : repository.named(console.directory(), asked);
    List<String> paths = staged.stream().map(Staged::path).toList();
    if (paths.stream().anyMatch(HookRunCommand::isTried)) {
      reports.addAll(tried(repository, paths, console));
    }
    List<Staged> others =
        staged.stream()
            .filter(file -> !isTried(file.path()) && !NodeModules.has(file.path()))
            .toList();
    if (!others.isEmpty()) {
      reports.add(StagedTexts.judged(repository, others));
    }
    List<Report> told =
        writer instanceof HumanFormat
            ? reports.stream().filter(HookRunCommand::isWorthSaying).toList()
            : reports;
    // A tool that is not there must not keep people from committing.
    int status =
        reports.stream().anyMatch(it -> it.verdict() instanceof Verdict.Rejected)
            ? ValidateCommand.REJECTED
            : ValidateCommand.ACCEPTED;
    console.print(out -> writer.write(Reporting.conclusion(told, List.of(), status), out));
    if (status == ValidateCommand.REJECTED && asked.isEmpty()) {
      console.say("nothing is committed; 'git commit --no-verify' does it all the same");
    }
    return status;
  }

  /// Whether it is code or a document.
  private static boolean isTried(String file) {
    return Documentation.reads(file) || Endings.language(file).isPresent();
  }

  private static List<Report> tried(Repository repository, List<String> staged, Console console)
      throws InterruptedException {
    List<String> documents = staged.stream().filter(Documentation::reads).toList();
    List<String> code = staged.stream().filter(file -> Endings.language(file).isPresent()).toList();
    List<Report> reports = new ArrayList<>();
    Path folder = folder();
    try (Assay assay = console.assay()) {
      Set<String> wanted = wanted(repository, staged, code, documents, console);
      repository.export(wanted, folder);
      List<Gate> gates =
          Validation.GATES.stream().filter(gate -> ASKED.contains(gate.name())).toList();
      for (Change change : changes(code, wanted, folder)) {
        Report report = new Validation(assay, gates, false).judge(change);
        reports.add(called(report, change, Set.copyOf(code)));
      }
      if (!documents.isEmpty()) {
        reports.addAll(read(documents, folder, assay));
      }
    } finally {
      delete(folder);
    }
    return reports;
  }

  private static boolean isWorthSaying(Report report) {
    return switch (report.verdict()) {
      case Verdict.Accepted(var warnings) ->
          warnings.stream().anyMatch(it -> it.rule().startsWith(SECURITY + "/"));
      case Verdict.Rejected _, Verdict.Undecided _ -> true;
    };
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("assay-staged").toRealPath();
    } catch (IOException e) {
      throw SandboxException.host("no folder for the staged files can be made: " + Reason.of(e), e);
    }
  }

  /// What is judged, and what it may use.
  private static Set<String> wanted(
      Repository repository,
      List<String> staged,
      List<String> code,
      List<String> documents,
      Console console) {
    Set<String> wanted = new LinkedHashSet<>(code);
    wanted.addAll(documents);
    boolean hasCpp = code.stream().anyMatch(file -> isIn(Language.CPP, file));
    List<Staged> all = hasCpp || !documents.isEmpty() ? repository.indexed() : List.<Staged>of();
    if (hasCpp) {
      List<String> headers =
          all.stream().map(Staged::path).filter(HookRunCommand::isHeader).toList();
      (headers.size() <= MOST_FILES ? headers : staged)
          .stream().filter(HookRunCommand::isHeader).forEach(wanted::add);
    }
    if (!documents.isEmpty()) {
      List<String> usable = usable(repository, all);
      wanted.addAll(usable);
      if (usable.isEmpty()) {
        console.say(
            "documents can use what is staged and no other file of the repository: it has more than %,d, or %d MiB"
                .formatted(MOST_FILES, MOST_BYTES >> 20));
      }
    }
    return wanted;
  }

  /// What documents may use; nothing if that is too much.
  private static List<String> usable(Repository repository, List<Staged> all) {
    if (all.size() > MOST_FILES) {
      return List.of();
    }
    List<Long> sizes = repository.sizes(all);
    List<Integer> kept =
        IntStream.range(0, all.size()).filter(i -> sizes.get(i) <= LONGEST).boxed().toList();
    return kept.stream().mapToLong(sizes::get).sum() > MOST_BYTES
        ? List.of()
        : kept.stream().map(i -> all.get(i).path()).toList();
  }

  private static boolean isIn(Language language, String file) {
    return language.extensions().contains(Endings.of(file));
  }

  private static boolean isHeader(String file) {
    return HEADERS.contains(Endings.of(file));
  }

  /// The staged code, a change for each language.
  private static List<Change> changes(List<String> code, Set<String> wanted, Path folder) {
    List<Change> changes = new ArrayList<>();
    for (Language language : Language.ALL) {
      List<String> sources = code.stream().filter(file -> isIn(language, file)).toList();
      if (sources.isEmpty()) {
        continue;
      }
      SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
      Stream<String> headers =
          language.equals(Language.CPP)
              ? wanted.stream()
                  .filter(file -> isHeader(file) && isInside(folder, folder.resolve(file)))
              : Stream.empty();
      Stream.concat(sources.stream(), headers)
          .forEach(
              file -> files.put(file, new Program.Content.HostFile(folder.resolve(file), false)));
      changes.add(Change.of(language, new Program(files, sources.getFirst(), List.of(), Map.of())));
    }
    return changes;
  }

  /// Whether it is a file there, and no link to one elsewhere.
  private static boolean isInside(Path folder, Path file) {
    try {
      return file.toRealPath().startsWith(folder) && Files.isRegularFile(file);
    } catch (IOException e) {
      return false;
    }
  }

  /// The same report, about all of the files rather than the first. Headers that are only there to
  /// be included are not warned of.
  private static Report called(Report report, Change change, Set<String> code) {
    int count = change.program().files().size();
    String subject = count == 1 ? report.subject() : count + " files in " + report.language();
    List<Judgement> judgements =
        report.judgements().stream()
            .map(it ->
                it.verdict() instanceof Verdict.Accepted(var warnings)
                    ? new Judgement(
                        it.gate(),
                        new Verdict.Accepted(
                            warnings.stream()
                                .filter(own -> own.file().isEmpty() || code.contains(own.file()))
                                .toList()),
                        it.took(),
                        it.idle())
                    : it)
            .toList();
    return new Report(subject, report.language(), judgements, report.notAsked(), report.run());
  }

  private static List<Report> read(List<String> documents, Path folder, Assay assay)
      throws InterruptedException {
    String prefix = folder + "/";
    List<SnippetReport> snippets =
        new Documentation(assay).check(documents.stream().map(folder::resolve).toList());
    return snippets.stream()
        .flatMap(snippet -> snippet.report().stream())
        .map(report ->
            report.named(file -> file.startsWith(prefix) ? file.substring(prefix.length()) : file))
        .toList();
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
