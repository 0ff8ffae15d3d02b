package io.assay.cli;

import io.assay.Assay;
import io.assay.language.Discovery;
import io.assay.language.Language;
import io.assay.language.Toolchain;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import tools.jackson.core.JsonGenerator;

/// `assay languages`: which languages run here.
final class LanguagesCommand implements Main.Action {
  private final Words words =
      new Words(
              this,
              "languages",
              List.of("assay languages [OPTIONS]"),
              "Shows the languages that run here, with the tools that were found, and the way to get the others.")
          .ending("Examples:", "  assay languages", "  assay languages --json");

  private final Words.Flag json = words.json();

  @Override
  public Words words() {
    return words;
  }

  @Override
  public int act(List<String> rest, Console console) throws InterruptedException {
    long start = System.nanoTime();
    Set<String> sought = new ConcurrentSkipListSet<>();
    Language.ALL.forEach(language -> sought.add(language.name()));
    SequencedMap<Language, Discovery> found;
    try (StatusLine status = new StatusLine(console, () -> seeking(sought, start))) {
      found =
          Assay.discover(
              console.environment(),
              status::say,
              (language, discovery) -> {
                sought.remove(language.name());
                if (!json.given()) {
                  status.above(() -> print(console.outWriter(), language, discovery));
                }
              });
    }
    if (json.given()) {
      JsonReport.print(console, document -> print(document, found));
    }
    return Exit.SUCCESS;
  }

  /// `looking for the tools of go, typescript (12 s)`.
  private static String seeking(Set<String> sought, long start) {
    return sought.isEmpty()
        ? ""
        : "assay: looking for the tools of %s (%d s)"
            .formatted(String.join(", ", sought), (System.nanoTime() - start) / 1_000_000_000);
  }

  private static void print(PrintWriter out, Language language, Discovery discovery) {
    switch (discovery) {
      case Discovery.Found(Toolchain toolchain) ->
          out.printf(
              "%-11s %-10s %s%n",
              language.name(),
              toolchain.version(),
              String.join(", ", new TreeSet<>(toolchain.tools().values())));
      case Discovery.Missing(String what, String remedy) ->
          out.printf("%-11s %-10s %s. To get it: %s%n", language.name(), "missing", what, remedy);
    }
  }

  private static void print(JsonGenerator json, Map<Language, Discovery> found) {
    json.writeName("languages").writeStartArray();
    found.forEach((language, discovery) -> {
      json.writeStartObject();
      json.writeStringProperty("name", language.name());
      strings(json, "aliases", new TreeSet<>(language.aliases()));
      strings(json, "extensions", new TreeSet<>(language.extensions()));
      switch (discovery) {
        case Discovery.Found(Toolchain toolchain) -> {
          json.writeBooleanProperty("found", true);
          json.writeStringProperty("version", toolchain.version());
          json.writeName("tools").writeStartObject();
          new TreeMap<>(toolchain.tools()).forEach(json::writeStringProperty);
          json.writeEndObject();
        }
        case Discovery.Missing(String what, String remedy) -> {
          json.writeBooleanProperty("found", false);
          json.writeStringProperty("wrong", what);
          json.writeStringProperty("remedy", remedy);
        }
      }
      json.writeEndObject();
    });
    json.writeEndArray();
  }

  private static void strings(JsonGenerator json, String name, Iterable<String> words) {
    json.writeName(name).writeStartArray();
    words.forEach(json::writeString);
    json.writeEndArray();
  }
}
