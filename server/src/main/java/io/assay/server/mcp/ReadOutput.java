package io.assay.server.mcp;

import java.util.List;
import java.util.Map;

/// Shows more of what a call came to than its answer did, some lines at a time.
record ReadOutput(Outcomes outcomes) implements Tool {
  private static final int MOST_LINES = 1000;
  private static final int MOST_CHARACTERS = 50_000;

  @Override
  public String name() {
    return "read_output";
  }

  @Override
  public Answer call(Arguments arguments, Progress progress) {
    long id = Math.round(arguments.needNumber("id", 1, Integer.MAX_VALUE));
    Answer.Whole whole = outcomes.find(Long.toString(id)).whole();
    String part =
        stream(
                arguments,
                arguments.text("stream").orElse(whole.stdout().isEmpty() ? "report" : "stdout"))
            .of(whole);
    long from = Math.round(arguments.number("from_line", 1, Integer.MAX_VALUE).orElse(1.0));
    long count = Math.round(arguments.number("lines", 1, MOST_LINES).orElse(200.0));
    List<String> lines = part.lines().skip(from - 1).limit(count).toList();
    String text = String.join("\n", lines);
    String shown = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
    return new Answer(
        shown.isEmpty() ? "there is nothing from line %d on".formatted(from) : shown,
        Map.of(
            "text",
            shown,
            "lines_in_all",
            part.lines().count(),
            "characters_in_all",
            part.length()));
  }

  private static Outcomes.Stream stream(Arguments arguments, String name) {
    return switch (name) {
      case "report" -> Outcomes.Stream.REPORT;
      case "stdout" -> Outcomes.Stream.STDOUT;
      case "stderr" -> Outcomes.Stream.STDERR;
      default -> throw arguments.wrong("stream", "report, stdout or stderr", name);
    };
  }
}
