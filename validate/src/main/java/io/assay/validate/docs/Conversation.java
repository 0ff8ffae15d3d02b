package io.assay.validate.docs;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Limits;
import io.assay.Program;
import io.assay.RunResult;
import io.assay.validate.Change;
import io.assay.validate.Finding;
import io.assay.validate.Report;
import io.assay.validate.Validation;
import io.assay.validate.Verdict;
import io.assay.validate.docs.Directive.Intent;
import io.assay.validate.docs.Plan.Group;
import io.assay.validate.docs.SnippetReport.Judged;
import io.assay.validate.docs.SnippetReport.NotRun;
import io.assay.validate.reading.Resources;
import io.assay.validate.tests.Mark;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Types what the snippets of one group show into one session, and judges each by its answers.
final class Conversation {
  private static final JsonFactory FACTORY = new JsonFactory();

  /// What the script reads.
  private static final String LINES = "assay-session.json";

  private final Assay assay;
  private final Limits limits;
  private final Comparer comparer;
  private final Group group;

  Conversation(Assay assay, Limits limits, Comparer comparer, Group group) {
    this.assay = assay;
    this.limits = limits;
    this.comparer = comparer;
    this.group = group;
  }

  /// One report for each snippet.
  List<SnippetReport> hold(Session session) throws InterruptedException {
    List<List<Exchange>> each = group.snippets().stream().map(Exchange::of).toList();
    List<Exchange> exchanges = each.stream().flatMap(List::stream).toList();
    Optional<String> obstacle =
        exchanges.stream().flatMap(it -> session.obstacle(it.text()).stream()).findFirst();
    boolean onlyCompiles =
        group.snippets().stream().allMatch(it -> it.directive().intent() == Intent.COMPILE);
    if (onlyCompiles || obstacle.isPresent()) {
      String reason = onlyCompiles ? "it is marked not to be run" : obstacle.get();
      return group.snippets().stream().map(it -> report(it, new NotRun(reason))).toList();
    }
    List<Exchange> all = new ArrayList<>(link(session).stream().toList());
    int first = all.size();
    all.addAll(exchanges);
    long start = System.nanoTime();
    Held held = type(session, all);
    for (Session.Answer linked :
        held.answers().subList(0, Math.min(first, held.answers().size()))) {
      if (session.failed(linked)) {
        String reason = "its file cannot be imported here: " + linked.last();
        return group.snippets().stream().map(it -> report(it, new NotRun(reason))).toList();
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start).dividedBy(group.snippets().size());
    List<SnippetReport> reports = new ArrayList<>();
    for (int i = 0; i < each.size(); i++) {
      Snippet snippet = group.snippets().get(i);
      reports.add(report(snippet, result(session, snippet, each.get(i), held, first, took)));
      first += each.get(i).size();
    }
    return reports;
  }

  /// What makes the names of a file known in the session that its comments show.
  private Optional<Exchange> link(Session session) {
    boolean isOwn =
        Comments.language(comparer.document().name())
            .filter(language -> language.name().equals(session.family()))
            .isPresent();
    String link = group.surroundings().link();
    return isOwn && !link.isEmpty()
        ? Optional.of(new Exchange("whole", List.of(Line.ours(link)), Optional.empty()))
        : Optional.empty();
  }

  /// A session that came to its end.
  ///
  /// @param answers to what was typed, in its order; fewer if it ended before
  private record Held(List<Session.Answer> answers, Report report) {}

  private Held type(Session session, List<Exchange> exchanges) throws InterruptedException {
    String mark = Mark.fresh();
    SequencedMap<String, Program.Content> files = group.beside();
    String script = "assay-" + session.script();
    files.put(script, Resources.of(Conversation.class, session.script()));
    files.put(LINES, new Program.Content.Text(json(mark, exchanges)));
    Program program = new Program(files, script, List.of(), Map.of());
    Duration longest =
        group.snippets().stream()
            .map(it -> it.directive().timeout().orElse(limits.wall()))
            .max(Comparator.naturalOrder())
            .orElse(limits.wall());
    Report report =
        new Validation(assay, List.of(Trial.EXECUTION), false)
            .judge(Change.of(session.language(), program).withLimits(limits.withWall(longest)));
    return new Held(
        answers(exchanges, report.run().map(RunResult::stdout).orElse(""), mark), report);
  }

  /// What was printed, apart at the marks.
  private static List<Session.Answer> answers(
      List<Exchange> exchanges, String printed, String mark) {
    List<Session.Answer> answers = new ArrayList<>();
    int from = 0;
    for (Exchange exchange : exchanges) {
      int at = printed.indexOf(mark, from);
      int end = printed.indexOf('\n', at);
      if (at < 0 || end < 0) {
        break;
      }
      List<String> lines = printed.substring(from, at).lines().toList();
      String status = printed.substring(at + mark.length(), end);
      answers.add(new Session.Answer(exchange.text(), lines, status));
      from = end + 1;
    }
    return answers;
  }

  private static Bytes json(String mark, List<Exchange> exchanges) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("mark", mark);
      json.writeArrayPropertyStart("lines");
      for (Exchange exchange : exchanges) {
        json.writeStartObject();
        json.writeStringProperty("mode", exchange.mode());
        json.writeStringProperty("source", exchange.text());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return Bytes.copyOf(out.toByteArray());
  }

  private SnippetReport.Result result(
      Session session, Snippet snippet, List<Exchange> own, Held held, int first, Duration took) {
    Optional<Verdict> undecided = Trial.undecided(held.report(), snippet);
    if (undecided.isPresent()) {
      return new Judged(undecided.get(), took);
    }
    List<Finding> wrong = new ArrayList<>();
    List<Finding> warnings = new ArrayList<>();
    boolean failed = false;
    for (int i = 0; i < own.size(); i++) {
      Exchange exchange = own.get(i);
      if (first + i >= held.answers().size()) {
        boolean isLast = first + i == held.answers().size();
        Optional<Finding> end =
            isLast ? end(exchange, held, i == own.size() - 1) : Optional.empty();
        if (!isLast && i == 0) {
          return new NotRun("the session had ended before");
        }
        end.ifPresent(wrong::add);
        failed |= end.isPresent();
        break;
      }
      Session.Answer answer = held.answers().get(first + i);
      Optional<String> obstacle = session.obstacle(answer);
      if (obstacle.isPresent()) {
        return new NotRun(obstacle.get());
      }
      failed |= session.failed(answer);
      compare(session, exchange, answer)
          .ifPresent(told -> (told.isRight() ? warnings : wrong).add(told.finding()));
    }
    Verdict verdict =
        switch (snippet.directive().intent()) {
          case SUCCEED, COMPILE, NOTHING ->
              wrong.isEmpty() ? new Verdict.Accepted(warnings) : new Verdict.Rejected(wrong);
          case FAIL, NOT_COMPILE ->
              failed
                  ? Verdict.accepted()
                  : Verdict.rejected(
                      Trial.here(
                          comparer.document(),
                          snippet.block(),
                          "docs/should-fail",
                          "it is marked to fail, and ends well"));
        };
    return new Judged(Trial.complaining(verdict, comparer.document(), snippet), took);
  }

  private Optional<Comparer.Told> compare(
      Session session, Exchange exchange, Session.Answer answer) {
    if (exchange.expected().isEmpty()) {
      return session.failed(answer)
          ? Optional.of(new Comparer.Told(at(exchange, "it fails: " + answer.last()), false))
          : Optional.empty();
    }
    Snippet.Expected expected = exchange.expected().get();
    List<String> shown = expected.lines().stream().map(Line::text).toList();
    return session
        .mismatch(answer, Comparison.trimmed(shown))
        // What looks like a prompt would be typed the next time.
        .map(it ->
            answer.printed().stream().anyMatch(line -> Session.isBehind(session.prompt(), line))
                ? it.uncorrected()
                : it)
        .map(it -> comparer.told(expected, it));
  }

  /// What it means that the session ended with `exchange`.
  private Optional<Finding> end(Exchange exchange, Held held, boolean isMeant) {
    return switch (held.report().verdict()) {
      case Verdict.Accepted _ ->
          isMeant ? Optional.empty() : Optional.of(at(exchange, "it ends the session"));
      case Verdict.Rejected(var findings) ->
          Optional.of(at(exchange, findings.getFirst().message()));
      case Verdict.Undecided _ -> Optional.empty();
    };
  }

  private Finding at(Exchange exchange, String message) {
    int line = exchange.typed().getFirst().number();
    return Finding.of("docs/session", message)
        .at(comparer.document().name(), line, 0)
        .showing(comparer.document().shown(line));
  }

  private SnippetReport report(Snippet snippet, SnippetReport.Result result) {
    Block block = snippet.block();
    String label =
        snippet.manner() instanceof NotebookSession session
            ? session.language().name()
            : block.label();
    return new SnippetReport(group.document().name(), block.line(), label, result);
  }
}
