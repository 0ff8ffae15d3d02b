package io.assay.validate.reading;

import io.assay.Assay;
import io.assay.Program;
import io.assay.Run;
import io.assay.language.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Python, read by the `ast` of the interpreter that would run it. The reading is a run like any
/// other, of a program of ours that finds the change in a folder.
final class PythonReader implements Reader {
  private static final String FOLDER = "change/";
  private static final String SCRIPT = "read.py";
  private static final Program.Content CODE = Resources.script(SCRIPT);

  @Override
  public Language language() {
    return Language.PYTHON;
  }

  @Override
  public boolean compilerSuffices() {
    return false;
  }

  @Override
  public Reading read(Assay assay, Program program) throws InterruptedException {
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    files.put(SCRIPT, CODE);
    program.files().forEach((name, content) -> files.put(FOLDER + name, content));
    Program reader = new Program(files, SCRIPT, List.of(program.entry()), Map.of());
    return Notes.read(language().name(), assay.run(Run.of(language(), reader)).last());
  }
}
