package io.assay.validate.reading;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Java, read by javac as far as its parser goes.
final class JavaReader implements Reader {
  private static final Pattern ERROR =
      Pattern.compile("(?<file>[^:]+\\.java):(?<line>\\d{1,9}): error: (?<message>.*)");

  @Override
  public Language language() {
    return Language.JAVA;
  }

  @Override
  public boolean compilerSuffices() {
    return true;
  }

  @Override
  public Reading read(Assay assay, Program program) throws InterruptedException {
    try (Desk desk = Desk.of(assay, language(), program)) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "-J-XX:TieredStopAtLevel=1",
                  "-J-XX:+UseSerialGC",
                  "-proc:none",
                  "-encoding",
                  "UTF-8",
                  "-XDshould-stop.ifNoError=PARSE",
                  "-XDshould-stop.ifError=PARSE",
                  "-d",
                  Sandbox.BUILD));
      Reader.sources(this, program).forEach(file -> arguments.add("./" + file));
      Command command = new Command(desk.tool("javac"), arguments, Map.of(), Sandbox.HOME);
      return new Reading(Diagnostics.of(language().name(), desk.ask(command), ERROR), List.of());
    }
  }
}
