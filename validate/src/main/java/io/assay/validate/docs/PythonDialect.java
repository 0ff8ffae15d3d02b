package io.assay.validate.docs;

import io.assay.language.Language;
import java.util.List;
import java.util.Optional;
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
  public Optional<String> apart(List<Line> code) {
    return Optional.empty();
  }

  @Override
  public List<Line> wrap(List<Line> code) {
    return Line.outdented(code);
  }

  @Override
  public boolean compiles() {
    return false;
  }
}
