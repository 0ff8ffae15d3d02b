package io.assay.validate.docs;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Limits;
import io.assay.Outcome;
import io.assay.Program;
import io.assay.Run;
import io.assay.RunResult;
import io.assay.SandboxException;
import io.assay.language.ProgramError;
import io.assay.validate.Change;
import io.assay.validate.Finding;
import io.assay.validate.Gate;
import io.assay.validate.Report;
import io.assay.validate.Validation;
import io.assay.validate.Verdict;
import io.assay.validate.docs.Directive.Intent;
import io.assay.validate.docs.Plan.Group;
import io.assay.validate.docs.SnippetReport.Judged;
import io.assay.validate.docs.SnippetReport.NotRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// Runs the programs that a document's snippets are, and judges each snippet by what it adds.
final class Trial {
  private static final Gate SYNTAX = gate("syntax");
  static final Gate EXECUTION = gate("execution");

  /// What a file says that needs what is not installed.
  private static final Pattern LACKING =
      Pattern.compile(
          "(?s)(?:\\S*/compile-error .*|\\S+ (?:ModuleNotFoundError|ImportError|Error: Cannot find).*)");

  private final Assay assay;
  private final Limits limits;
  private final Optional<Corrections> corrections;
  private final Optional<Remembered> remembered;

  /// @param corrections what is to be written where a document shows something else than is
  ///   printed; empty where that is only told
  /// @param remembered what snippets came to before; empty if that does not count
  Trial(
      Assay assay,
      Limits limits,
      Optional<Corrections> corrections,
      Optional<Remembered> remembered) {
    this.assay = assay;
    this.limits = limits;
    this.corrections = corrections;
    this.remembered = remembered;
  }

