package io.assay.server.mcp;

import java.util.Map;
import java.util.Optional;

/// What a tool says.
///
/// @param text what a model reads: short, the finding first
/// @param structured the same for programs, as the tool's output schema has it
/// @param whole what is kept of it to be asked for later
record Answer(String text, Map<String, Object> structured, Optional<Whole> whole) {
  /// One of which nothing is kept.
  Answer(String text, Map<String, Object> structured) {
    this(text, structured, Optional.empty());
  }

  /// All of it.
  ///
  /// @param report the text, nothing left out
  /// @param stdout what the program printed there
  /// @param stderr likewise
  record Whole(String report, String stdout, String stderr) {
    int size() {
      return report.length() + stdout.length() + stderr.length();
    }

    boolean shortened() {
      return Excerpt.shortens(report) || Excerpt.shortens(stdout) || Excerpt.shortens(stderr);
    }
  }
}
