package io.assay.validate.report;

import io.assay.validate.Finding;
import io.assay.validate.Judgement;
import io.assay.validate.Report;
import io.assay.validate.Verdict;
import io.assay.validate.tests.TestResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a person likes to read: each finding with the line that it is about and a caret below, then
/// a line for each change.
///
/// @param colours whether whoever reads it sees colours
public record HumanFormat(boolean colours) implements Format {
  private static final String RED = "1;31";
  private static final String YELLOW = "1;33";
  private static final String GREEN = "1;32";
  private static final String BLUE = "1;34";
  private static final String BOLD = "1";

  @Override
  public String name() {
    return "human";
  }

  @Override
  public void write(Conclusion conclusion, OutputStream out) throws IOException {
    write(conclusion.reports(), out);
    StringBuilder text = new StringBuilder();
    for (Finding finding : conclusion.notRun()) {
      text.append(plain(finding.file()));
      finding.line().ifPresent(line -> text.append(':').append(line));
      text.append(": not run: ").append(plain(finding.message())).append('\n');
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// Writes `reports`.
  public void write(List<Report> reports, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Report report : reports) {
      Set<String> told = new HashSet<>();
      for (Judgement judgement : report.judgements()) {
        switch (judgement.verdict()) {
          case Verdict.Accepted(var warnings) ->
              warnings.forEach(it -> finding(text, paint(YELLOW, "warning"), it));
          case Verdict.Rejected(var findings) ->
              findings.forEach(it -> finding(text, paint(RED, "error"), it));
          case Verdict.Undecided(String reason) -> {
            if (told.add(reason)) {
              text.append(paint(YELLOW, "undecided"))
                  .append(paint(BOLD, "[" + undecided(report, reason) + "]: " + plain(reason)))
                  .append("\n\n");
            }
          }
        }
      }
      conclusion(text, report);
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// The gates that could not tell for one reason.
  private static String undecided(Report report, String reason) {
    return report.judgements().stream()
        .filter(it -> it.verdict().equals(new Verdict.Undecided(reason)))
        .map(Judgement::gate)
        .collect(Collectors.joining(", "));
  }

  private void finding(StringBuilder text, String kind, Finding finding) {
    List<String> message = plain(finding.message()).lines().toList();
    text.append(kind)
        .append(
            paint(
                BOLD, "[" + finding.rule() + "]: " + (message.isEmpty() ? "" : message.getFirst())))
        .append('\n');
    String number = finding.line().isPresent() ? Integer.toString(finding.line().getAsInt()) : "";
    String margin = " ".repeat(number.length());
    String bar = paint(BLUE, "|");
    if (!finding.file().isEmpty()) {
      text.append(margin).append(paint(BLUE, "--> ")).append(plain(finding.file()));
      finding.line().ifPresent(line -> text.append(':').append(line));
      finding.column().ifPresent(column -> text.append(':').append(column));
      text.append('\n');
    }
    if (!finding.source().isBlank()) {
      String line = plain(finding.source());
      text.append(margin).append(' ').append(bar).append('\n');
      text.append(paint(BLUE, number))
          .append(' ')
          .append(bar)
          .append(' ')
          .append(line)
          .append('\n');
      if (finding.column().isPresent()) {
        int before = Math.min(finding.column().getAsInt() - 1, line.length());
        // A tab is as wide below as above.
        String space = line.substring(0, before).replaceAll("[^\t]", " ");
        text.append(margin).append(' ').append(bar).append(' ').append(space);
        text.append(paint(RED, "^")).append('\n');
      }
    }
    message.stream()
        .skip(1)
        .forEach(line -> text.append(margin).append(paint(BLUE, " = ")).append(line).append('\n'));
    plain(finding.suggestion())
        .lines()
        .forEach(line ->
            text.append(margin)
                .append(paint(BLUE, " = "))
                .append(paint(BOLD, "try: "))
                .append(line)
                .append('\n'));
    text.append('\n');
  }

  private void conclusion(StringBuilder text, Report report) {
    Verdict verdict = report.verdict();
    String colour =
        switch (verdict) {
          case Verdict.Accepted _ -> GREEN;
          case Verdict.Rejected _ -> RED;
          case Verdict.Undecided _ -> YELLOW;
        };
    String by =
        report.judgements().stream()
            .filter(it -> it.verdict().word().equals(verdict.word()) && it.idle().isEmpty())
            .map(Judgement::gate)
            .collect(Collectors.joining(", "));
    text.append(plain(report.subject())).append(": ").append(paint(colour, verdict.word()));
    if (!by.isEmpty()) {
      text.append(" by ").append(by);
    }
    String idle =
        report.judgements().stream()
            .map(Judgement::idle)
            .filter(it -> !it.isEmpty())
            .collect(Collectors.joining(", "));
    if (verdict instanceof Verdict.Accepted && !idle.isEmpty()) {
      text.append(" (").append(idle).append(')');
    }
    if (!report.notAsked().isEmpty()) {
      text.append(" (not asked: ").append(String.join(", ", report.notAsked())).append(')');
    }
    if (!report.tests().isEmpty()) {
      long passed =
          report.tests().stream().filter(it -> it.outcome() == TestResult.Outcome.PASSED).count();
      text.append(", ").append(passed).append(" of ").append(report.tests().size());
      text.append(" tests passed");
    }
    text.append(report.asBefore() ? ", as before\n" : ", " + report.took().toMillis() + " ms\n");
  }

  /// Without what a terminal would obey: a program under judgement may have chosen the text.
  private static String plain(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "\uFFFD");
  }

  private String paint(String colour, String text) {
    return colours ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
  }
}
