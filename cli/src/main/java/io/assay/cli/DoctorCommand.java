package io.assay.cli;

import io.assay.Assay;
import io.assay.Diagnosis;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// `assay doctor`: what this host enforces, tried.
final class DoctorCommand implements Main.Action {
  private final Words words =
      new Words(
              this,
              "doctor",
              List.of("assay doctor [OPTIONS]"),
              "Tries every guarantee and every language's tools, and says what holds here, what does not, and the"
                  + " way out.",
              "Exits with 0 if programs can run with every default guarantee, else with 123.")
          .ending("Examples:", "  assay doctor", "  assay doctor --json");

  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";
  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";

  private final Words.Flag json = words.json();

  @Override
  public Words words() {
    return words;
  }

  @Override
  public int act(List<String> rest, Console console) throws InterruptedException {
    PrintWriter out = console.outWriter();
    List<Diagnosis> all = new ArrayList<>();
    Assay.doctor(
        Assay.state(),
        console::say,
        diagnosis -> {
          if (!json.given()) {
            boolean told = all.stream().anyMatch(it -> it.remedy().equals(diagnosis.remedy()));
            print(out, diagnosis, told, console.colours());
          }
          all.add(diagnosis);
        });
    boolean able = Diagnosis.canRun(all);
    int status = able ? Exit.SUCCESS : Exit.HOST;
    if (json.given()) {
      JsonReport.print(
          console,
          document -> {
            document.writeNumberProperty("exitStatus", status);
            document.writeBooleanProperty("canRun", able);
            document.writeName("diagnoses").writeStartArray();
            all.forEach(diagnosis -> print(document, diagnosis));
            document.writeEndArray();
          });
    } else {
      out.println();
      out.println(
          able
              ? "Programs run here with every default guarantee."
              : "Programs do not run here with every default guarantee: see what is marked 'no' above.");
    }
    return status;
  }

  /// @param told whether an earlier one had the same remedy
  private static void print(PrintWriter out, Diagnosis diagnosis, boolean told, boolean colours) {
    String mark =
        switch (diagnosis.state()) {
          case HOLDS -> colours ? GREEN + "yes " + PLAIN : "yes ";
          case WEAK -> colours ? YELLOW + "weak" + PLAIN : "weak";
          case MISSING -> colours ? RED + "no  " + PLAIN : "no  ";
        };
    out.printf("%s %-16s %s%n", mark, diagnosis.name(), diagnosis.detail());
    String remedy = told && !diagnosis.remedy().isEmpty() ? "as above" : diagnosis.remedy();
    remedy.lines().forEach(line -> out.println("       " + line));
  }

  private static void print(JsonGenerator json, Diagnosis diagnosis) {
    json.writeStartObject();
    json.writeStringProperty("kind", JsonReport.word(diagnosis.kind()));
    json.writeStringProperty("name", diagnosis.name());
    json.writeStringProperty("state", JsonReport.word(diagnosis.state()));
    json.writeStringProperty("detail", diagnosis.detail());
    json.writeStringProperty("remedy", diagnosis.remedy());
    json.writeEndObject();
  }
}
