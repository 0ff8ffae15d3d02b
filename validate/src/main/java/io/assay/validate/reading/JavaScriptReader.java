package io.assay.validate.reading;

import io.assay.Assay;
import io.assay.Program;
import io.assay.language.Language;
import java.util.List;
import java.util.Optional;

/// JavaScript: V8 decides what is right, and the parser that Node brings along says where it is not
/// and what is imported.
final class JavaScriptReader implements Reader {
  private static final Script SCRIPT =
      Script.ofNode(
          "read.cjs", List.of("--expose-internals", "--experimental-vm-modules", "--no-warnings"));

  @Override
  public Language language() {
    return Language.JAVASCRIPT;
  }

  @Override
  public boolean compilerSuffices() {
    return false;
  }

  @Override
  public Optional<String> fileOf(String module) {
    return Script.fileOf(module, "js");
  }

  @Override
  public Reading read(Assay assay, Program program) throws InterruptedException {
    return SCRIPT.read(assay, language(), program);
  }
}
