package io.assay.validate.reading;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.language.Language;
import java.util.List;
import java.util.Map;

/// TypeScript, read by its compiler's parser.
final class TypeScriptReader implements Reader {
  private static final String SCRIPT = Sandbox.BUILD + "/read-typescript.cjs";
  private static final Program.Content CODE = Resources.script("read-typescript.cjs");

  @Override
  public Language language() {
    return Language.TYPESCRIPT;
  }

  @Override
  public boolean compilerSuffices() {
    return false;
  }

  @Override
  public Reading read(Assay assay, Program program) throws InterruptedException {
    try (Desk desk = Desk.of(assay, language(), program)) {
      desk.put(SCRIPT, CODE);
      List<String> arguments =
          List.of(SCRIPT, Sandbox.HOME, program.entry(), desk.tool("compiler"));
      return Notes.read(
          language().name(),
          desk.ask(new Command(desk.tool("node"), arguments, Map.of(), Sandbox.HOME)));
    }
  }
}
