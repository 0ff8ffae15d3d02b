package io.assay.validate.reading;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.StepResult;
import io.assay.language.Language;
import io.assay.validate.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Java, read by javac as far as its parser goes.
final class JavaReader implements Reader {
  @Override
  public Language language() {
    return Language.JAVA;
  }

  @Override
  public boolean compilerSuffices() {
    return true;
  }

  @Override
  public Optional<String> fileOf(String module) {
    return Optional.empty();
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
      StepResult step = desk.ask(command);
      List<Finding> errors =
          language().compileErrors("", step.stderr().text()).stream()
              .map(error ->
                  Finding.of("syntax/error", error.message())
                      .at(error.file(), error.line(), error.column()))
              .toList();
      return new Reading(
          Diagnostics.through(language().name(), step, errors),
          new JavaImports(program, Reader.texts(this, program, "pom.xml")).imports());
    }
  }
}
