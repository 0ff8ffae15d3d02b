package io.assay.validate.docs;

import io.assay.language.Language;
import java.util.List;
import java.util.Set;

/// Python. A snippet is a program; one that is indented as a whole loses its indentation.
final class PythonDialect implements Dialect {
  @Override
  public Language language() {
    return Language.PYTHON;
  }

  @Override
  public Set<String> labels() {
    return Set.of("py3", "ipython", "ipython3");
  }

  @Override
  public List<Line> wrap(List<Line> code) {
    int indent =
        code.stream()
            .filter(line -> !line.text().isBlank())
            .mapToInt(line -> line.text().length() - line.text().stripLeading().length())
            .min()
            .orElse(0);
    return code.stream()
        .map(line ->
            new Line(
                line.text().substring(Math.min(indent, line.text().length())),
                line.number(),
                line.column() + indent))
        .toList();
  }

  @Override
  public boolean compiles() {
    return false;
  }
}
