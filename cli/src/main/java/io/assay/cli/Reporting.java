package io.assay.cli;

import io.assay.Reason;
import io.assay.SandboxException;
import io.assay.validate.Finding;
import io.assay.validate.Report;
import io.assay.validate.report.Conclusion;
import io.assay.validate.report.Format;
import io.assay.validate.report.HumanFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The options of commands that end with reports: how they are written down, and where.
final class Reporting {
  private final Named format;

  private final Words.Value<Map<String, Path>> files;

  Reporting(Words words) {
    format = new Named(words);
    files =
        words.files(
            "FORMAT=FILE",
            "Write the report into a file, too, in that format. May be repeated.",
            "--report");
  }

  /// The options that name the format of what goes to stdout.
  static final class Named {
    private final Words.Value<String> format;
    private final Words.Flag json;

    Named(Words words) {
      format =
          words.text(
              "FORMAT",
              "How the report is written: human (default), json, sarif, junit, github, markdown.",
              "-f",
              "--format");
      json = words.flag("The same as --format json (docs/json.md).", "--json");
    }

    /// That format.
    ///
    /// @throws SandboxException blaming the caller for one that is none, and for two
    Format get(Console console) {
      if (json.given() && !format.or("json").equals("json")) {
        throw SandboxException.caller(
            "--json is the same as --format json: leave one of it and --format %s away"
                .formatted(format.or("")));
      }
      return Reporting.format(
          json.given() ? "json" : format.or("human"), "--format", console.colours());
    }
  }

  /// What was asked for: where reports go.
  ///
  /// @param format of what goes to stdout
  /// @param files the formats of what goes into files
  record Asked(Format format, Map<Path, Format> files) {
    /// Whether stdout is for people.
    boolean isForPeople() {
      return format instanceof HumanFormat;
    }

    /// Writes reports wherever they go.
    ///
    /// @param status with which the command exits
    /// @throws SandboxException blaming the caller for a file that cannot be written
    void write(List<Report> reports, int status, Console console) {
      write(reports, reports, List.of(), status, console);
    }

    /// The same, where people are told less, and some code was not run.
    void write(
        List<Report> reports,
        List<Report> forPeople,
        List<Finding> notRun,
        int status,
        Console console) {
      Conclusion all = conclusion(reports, notRun, status);
      Conclusion told = conclusion(isForPeople() ? forPeople : reports, notRun, status);
      console.print(out -> format.write(told, out));
      files.forEach((file, written) -> {
        try (OutputStream out = Files.newOutputStream(file)) {
          out.write(Console.whole(it -> written.write(all, it)));
        } catch (IOException e) {
          throw unwritable(file, e);
        }
      });
    }
  }

  /// What this build has to say in the end.
  static Conclusion conclusion(List<Report> reports, List<Finding> notRun, int status) {
    return new Conclusion(Main.version(), status, reports, notRun);
  }

  /// Looks at the options before anything is run.
  ///
  /// @throws SandboxException blaming the caller for a format that is none, and a file that cannot
  ///   be written
  Asked asked(Console console) {
    Format first = format.get(console);
    Map<Path, Format> all =
        files.or(Map.of()).entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> console.directory().resolve(entry.getValue()),
                    entry -> format(entry.getKey(), "--report", false)));
    for (Path file : all.keySet()) {
      try {
        Files.newOutputStream(file).close();
      } catch (IOException e) {
        throw unwritable(file, e);
      }
    }
    return new Asked(first, all);
  }

  private static SandboxException unwritable(Path file, IOException e) {
    return SandboxException.caller("--report: cannot write '%s': %s".formatted(file, Reason.of(e)));
  }

  /// The format of that name.
  ///
  /// @param option where the name was given
  static Format format(String name, String option, boolean colours) {
    List<Format> all = new ArrayList<>(List.of(new HumanFormat(colours)));
    all.addAll(Format.ALL);
    return all.stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            SandboxException.caller(
                "%s '%s' is not known; known: %s"
                    .formatted(
                        option,
                        name,
                        all.stream().map(Format::name).collect(Collectors.joining(", ")))));
  }
}
