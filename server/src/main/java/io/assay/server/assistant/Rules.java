package io.assay.server.assistant;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an assistant is told to do in a project: validate its code before it says that it works. It
/// is a part of a file that others may write to as well, between two marks.
///
/// @param path the file, relative to the project's folder
/// @param preamble what a file of our own must begin with; may be empty
public record Rules(String path, String preamble) {
  private static final String BEGIN = "<!-- assay: begin -->\n";
  private static final String END = "<!-- assay: end -->\n";
  private static final String TEXT =
      """
      ## Code is validated before it is called working

      - Before you say that code works, call the tool `validate_code` of the server `assay` with it, and with
        `expected_output` where you know what it must print.
      - When the verdict is `rejected`, fix the first finding and validate again; do not claim success until it is
        `accepted`. When it is `undecided`, say what could not be told.
      - To see what code does, call `run_code`. After changing a document that shows code, call `check_docs`.
      """;
  private static final Pattern OURS =
      Pattern.compile("\\n?" + Pattern.quote(BEGIN) + "(?s:.*?)" + Pattern.quote(END));

  /// Writes them.
  ///
  /// @param project the project's folder
  /// @return whether anything was to be changed
  public boolean addTo(Path project) {
    return change(project, this::with);
  }

  /// Takes them out, and the file away if nothing else is in it.
  ///
  /// @param project the project's folder
  /// @return whether they were there
  public boolean removeFrom(Path project) {
    return change(project, this::without);
  }

  private boolean change(Path project, UnaryOperator<String> edit) {
    TextFile file = new TextFile(project.resolve(path));
    String before = file.content();
    String after = edit.apply(before);
    if (after.equals(before)) {
      return false;
    }
    file.replace(after);
    return true;
  }

  private String with(String content) {
    String block = BEGIN + TEXT + END;
    if (content.contains(block)) {
      return content;
    }
    String others = without(content);
    if (others.isBlank()) {
      return preamble + block;
    }
    return others + (others.endsWith("\n") ? "\n" : "\n\n") + block;
  }

  private String without(String content) {
    String others = OURS.matcher(content).replaceAll(Matcher.quoteReplacement(""));
    return others.strip().equals(preamble.strip()) ? "" : others;
  }
}