  private static Gate gate(String name) {
    return Validation.GATES.stream()
        .filter(gate -> gate.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no gate called " + name));
  }

  /// One report for each snippet of the group.
  List<SnippetReport> run(Group group) throws InterruptedException {
    Optional<List<SnippetReport>> known = remembered.flatMap(it -> it.of(group));
    if (known.isPresent()) {
      return known.get();
    }
    List<SnippetReport> reports = tried(group);
    remembered.ifPresent(it -> it.keep(group, reports));
    return reports;
  }

  private List<SnippetReport> tried(Group group) throws InterruptedException {
    return switch (group.manner()) {
      case Dialect dialect -> run(group, dialect);
      case Session session ->
          new Conversation(assay, limits, new Comparer(group.document(), corrections), group)
              .hold(session);
    };
  }

  private List<SnippetReport> run(Group group, Dialect dialect) throws InterruptedException {
    List<SnippetReport> reports = new ArrayList<>();
    List<Line> code = List.of();
    String printed = "";
    Optional<Snippet> broken = Optional.empty();
    for (Snippet snippet : group.snippets()) {
      if (broken.isPresent()) {
        String reason =
            "line %d, which it continues, failed".formatted(broken.get().block().line());
        reports.add(report(group, snippet, new NotRun(reason)));
        continue;
      }
      List<Line> longer = new ArrayList<>(code);
      longer.addAll(snippet.code());
      long start = System.nanoTime();
      Attempt attempt = new Attempt(group, dialect, snippet, longer, printed);
      Verdict verdict = attempt.verdict();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      reports.add(
          report(
              group,
              snippet,
              attempt.lacking.isEmpty() ? new Judged(verdict, took) : new NotRun(attempt.lacking)));
      if (!(verdict instanceof Verdict.Accepted)) {
        broken = Optional.of(snippet);
      } else if (snippet.directive().intent() == Intent.SUCCEED) {
        code = longer;
        printed = attempt.printed;
      }
    }
    return reports;
  }

  /// Why nothing can be said of a snippet that was run; empty if something can.
  static Optional<Verdict> undecided(Report report, Snippet snippet) {
    boolean other =
        report.run().map(RunResult::template).stream()
            .anyMatch(name -> !snippet.directive().takes(name));
    if (other) {
      return Optional.of(
          new Verdict.Undecided(
              "it is for the template '%s', and its language has another one here"
                  .formatted(snippet.directive().template().orElse(""))));
    }
    return report.verdict() instanceof Verdict.Undecided undecided
        ? Optional.of(undecided)
        : Optional.empty();
  }

  /// A finding about a whole block.
  static Finding here(Document document, Block block, String rule, String message) {
    return Finding.of(rule, message)
        .at(document.name(), block.line(), 0)
        .showing(document.shown(block.line()));
  }

  /// The same with what is wrong with the attributes of a snippet.
  static Verdict complaining(Verdict verdict, Document document, Snippet snippet) {
    List<String> complaints = snippet.directive().complaints();
    List<Finding> all = new ArrayList<>();
    complaints.forEach(
        complaint -> all.add(here(document, snippet.block(), "docs/attribute", complaint)));
    return switch (verdict) {
      case Verdict.Accepted(var warnings) -> {
        all.addAll(warnings);
        yield new Verdict.Accepted(all);
      }
      case Verdict.Rejected(var findings) -> {
        all.addAll(0, findings);
        yield new Verdict.Rejected(all);
      }
      case Verdict.Undecided(String reason) ->
          complaints.isEmpty()
              ? verdict
              : new Verdict.Undecided(reason + "; " + String.join("; ", complaints));
    };
  }

  static SnippetReport report(Group group, Snippet snippet, SnippetReport.Result result) {
    Block block = snippet.block();
    return new SnippetReport(group.document().name(), block.line(), block.label(), result);
  }

  /// One snippet, behind those that it continues.
  private final class Attempt {
    private final Group group;
    private final Dialect dialect;
    private final Snippet snippet;
    private final List<Line> lines;
    private final String before;
    private final Comparer comparer;
    private final Change change;

    /// What the whole program printed.
    private String printed;

    /// What is missing here for the file around the snippet; empty if nothing is.
    private String lacking = "";

    /// @param code the program's lines, before it is wrapped
    /// @param before what the program printed without this snippet
    Attempt(Group group, Dialect dialect, Snippet snippet, List<Line> code, String before) {
      this.group = group;
      this.dialect = dialect;
      this.snippet = snippet;
      this.before = before;
      this.comparer = new Comparer(group.document(), corrections);
      this.printed = before;
      this.lines = new ArrayList<>(dialect.wrap(code));
      if (dialect instanceof RustDialect && !group.surroundings().link().isEmpty()) {
        lines.add(Line.ours(group.surroundings().link()));
      }
      String text = Line.text(lines);
      String entry = dialect.language().fileName(text);
      SequencedMap<String, Program.Content> files = group.beside();
      files.put(entry, new Program.Content.Text(Bytes.of(text)));
      this.change =
          Change.of(dialect.language(), new Program(files, entry, List.of(), Map.of()))
              .withLimits(snippet.directive().timeout().map(limits::withWall).orElse(limits));
    }

    Verdict verdict() throws InterruptedException {
      try {
        return complaining(
            switch (snippet.directive().intent()) {
              case SUCCEED -> succeeds();
              case COMPILE -> compiles();
              case FAIL -> fails();
              case NOT_COMPILE -> doesNotCompile();
              case NOTHING -> Verdict.accepted();
            },
            group.document(),
            snippet);
      } catch (SandboxException e) {
        return switch (e.blame()) {
          case HOST, CAPACITY, CALLER -> new Verdict.Undecided(String.valueOf(e.getMessage()));
          case US -> throw e;
        };
      }
    }

    private Verdict succeeds() throws InterruptedException {
      Report report = new Validation(assay, List.of(EXECUTION), false).judge(change);
      Optional<Verdict> undecided = undecided(report, snippet);
      if (undecided.isPresent()) {
        return undecided.get();
      }
      return switch (report.verdict()) {
        case Verdict.Accepted(var warnings) -> {
          printed = report.run().map(RunResult::stdout).orElse("");
          yield compared(warnings);
        }
        case Verdict.Rejected(var findings) -> {
          findings.forEach(this::note);
          yield new Verdict.Rejected(mapped(findings));
        }
        case Verdict.Undecided neither -> neither;
      };
    }

    /// Notes what the file around a snippet lacks here, where it needs a whole project.
    private void note(Finding finding) {
      if (group.surroundings().files().containsKey(finding.file())
          && LACKING.matcher(finding.rule() + " " + finding.message()).matches()) {
        lacking = "'%s' needs more than is here: %s".formatted(finding.file(), finding.message());
      }
    }

    private Verdict compiles() throws InterruptedException {
      return switch (compiled()) {
        case Verdict.Accepted(var warnings) -> accepted(warnings);
        case Verdict.Rejected(var findings) -> new Verdict.Rejected(mapped(findings));
        case Verdict.Undecided undecided -> undecided;
      };
    }

    private Verdict doesNotCompile() throws InterruptedException {
      return switch (compiled()) {
        case Verdict.Accepted _ ->
            Verdict.rejected(
                here("docs/compile-fail", "it is marked not to compile, and compiles"));
        case Verdict.Rejected _ -> accepted(List.of());
        case Verdict.Undecided undecided -> undecided;
      };
    }

    /// Whether it compiles; what no compiler compiles must parse.
    private Verdict compiled() throws InterruptedException {
      if (!dialect.compiles()) {
        return new Validation(assay, List.of(SYNTAX), false).judge(change).verdict();
      }
      RunResult result =
          assay.compile(Run.of(change.language(), change.program()).withLimits(change.limits()));
      Outcome outcome = result.last().outcome();
      if (outcome.succeeded()) {
        return Verdict.accepted();
      }
      if (!(outcome.end() instanceof Outcome.Exited)) {
        return new Verdict.Undecided("the compiler did not come to its end: " + outcome.end());
      }
      Optional<ProgramError> error = result.last().error();
      Finding finding =
          Finding.of(
              "docs/compile-error", error.map(ProgramError::message).orElse("it does not compile"));
      return Verdict.rejected(
          error.map(it -> finding.at(it.file(), it.line(), it.column())).orElse(finding));
    }

    private Verdict fails() throws InterruptedException {
      Report report = new Validation(assay, List.of(EXECUTION), false).judge(change);
      boolean ran = report.run().flatMap(RunResult::run).isPresent();
      return switch (report.verdict()) {
        case Verdict.Accepted _ ->
            Verdict.rejected(here("docs/should-fail", "it is marked to fail, and ends well"));
        case Verdict.Rejected(var findings) ->
            ran ? accepted(List.of()) : new Verdict.Rejected(mapped(findings));
        case Verdict.Undecided undecided -> undecided;
      };
    }

    private Verdict accepted(List<Finding> warnings) {
      return new Verdict.Accepted(mapped(warnings));
    }

    /// What is printed, compared with what is shown.
    private Verdict compared(List<Finding> warnings) {
      String added = printed.startsWith(before) ? printed.substring(before.length()) : printed;
      if (snippet.expected().isEmpty()) {
        return said(added.lines().toList())
            .<Verdict>map(Verdict::rejected)
            .orElseGet(() -> accepted(warnings));
      }
      Snippet.Expected expected = snippet.expected().get();
      List<String> shown = expected.lines().stream().map(Line::text).toList();
      return Mismatch.between(shown, added.lines().toList())
          .map(mismatch -> comparer.verdict(expected, mismatch, mapped(warnings)))
          .orElseGet(() -> accepted(warnings));
    }

    /// What is wrong with what comments say that is printed.
    private Optional<Finding> said(List<String> added) {
      if (dialect instanceof GoDialect) {
        Optional<GoOutput> output = GoOutput.in(snippet.code());
        if (output.isPresent()) {
          List<Line> shown = output.get().lines();
          return output
              .get()
              .difference(added)
              .map(it ->
                  commented(
                      shown.isEmpty()
                          ? snippet.code().getLast()
                          : shown.get(Math.min(it.index(), shown.size() - 1)),
                      it.message()));
        }
      }
      return Remarks.wrong(dialect.language(), snippet.code(), added)
          .map(it ->
              commented(
                  it.line(),
                  "it prints '%s', and the comment says %s".formatted(it.printed(), it.said())));
    }

    private Finding commented(Line line, String message) {
      return Finding.of("docs/output", message)
          .at(group.document().name(), line.number(), 0)
          .showing(group.document().shown(line.number()));
    }

    private Finding here(String rule, String message) {
      return Trial.here(group.document(), snippet.block(), rule, message);
    }

    /// The findings about the program, as findings about the document.
    private List<Finding> mapped(List<Finding> findings) {
      return findings.stream().map(this::mapped).toList();
    }

    /// The last line of the document's if all of them come before `index`: what is not closed is
    /// told of where the program ends. A line of ours otherwise.
    private Line lastBefore(int index) {
      int last = lines.size() - 1;
      while (last >= 0 && (lines.get(last).number() == 0 || lines.get(last).text().isBlank())) {
        last--;
      }
      return 0 <= last && last < index ? lines.get(last) : Line.ours("");
    }

    private Finding mapped(Finding finding) {
      int index = finding.line().orElse(0) - 1;
      boolean own = finding.file().equals(change.program().entry());
      Line at = own && index >= 0 && index < lines.size() ? lines.get(index) : Line.ours("");
      if (at.number() == 0 && own) {
        at = lastBefore(index);
      }
      if (at.number() == 0) {
        return here(finding.rule(), finding.message()).suggesting(finding.suggestion());
      }
      boolean isThere = index < lines.size() && lines.get(index).number() != 0;
      int column = isThere ? finding.column().orElse(0) : 0;
      return finding
          .at(group.document().name(), at.number(), column == 0 ? 0 : column + at.column())
          .showing(group.document().shown(at.number()));
    }
  }
}
