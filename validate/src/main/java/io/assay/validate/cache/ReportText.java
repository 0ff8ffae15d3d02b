package io.assay.validate.cache;

import io.assay.validate.Finding;
import io.assay.validate.Judgement;
import io.assay.validate.Report;
import io.assay.validate.Verdict;
import io.assay.validate.errors.Category;
import io.assay.validate.tests.TestResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// A report as lines, without how the program ran: each begins with what it is, and its fields are
/// apart by tabs.
final class ReportText {
  private static final String END = "end";

  private ReportText() {}

  static String of(Report report) {
    List<String> lines = new ArrayList<>();
    lines.add(line("report", report.subject(), report.language()));
    for (Judgement judgement : report.judgements()) {
      Verdict verdict = judgement.verdict();
      String reason = verdict instanceof Verdict.Undecided(String why) ? why : "";
      lines.add(
          line(
              "gate",
              judgement.gate(),
              verdict.word(),
              judgement.took().toNanos() + "",
              reason,
              judgement.idle()));
      findings(verdict).forEach(finding -> lines.add(line(finding)));
    }
    report.notAsked().forEach(gate -> lines.add(line("left", gate)));
    for (TestResult test : report.tests()) {
      lines.add(
          line(
              "test",
              test.name(),
              test.outcome().name(),
              test.file(),
              test.line() + "",
              test.message()));
    }
    lines.add(END);
    return String.join("\n", lines) + "\n";
  }

  private static List<Finding> findings(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accepted(var warnings) -> warnings;
      case Verdict.Rejected(var findings) -> findings;
      case Verdict.Undecided _ -> List.of();
    };
  }

  private static String line(Finding finding) {
    return line(
        "finding",
        finding.rule(),
        finding.file(),
        finding.line().orElse(0) + "",
        finding.column().orElse(0) + "",
        finding.source(),
        finding.message(),
        finding.suggestion(),
        finding.category().map(Category::name).orElse(""));
  }

  private static String line(String... fields) {
    return Arrays.stream(fields)
        .map(field ->
            field
                .replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r"))
        .collect(Collectors.joining("\t"));
  }

  /// The report that [#of] wrote; empty if it is none, or not a whole one.
  static Optional<Report> read(String text) {
    List<String> lines = List.of(text.split("\n", -1));
    if (lines.size() < 3
        || !lines.get(lines.size() - 2).equals(END)
        || !lines.getLast().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(report(lines.subList(0, lines.size() - 2)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static Report report(List<String> lines) {
    List<String> head = fields(lines.getFirst());
    List<Judgement> judgements = new ArrayList<>();
    List<String> left = new ArrayList<>();
    List<TestResult> tests = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      List<String> fields = fields(lines.get(i));
      switch (fields.getFirst()) {
        case "gate" -> {
          List<Finding> findings = new ArrayList<>();
          while (i + 1 < lines.size() && lines.get(i + 1).startsWith("finding\t")) {
            i++;
            findings.add(finding(fields(lines.get(i))));
          }
          judgements.add(judgement(fields, findings));
        }
        case "left" -> left.add(fields.get(1));
        case "test" ->
            tests.add(
                new TestResult(
                    fields.get(1),
                    TestResult.Outcome.valueOf(fields.get(2)),
                    fields.get(3),
                    Integer.parseInt(fields.get(4)),
                    fields.get(5)));
        default -> throw new IllegalArgumentException(fields.getFirst());
      }
    }
    return new Report(head.get(1), head.get(2), judgements, left, Optional.empty(), tests);
  }

  private static Judgement judgement(List<String> fields, List<Finding> findings) {
    Verdict verdict =
        switch (fields.get(2)) {
          case "accepted" -> new Verdict.Accepted(findings);
          case "rejected" -> new Verdict.Rejected(findings);
          case "undecided" -> new Verdict.Undecided(fields.get(4));
          default -> throw new IllegalArgumentException(fields.get(2));
        };
    return new Judgement(
        fields.get(1), verdict, Duration.ofNanos(Long.parseLong(fields.get(3))), fields.get(5));
  }

  private static Finding finding(List<String> fields) {
    return new Finding(
        fields.get(1),
        fields.get(2),
        number(fields.get(3)),
        number(fields.get(4)),
        fields.get(5),
        fields.get(6),
        fields.get(7),
        fields.get(8).isEmpty()
            ? Optional.empty()
            : Optional.of(Category.valueOf(fields.get(8).toUpperCase(Locale.ROOT))));
  }

  private static OptionalInt number(String text) {
    int number = Integer.parseInt(text);
    return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    for (String field : line.split("\t", -1)) {
      StringBuilder plain = new StringBuilder();
      for (int i = 0; i < field.length(); i++) {
        char c = field.charAt(i);
        if (c == '\\') {
          i++;
          plain.append(
              switch (field.charAt(i)) {
                case 't' -> '\t';
                case 'n' -> '\n';
                case 'r' -> '\r';
                default -> '\\';
              });
        } else {
          plain.append(c);
        }
      }
      fields.add(plain.toString());
    }
    return fields;
  }
}
