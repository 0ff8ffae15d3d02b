package io.assay.server.mcp;

import io.assay.validate.Finding;
import io.assay.validate.Judgement;
import io.assay.validate.Report;
import io.assay.validate.Verdict;
import io.assay.validate.report.HumanFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reports, as an assistant is told.
final class Verdicts {
  /// Findings that are told; the rest is counted.
  private static final int MOST = 20;

  private Verdicts() {}

  static Answer of(List<Report> reports) {
    List<Map<String, Object>> findings = new ArrayList<>();
    List<Map<String, Object>> warnings = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (Report report : reports) {
      for (Judgement judgement : report.judgements()) {
        switch (judgement.verdict()) {
          case Verdict.Accepted(var all) -> all.forEach(it -> warnings.add(told(report, it)));
          case Verdict.Rejected(var all) -> all.forEach(it -> findings.add(told(report, it)));
          case Verdict.Undecided(String reason) ->
              reasons.add(report.subject() + ": " + judgement.gate() + ": " + reason);
        }
      }
    }
    String verdict =
        !findings.isEmpty() ? "rejected" : reasons.isEmpty() ? "accepted" : "undecided";
    Map<String, Object> structured = new LinkedHashMap<>();
    structured.put("verdict", verdict);
    structured.put("findings", findings.stream().limit(MOST).toList());
    structured.put("findings_in_all", findings.size());
    structured.put("warnings", warnings.stream().limit(MOST).toList());
    structured.put("undecided", reasons.stream().limit(MOST).toList());
    String text = text(reports);
    return new Answer(
        verdict + "\n" + Excerpt.of(text), structured, Optional.of(new Answer.Whole(text, "", "")));
  }

  private static String text(List<Report> reports) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new HumanFormat(false).write(reports, out);
      return out.toString(StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> told(Report report, Finding finding) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("rule", finding.rule());
    all.put("file", finding.file().isEmpty() ? report.subject() : finding.file());
    finding.line().ifPresent(line -> all.put("line", line));
    finding.column().ifPresent(column -> all.put("column", column));
    all.put("message", Excerpt.of(finding.message()));
    if (!finding.suggestion().isEmpty()) {
      all.put("suggestion", finding.suggestion());
    }
    return all;
  }
}
