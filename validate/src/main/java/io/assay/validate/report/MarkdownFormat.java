package io.assay.validate.report;

import io.assay.validate.Finding;
import io.assay.validate.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;

/// Markdown for a comment on a pull request. What a program may have chosen stands in code, where
/// it is no markup and calls nobody.
final class MarkdownFormat implements Format {
  @Override
  public String name() {
    return "markdown";
  }

  @Override
  public void write(Conclusion conclusion, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("| verdict | program | language |\n| --- | --- | --- |\n");
    for (Report report : conclusion.reports()) {
      text.append("| ").append(report.verdict().word());
      text.append(" | ").append(code(report.subject()).replace("|", "\\|"));
      text.append(" | ").append(report.language()).append(" |\n");
    }
    for (Report report : conclusion.reports()) {
      for (Located located : Located.in(report)) {
        finding(text, located);
      }
    }
    if (!conclusion.notRun().isEmpty()) {
      text.append("\nNot run:\n\n");
      for (Finding finding : conclusion.notRun()) {
        text.append("- ").append(code(place(finding)));
        text.append(": ").append(code(finding.message())).append('\n');
      }
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void finding(StringBuilder text, Located located) {
    Finding finding = located.finding();
    text.append("\n**")
        .append(located.level().name().toLowerCase(Locale.ROOT))
        .append("** ")
        .append(code(finding.rule()))
        .append(" at ")
        .append(code(place(finding)))
        .append("\n\n");
    String shown =
        (finding.source().isBlank() ? "" : finding.source().strip() + "\n") + located.text();
    String fence = "`".repeat(Math.max(3, longestRun(shown) + 1));
    text.append(fence)
        .append("text\n")
        .append(plain(shown))
        .append('\n')
        .append(fence)
        .append('\n');
  }

  private static String place(Finding finding) {
    return finding.line().isPresent()
        ? finding.file() + ":" + finding.line().getAsInt()
        : finding.file();
  }

  private static String code(String text) {
    String line = plain(text).lines().collect(Collectors.joining(" "));
    String ticks = "`".repeat(longestRun(line) + 1);
    String space = ticks.length() > 1 ? " " : "";
    return ticks + space + line + space + ticks;
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static String plain(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "\uFFFD");
  }
}
