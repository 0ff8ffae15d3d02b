package io.assay.validate.report;

import io.assay.validate.Finding;
import io.assay.validate.Judgement;
import io.assay.validate.Report;
import io.assay.validate.Verdict;
import io.assay.validate.errors.Category;
import io.assay.validate.tests.TestResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// The document that docs/validate.md describes.
final class JsonFormat implements Format {
  /// Grows when a field changes its meaning or goes; a field that is added does not count.
  private static final int VERSION = 1;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  @Override
  public String name() {
    return "json";
  }

  @Override
  public void write(Conclusion conclusion, OutputStream out) throws IOException {
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("assay", conclusion.version());
      json.writeNumberProperty("format", VERSION);
      json.writeNumberProperty("exitStatus", conclusion.exitStatus());
      json.writeName("reports").writeStartArray();
      conclusion.reports().forEach(report -> write(report, json));
      json.writeEndArray();
      findings("notRun", conclusion.notRun(), json);
      json.writeEndObject();
    }
    out.write('\n');
  }

  private static void write(Report report, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("subject", report.subject());
    json.writeStringProperty("language", report.language());
    json.writeStringProperty("verdict", report.verdict().word());
    json.writeNumberProperty("seconds", report.took().toNanos() / 1e9);
    json.writeBooleanProperty("asBefore", report.asBefore());
    json.writeName("gates").writeStartArray();
    for (Judgement judgement : report.judgements()) {
      json.writeStartObject();
      json.writeStringProperty("gate", judgement.gate());
      json.writeStringProperty("verdict", judgement.verdict().word());
      json.writeNumberProperty("seconds", judgement.took().toNanos() / 1e9);
      switch (judgement.verdict()) {
        case Verdict.Accepted(var warnings) -> findings("warnings", warnings, json);
        case Verdict.Rejected(var findings) -> findings("findings", findings, json);
        case Verdict.Undecided(String reason) -> json.writeStringProperty("reason", reason);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeName("tests").writeStartArray();
    for (TestResult test : report.tests()) {
      json.writeStartObject();
      json.writeStringProperty("name", test.name());
      json.writeStringProperty("outcome", test.outcome().word());
      text("file", test.file(), json);
      number("line", test.line() > 0 ? OptionalInt.of(test.line()) : OptionalInt.empty(), json);
      text("message", test.message(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeName("notAsked").writeStartArray();
    report.notAsked().forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void findings(String name, List<Finding> findings, JsonGenerator json) {
    json.writeName(name).writeStartArray();
    for (Finding finding : findings) {
      json.writeStartObject();
      json.writeStringProperty("rule", finding.rule());
      text("file", finding.file(), json);
      number("line", finding.line(), json);
      number("column", finding.column(), json);
      text("source", finding.source(), json);
      json.writeStringProperty("message", finding.message());
      text("suggestion", finding.suggestion(), json);
      text("category", finding.category().map(Category::word).orElse(""), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void text(String name, String value, JsonGenerator json) {
    if (value.isEmpty()) {
      json.writeNullProperty(name);
    } else {
      json.writeStringProperty(name, value);
    }
  }

  private static void number(String name, OptionalInt value, JsonGenerator json) {
    if (value.isPresent()) {
      json.writeNumberProperty(name, value.getAsInt());
    } else {
      json.writeNullProperty(name);
    }
  }
}
