package io.assay.validate.reading;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Limits;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// JavaScript: V8 decides what is right, and the parser that Node brings along says where it is not
/// and what is imported.
final class JavaScriptReader implements Reader {
  private static final String SCRIPT = Sandbox.BUILD + "/read.cjs";
  private static final List<String> BEGINS =
      List.of("--expose-internals", "--experimental-vm-modules", "--no-warnings", SCRIPT);
  private static final Program.Content CODE = Resources.script("read.cjs");

  @Override
  public Language language() {
    return Language.JAVASCRIPT;
  }

  @Override
  public boolean compilerSuffices() {
    return false;
  }

  @Override
  public Reading read(Assay assay, Program program) throws InterruptedException {
    try (Desk desk = Desk.of(assay, language(), program, Limits.DEFAULT, BEGINS)) {
      desk.put(SCRIPT, CODE);
      List<String> arguments = new ArrayList<>(BEGINS);
      arguments.addAll(List.of(Sandbox.HOME, program.entry()));
      return Notes.read(
          language().name(),
          desk.ask(new Command(desk.tool("node"), arguments, Map.of(), Sandbox.HOME)));
    }
  }
}
