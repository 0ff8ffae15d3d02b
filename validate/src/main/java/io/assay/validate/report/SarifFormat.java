package io.assay.validate.report;

import io.assay.SandboxException;
import io.assay.validate.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// SARIF 2.1.0 (OASIS), with what GitHub's code scanning asks for beyond it: a description of every
/// rule, and for every result a place and what it is known by in the next run. Paths are relative
/// to where the command was called, as they were named there.
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
    Map<String, Integer> same = new HashMap<>();
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
      for (Located located : all) {
        String print = fingerprint(located.finding());
        int count = same.merge(located.finding().file() + "\n" + print, 1, Integer::sum);
        result(located, rules.indexOf(located.finding().rule()), print + ":" + count, json);
      }
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
    int slash = Math.max(rule.indexOf('/'), 0);
    String gate = rule.substring(0, slash);
    String kind = rule.substring(slash + 1).replace('-', ' ');
    text("shortDescription", "%s (%s)".formatted(kind, gate), json);
    text("fullDescription", "What '%s' says: %s.".formatted(gate, kind), json);
    text("help", "Each message says what to try. The gates: 'assay help validate'.", json);
    json.writeEndObject();
  }

  private static void text(String name, String text, JsonGenerator json) {
    json.writeName(name).writeStartObject();
    json.writeStringProperty("text", text);
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
      text("message", finding.message(), json);
      locations(finding, json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  /// What a finding is known by wherever its line moves to.
  private static String fingerprint(Finding finding) {
    String seen = finding.source().isBlank() ? finding.message() : finding.source();
    String line = seen.strip().lines().findFirst().orElse("");
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((finding.rule() + "\n" + line).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, Long.BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void result(Located located, int rule, String fingerprint, JsonGenerator json) {
    Finding finding = located.finding();
    json.writeStartObject();
    json.writeStringProperty("ruleId", finding.rule());
    json.writeNumberProperty("ruleIndex", rule);
    json.writeStringProperty("level", located.level().name().toLowerCase(Locale.ROOT));
    text("message", located.text(), json);
    locations(finding, json);
    json.writeName("partialFingerprints").writeStartObject();
    json.writeStringProperty("primaryLocationLineHash", fingerprint);
    json.writeEndObject();
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
    int line = finding.line().orElse(1);
    int column = finding.column().orElse(1);
    json.writeNumberProperty("startLine", line);
    json.writeNumberProperty("startColumn", column);
    json.writeNumberProperty("endLine", line);
    if (finding.source().length() >= column) {
      json.writeNumberProperty("endColumn", finding.source().length() + 1);
    }
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
