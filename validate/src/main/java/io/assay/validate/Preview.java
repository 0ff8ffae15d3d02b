package io.assay.validate;

import io.assay.validate.security.Secrets;
import java.util.List;

/// The beginning or the end of a text of which findings show no more. Its secrets are hidden first:
/// of one that is cut nobody would know.
public final class Preview {
  private static final int MOST_LINES = 10;
  private static final int MOST_CHARACTERS = 1000;

  private Preview() {}

  /// The text, or its first `most` characters and a mark that more follow.
  public static String of(String whole, int most) {
    String text = Secrets.hidden(whole);
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "…";
  }

  /// The last lines of what a program wrote, few and short enough to stand in a finding, without
  /// what a terminal would obey; empty if it wrote none.
  static String ofEnd(String text) {
    String plain =
        Secrets.hidden(text.substring(Math.max(0, text.length() - 16 * MOST_CHARACTERS)))
            .stripTrailing()
            .replace("\r\n", "\n")
            .replaceAll("[\\p{Cntrl}&&[^\n\t]]", "\uFFFD");
    List<String> lines = plain.lines().filter(line -> !line.isBlank()).toList();
    String last =
        String.join("\n", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
    int from = last.length() - MOST_CHARACTERS;
    return from <= 0
        ? last
        : "…" + last.substring(Character.isLowSurrogate(last.charAt(from)) ? from + 1 : from);
  }
}
