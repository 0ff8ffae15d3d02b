package io.assay.validate.report;

import io.assay.validate.Finding;
import io.assay.validate.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Workflow commands of GitHub Actions, which become annotations of the lines that they are about.
final class GithubFormat implements Format {
  @Override
  public String name() {
    return "github";
  }

  @Override
  public void write(Conclusion conclusion, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Report report : conclusion.reports()) {
      for (Located located : Located.in(report)) {
        String command = located.level().name().toLowerCase(Locale.ROOT);
        annotate(text, command, located.finding(), located.text());
      }
      // Not at the beginning of a line, where a name could be a command.
      text.append(report.verdict().word()).append(": ").append(data(report.subject())).append('\n');
    }
    conclusion.notRun().forEach(it -> annotate(text, "notice", it, it.message()));
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void annotate(StringBuilder text, String command, Finding finding, String told) {
    text.append("::").append(command);
    text.append(" file=").append(property(finding.file()));
    finding.line().ifPresent(line -> text.append(",line=").append(line));
    finding.column().ifPresent(column -> text.append(",col=").append(column));
    text.append(",title=").append(property(finding.rule()));
    text.append("::").append(data(told)).append('\n');
  }

  /// As the runner's own toolkit writes what stands behind `::`; without what a terminal would
  /// obey.
  private static String data(String text) {
    return text.replace("%", "%25")
        .replace("\r", "%0D")
        .replace("\n", "%0A")
        .replaceAll("\\p{Cntrl}", "\uFFFD");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
