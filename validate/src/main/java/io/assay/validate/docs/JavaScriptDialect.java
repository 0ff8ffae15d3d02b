package io.assay.validate.docs;

import io.assay.language.Language;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// JavaScript. A snippet is a program.
final class JavaScriptDialect implements Dialect {
  @Override
  public Language language() {
    return Language.JAVASCRIPT;
  }

  @Override
  public Set<String> labels() {
    return Set.of("es6");
  }

  @Override
  public Optional<String> apart(List<Line> code) {
    return Optional.empty();
  }

  @Override
  public List<Line> wrap(List<Line> code) {
    return code;
  }

  @Override
  public boolean compiles() {
    return false;
  }
}
