package io.assay.validate.docs;

import io.assay.language.Language;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// TypeScript. A snippet is a program.
final class TypeScriptDialect implements Dialect {
  @Override
  public Language language() {
    return Language.TYPESCRIPT;
  }

  @Override
  public Set<String> labels() {
    return Set.of();
  }

  @Override
  public boolean compiles() {
    return true;
  }

  @Override
  public Optional<String> apart(List<Line> code) {
    return Optional.empty();
  }

  @Override
  public List<Line> wrap(List<Line> code) {
    return code;
  }
}
