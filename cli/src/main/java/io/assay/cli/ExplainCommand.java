package io.assay.cli;

import io.assay.Reason;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.language.Language;
import io.assay.language.ProgramError;
import io.assay.validate.errors.Analysis;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// `assay explain`: what an error means that came from anywhere, and what to try.
final class ExplainCommand implements Main.Action {
  private final Words words =
      new Words(
              this,
              "explain",
              List.of("assay explain [FILE|-] [OPTIONS]"),
              "Says what an error means, and what to try. Nothing is run.")
          .ending(
              "Examples:",
              "  python3 program.py 2>&1 | assay explain --code program.py",
              "  assay explain build.log --language rust --json",
              "",
              "Exit status: 0 an error was found, 2 none was, 64 wrong usage.");

  private static final int NONE_FOUND = 2;

  /// Bytes of a file that are read.
  private static final int LONGEST = 4 << 20;

  private final Words.Value<String> file =
      words.parameter(
          "0..1", "FILE", "What the program or its compiler wrote; - or nothing: stdin.");

  private final Words.Value<String> language =
      words.text(
          "LANGUAGE",
          "The program's language (default: the one that explains the error best).",
          "-l",
          "--language");

  private final Words.Value<String> code =
      words.text("FILE", "The program, in which names that were meant are looked for.", "--code");

  private final Words.Flag json = words.json();

  @Override
  public Words words() {
    return words;
  }

  @Override
  public int act(List<String> rest, Console console) throws InterruptedException {
    // Here lies what in a sandbox lies in its home.
    String text =
        text(file.or("-"), console)
            .replace(console.directory().toAbsolutePath() + "/", Sandbox.HOME + "/");
    String program = code.get().isPresent() ? text(code.or(""), console) : "";
    Optional<Analysis> found =
        language.get().isEmpty()
            ? Analysis.ofText(text, program)
            : Analysis.ofText(Language.named(language.or("")), text, program);
    int status = found.isPresent() ? Exit.SUCCESS : NONE_FOUND;
    if (json.given()) {
      JsonReport.print(console, document -> print(document, found, status));
    } else if (found.isPresent()) {
      print(console.outWriter(), found.get());
    } else {
      console.say("no error was found in this text");
    }
    return status;
  }

  private static String text(String name, Console console) throws InterruptedException {
    try (InputStream in =
        name.equals("-") ? console.in() : Intake.open(console.directory().resolve(name))) {
      return new String(Intake.read(in, LONGEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw SandboxException.caller("cannot read '" + name + "': " + Reason.of(e));
    }
  }

  private static void print(PrintWriter out, Analysis analysis) {
    ProgramError error = analysis.error();
    out.println(Console.plain(analysis.message()));
    if (!error.file().isEmpty()) {
      out.print("in " + Console.plain(error.file()));
      error.line().ifPresent(line -> out.print(", line " + line));
      out.println();
    }
    out.println("category: " + analysis.category().word());
    analysis.suggestions().forEach(it -> out.println("try: " + Console.plain(it)));
  }

  private static void print(JsonGenerator json, Optional<Analysis> found, int status) {
    json.writeNumberProperty("exitStatus", status);
    found.ifPresent(analysis -> {
      json.writeStringProperty("language", analysis.language().name());
      json.writeStringProperty("category", analysis.category().word());
      json.writeName("suggestions").writeStartArray();
      analysis.suggestions().forEach(json::writeString);
      json.writeEndArray();
    });
    JsonReport.error(json, found.map(Analysis::error));
  }
}
