package io.assay.validate.report;

import io.assay.SandboxException;
import io.assay.validate.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// SARIF 2.1.0 (OASIS), with what GitHub's code scanning asks for beyond it: a place for every
/// result. Paths are relative to where the command was called, as they were named there.
final class SarifFormat implements Format {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  @Override
  public String name() {
    return "sarif";
  }

  @Override
  public void write(Conclusion conclusion, OutputStream out) throws IOException {
    List<Located> all =
        conclusion.reports().stream().flatMap(report -> Located.in(report).stream()).toList();
    List<String> rules = all.stream().map(it -> it.finding().rule()).distinct().sorted().toList();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
      json.writeStringProperty("version", "2.1.0");
      json.writeName("runs").writeStartArray();
      json.writeStartObject();
      json.writeName("tool").writeStartObject();
      json.writeName("driver").writeStartObject();
      json.writeStringProperty("name", "Assay");
      json.writeStringProperty("version", conclusion.version());
      json.writeName("rules").writeStartArray();
      rules.forEach(rule -> rule(rule, json));
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
      if (!conclusion.notRun().isEmpty()) {
        invocation(conclusion.notRun(), json);
      }
      json.writeStringProperty("columnKind", "utf16CodeUnits");
      json.writeName("results").writeStartArray();
      all.forEach(it -> result(it, rules.indexOf(it.finding().rule()), json));
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }
    out.write('\n');
  }

  private static void rule(String rule, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("id", rule);
    json.writeName("shortDescription").writeStartObject();
    int slash = rule.indexOf('/');
    json.writeStringProperty(
        "text",
        rule.substring(slash + 1).replace('-', ' ')
            + " ("
            + rule.substring(0, Math.max(slash, 0))
            + ")");
    json.writeEndObject();
    json.writeEndObject();
  }

  /// Notes on the run itself: as results they would be complaints.
  private static void invocation(List<Finding> notRun, JsonGenerator json) {
    json.writeName("invocations").writeStartArray();
    json.writeStartObject();
    json.writeBooleanProperty("executionSuccessful", true);
    json.writeName("toolExecutionNotifications").writeStartArray();
    for (Finding finding : notRun) {
      json.writeStartObject();
      json.writeName("descriptor").writeStartObject();
      json.writeStringProperty("id", finding.rule());
      json.writeEndObject();
      json.writeStringProperty("level", "note");
      json.writeName("message").writeStartObject();
      json.writeStringProperty("text", finding.message());
      json.writeEndObject();
      locations(finding, json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void result(Located located, int rule, JsonGenerator json) {
    Finding finding = located.finding();
    json.writeStartObject();
    json.writeStringProperty("ruleId", finding.rule());
    json.writeNumberProperty("ruleIndex", rule);
    json.writeStringProperty("level", located.level().name().toLowerCase(Locale.ROOT));
    json.writeName("message").writeStartObject();
    json.writeStringProperty("text", located.text());
    json.writeEndObject();
    locations(finding, json);
    json.writeEndObject();
  }

  private static void locations(Finding finding, JsonGenerator json) {
    json.writeName("locations").writeStartArray();
    json.writeStartObject();
    json.writeName("physicalLocation").writeStartObject();
    json.writeName("artifactLocation").writeStartObject();
    json.writeStringProperty("uri", uri(finding.file()));
    json.writeEndObject();
    json.writeName("region").writeStartObject();
    json.writeNumberProperty("startLine", finding.line().orElse(1));
    finding.column().ifPresent(column -> json.writeNumberProperty("startColumn", column));
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
  }

  /// A path as a reference that is relative unless the path is absolute.
  private static String uri(String path) {
    try {
      if (path.startsWith("/")) {
        return new URI("file", "", path, null).toASCIIString();
      }
      String raw = new URI(null, null, "/" + path, null).toASCIIString().substring(1);
      // What stands before a colon would be taken for a scheme.
      return raw.indexOf(':') < 0 ? raw : "./" + raw;
    } catch (URISyntaxException e) {
      throw SandboxException.us("no reference to '" + path + "'", e);
    }
  }
}
