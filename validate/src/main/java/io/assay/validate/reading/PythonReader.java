package io.assay.validate.reading;

import io.assay.Assay;
import io.assay.Program;
import io.assay.language.Language;
import java.util.Optional;

/// Python, read by the `ast` of the interpreter that would run it.
final class PythonReader implements Reader {
  private static final Script SCRIPT = Script.ofPython("read.py");

  @Override
  public Language language() {
    return Language.PYTHON;
  }

  @Override
  public boolean compilerSuffices() {
    return false;
  }

  @Override
  public Optional<String> fileOf(String module) {
    String path = module.replaceFirst("^\\.+", "").replace('.', '/');
    return path.isEmpty() ? Optional.empty() : Optional.of(path + ".py");
  }

  @Override
  public Reading read(Assay assay, Program program) throws InterruptedException {
    return SCRIPT.read(assay, language(), program);
  }
}
