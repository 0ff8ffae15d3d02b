package io.assay.validate.reading;

import io.assay.Assay;
import io.assay.Program;
import io.assay.language.Language;
import java.util.List;
import java.util.Optional;

/// TypeScript, read by its compiler's parser.
final class TypeScriptReader implements Reader {
  private static final Script SCRIPT = Script.ofNode("read-typescript.cjs", List.of());

  @Override
  public Language language() {
    return Language.TYPESCRIPT;
  }

  @Override
  public boolean compilerSuffices() {
    return false;
  }

  @Override
  public Optional<String> fileOf(String module) {
    return Script.fileOf(module, "ts");
  }

  @Override
  public Reading read(Assay assay, Program program) throws InterruptedException {
    return SCRIPT.read(assay, language(), program);
  }
}
