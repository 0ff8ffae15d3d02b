package io.assay.validate.docs;

import io.assay.language.Language;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The cells of a notebook in Python, each of which shows the value of its last expression. Where
/// objects lie in memory does not count.
final class NotebookSession implements Session {
  /// What its blocks are called.
  static final String LABEL = "notebook-cell";

  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-f]{6,}");

  private final PythonSession prompt = new PythonSession();

  @Override
  public String family() {
    return LABEL;
  }

  @Override
  public boolean takes(String label) {
    return label.equals(LABEL);
  }

  @Override
  public String prompt() {
    return "";
  }

  @Override
  public Language language() {
    return Language.PYTHON;
  }

  @Override
  public String script() {
    return prompt.script();
  }

  @Override
  public boolean failed(Answer answer) {
    return prompt.failed(answer);
  }

  @Override
  public Optional<Mismatch> mismatch(Answer answer, List<String> shown) {
    Answer placeless = new Answer(answer.typed(), placeless(answer.printed()), answer.status());
    return prompt.mismatch(placeless, placeless(shown)).map(Mismatch::uncorrected);
  }

  private static List<String> placeless(List<String> lines) {
    return lines.stream().map(line -> ADDRESS.matcher(line).replaceAll("0x…")).toList();
  }
}
