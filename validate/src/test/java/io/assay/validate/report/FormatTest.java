package io.assay.validate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.assay.validate.Finding;
import io.assay.validate.Judgement;
import io.assay.validate.Report;
import io.assay.validate.Verdict;
import io.assay.validate.tests.TestResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FormatTest {
  /// What breaks out of every kind of quotes, and out of a terminal.
  private static final String HOSTILE =
      "]]> <b> & \" ' ``` | %0A ::error::x \u0000\u001b[31m\uD800 é\r\nsecond @all";

  private static Report report(Verdict... verdicts) {
    List<Judgement> judgements = new java.util.ArrayList<>();
    for (Verdict verdict : verdicts) {
      judgements.add(new Judgement("gate" + judgements.size(), verdict, Duration.ofMillis(1500)));
    }
    return new Report("src/a b.py", "python", judgements, List.of("output"), Optional.empty());
  }

  private static final Finding WRONG =
      Finding.of("execution/runtime-error", "ZeroDivisionError: division by zero")
          .at("src/a b.py", 3, 5)
          .showing("    x / 0")
          .suggesting("look at the divisor\nor do not divide");

  private static final Finding ODD =
      Finding.of("execution/runtime-error", HOSTILE)
          .at("a:b,c%\u00e9`|.py", 7, 0)
          .showing("`````" + HOSTILE)
          .suggesting(HOSTILE);

  private static final Report REJECTED =
      report(
          new Verdict.Accepted(List.of(WRONG)),
          Verdict.rejected(WRONG, ODD),
          new Verdict.Undecided("no tool: " + HOSTILE));

  private static final List<Finding> NOT_RUN =
      List.of(
          Finding.of("docs/not-run", "it is to be ignored").at("docs/a b.md", 12, 0),
          Finding.of("docs/not-run", HOSTILE).at("a:b,c%\u00e9`|.md", 7, 0));

  private static String written(String format, Report... reports) throws IOException {
    return written(format, List.of(), reports);
  }

  private static String written(String format, List<Finding> notRun, Report... reports)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Format.ALL.stream()
        .filter(it -> it.name().equals(format))
        .findFirst()
        .orElseThrow()
        .write(new Conclusion("0.1.0-SNAPSHOT", 1, List.of(reports), notRun), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theJsonBeginsAsOtherCommandsDo() throws IOException {
    assertThat(written("json", REJECTED))
        .startsWith("{\"assay\":\"0.1.0-SNAPSHOT\",\"format\":1,\"exitStatus\":1,\"reports\":[{");
  }

  @Test
  void everyFieldOfTheJsonIsDocumented() throws IOException {
    Report tested =
        new Report(
            "a.py",
            "python",
            REJECTED.judgements(),
            List.of("output"),
            Optional.empty(),
            List.of(new TestResult("t", TestResult.Outcome.FAILED, "a.py", 1, "no")));
    String page = Files.readString(Path.of("../docs/validate.md"));
    String section =
        page.substring(
            page.indexOf("### The document in JSON"), page.indexOf("### Where a report goes"));

    Set<String> fields = new TreeSet<>();
    collect(JsonMapper.shared().readTree(written("json", NOT_RUN, tested)), fields);

    assertThat(fields)
        .contains("asBefore", "reason", "suggestion", "outcome")
        .allSatisfy(field -> assertThat(section).contains("`" + field + "`"));
  }

  private static void collect(JsonNode node, Set<String> fields) {
    node.properties()
        .forEach(property -> {
          fields.add(property.getKey());
          collect(property.getValue(), fields);
        });
    if (node.isArray()) {
      node.forEach(element -> collect(element, fields));
    }
  }

  @Test
  void sarifHasAPlaceAndARuleForEveryResult() throws IOException {
    JsonNode sarif = JsonMapper.shared().readTree(written("sarif", REJECTED, report()));

    assertThat(sarif.at("/version").asString()).isEqualTo("2.1.0");
    JsonNode run = sarif.at("/runs/0");
    JsonNode results = run.at("/results");
    assertThat(results).hasSize(4);
    for (JsonNode result : results) {
      String rule =
          run.at("/tool/driver/rules/" + result.at("/ruleIndex").asInt() + "/id").asString();
      assertThat(rule).isEqualTo(result.at("/ruleId").asString());
      assertThat(result.at("/message/text").asString()).isNotEmpty();
      JsonNode place = result.at("/locations/0/physicalLocation");
      assertThat(java.net.URI.create(place.at("/artifactLocation/uri").asString()).isAbsolute())
          .isFalse();
      assertThat(place.at("/region/startLine").asInt()).isPositive();
    }
    assertThat(results.at("/1/level").asString()).isEqualTo("error");
    assertThat(results.at("/1/locations/0/physicalLocation/artifactLocation/uri").asString())
        .isEqualTo("src/a%20b.py");
    assertThat(results.at("/1/locations/0/physicalLocation/region/startColumn").asInt())
        .isEqualTo(5);
    assertThat(results.at("/1/message/text").asString())
        .isEqualTo(
            "ZeroDivisionError: division by zero\ntry: look at the divisor\ntry: or do not divide");
    assertThat(results.at("/2/locations/0/physicalLocation/artifactLocation/uri").asString())
        .isEqualTo("./a:b,c%25%C3%A9%60%7C.py");
    assertThat(results.at("/3/ruleId").asString()).isEqualTo("gate2/undecided");
    assertThat(results.at("/3/locations/0/physicalLocation/artifactLocation/uri").asString())
        .isEqualTo("src/a%20b.py");
  }

  /// The schema of the standard, by whose rules nothing may be in a document that it does not know.
  @Test
  void sarifIsAsTheStandardHasIt() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(FormatTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"));
    Report everywhere =
        report(
            Verdict.rejected(
                Finding.of("tests/failed", "m").at("/an/absolute path.py", 1, 9).showing("short"),
                Finding.of("imports/unknown-module", "").at("", 0, 0)),
            Verdict.accepted());

    for (String text :
        List.of(
            written("sarif"),
            written("sarif", report()),
            written("sarif", REJECTED, everywhere),
            written("sarif", NOT_RUN, REJECTED))) {
      assertThat(
              schema.validate(
                  text,
                  InputFormat.JSON,
                  context -> context.executionConfig(it -> it.formatAssertionsEnabled(true))))
          .as(text)
          .isEmpty();
    }
    assertThat(schema.validate("{\"version\": \"2.1.0\"}", InputFormat.JSON)).isNotEmpty();
  }

  /// What GitHub marks as required, beyond the standard, in "SARIF support for code scanning".
  @Test
  void sarifHasWhatGitHubRequires() throws IOException {
    JsonNode run = JsonMapper.shared().readTree(written("sarif", REJECTED, REJECTED)).at("/runs/0");

    assertThat(run.at("/tool/driver/name").asString()).isEqualTo("Assay");
    for (JsonNode rule : run.at("/tool/driver/rules")) {
      for (String field :
          List.of("/id", "/shortDescription/text", "/fullDescription/text", "/help/text")) {
        assertThat(rule.at(field).asString()).as(field).isNotBlank().hasSizeLessThan(1000);
      }
    }
    Set<String> prints = new TreeSet<>();
    for (JsonNode result : run.at("/results")) {
      assertThat(result.at("/message/text").asString()).isNotBlank();
      assertThat(result.at("/locations")).hasSize(1);
      JsonNode place = result.at("/locations/0/physicalLocation");
      assertThat(place.at("/artifactLocation/uri").asString()).isNotBlank();
      assertThat(place.at("/region/startLine").asInt()).isPositive();
      assertThat(place.at("/region/startColumn").asInt()).isPositive();
      assertThat(place.at("/region/endLine").asInt()).isPositive();
      prints.add(
          place.at("/artifactLocation/uri").asString()
              + result.at("/partialFingerprints/primaryLocationLineHash").asString());
    }
    // Each is another, and each has its own.
    assertThat(prints).hasSize(run.at("/results").size());
    assertThat(run.at("/results/0/locations/0/physicalLocation/region/endColumn").asInt())
        .isEqualTo("    x / 0".length() + 1);
  }

  @Test
  void aResultIsKnownAgainWhereItsLineMoves() throws IOException {
    List<String> prints = new java.util.ArrayList<>();
    for (int line : List.of(3, 14)) {
      Finding moved = Finding.of("a/b", "m" + line).at("a.py", line, 2).showing("  x / 0");
      prints.add(
          JsonMapper.shared()
              .readTree(written("sarif", report(Verdict.rejected(moved))))
              .at("/runs/0/results/0/partialFingerprints/primaryLocationLineHash")
              .asString());
    }

    assertThat(prints.getFirst()).isEqualTo(prints.getLast()).endsWith(":1");
  }

  @Test
  void junitIsXmlWhateverItHolds() throws Exception {
    Document xml =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(
                    written("junit", REJECTED).getBytes(StandardCharsets.UTF_8)));

    Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("tests")).isEqualTo("4");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    assertThat(suite.getAttribute("time")).isEqualTo("4.500");
    Element failure = (Element) xml.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).isEqualTo("ZeroDivisionError: division by zero");
    assertThat(failure.getTextContent()).contains("src/a b.py:3").contains("]]> <b> &");
    assertThat(xml.getElementsByTagName("skipped").getLength()).isOne();
  }

  @Test
  void aWorkflowCommandIsALine() throws IOException {
    List<String> lines = written("github", REJECTED).lines().toList();

    assertThat(lines)
        .hasSize(5)
        .contains(
            "::error file=src/a b.py,line=3,col=5,title=execution/runtime-error::ZeroDivisionError: division by zero%0Atry: look at the divisor%0Atry: or do not divide");
    assertThat(lines.get(2))
        .startsWith("::error file=a%3Ab%2Cc%25é`|.py,line=7,title=execution/runtime-error::]]>");
    assertThat(lines.get(3)).startsWith("::warning file=src/a b.py,title=gate2/undecided::");
    assertThat(lines.get(4)).isEqualTo("rejected: src/a b.py");
  }

  @Test
  void markdownKeepsWhatAProgramSaysInCode() throws IOException {
    String text = written("markdown", REJECTED);

    assertThat(text)
        .contains("| rejected | `src/a b.py` | python |")
        .contains("**error** `execution/runtime-error` at `src/a b.py:3`");
    // The fence is longer than any within.
    assertThat(text).contains("\n``````text\n`````]]>");
  }

  @Test
  void whatWasNotRunIsToldWithItsReason() throws Exception {
    JsonNode json = JsonMapper.shared().readTree(written("json", NOT_RUN));
    JsonNode sarif = JsonMapper.shared().readTree(written("sarif", NOT_RUN)).at("/runs/0");
    Element suite =
        (Element)
            DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(
                    new ByteArrayInputStream(
                        written("junit", NOT_RUN).getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagName("testsuite")
                .item(0);

    assertThat(json.at("/reports")).isEmpty();
    assertThat(json.at("/notRun/0/file").asString()).isEqualTo("docs/a b.md");
    assertThat(json.at("/notRun/0/line").asInt()).isEqualTo(12);
    assertThat(json.at("/notRun/0/message").asString()).isEqualTo("it is to be ignored");
    assertThat(json.at("/notRun")).hasSize(2);
    assertThat(sarif.at("/results")).isEmpty();
    JsonNode note = sarif.at("/invocations/0/toolExecutionNotifications/0");
    assertThat(sarif.at("/invocations/0/executionSuccessful").asBoolean()).isTrue();
    assertThat(note.at("/level").asString()).isEqualTo("note");
    assertThat(note.at("/descriptor/id").asString()).isEqualTo("docs/not-run");
    assertThat(note.at("/message/text").asString()).isEqualTo("it is to be ignored");
    assertThat(note.at("/locations/0/physicalLocation/artifactLocation/uri").asString())
        .isEqualTo("docs/a%20b.md");
    assertThat(note.at("/locations/0/physicalLocation/region/startLine").asInt()).isEqualTo(12);
    assertThat(suite.getAttribute("name")).isEqualTo("docs/a b.md:12");
    assertThat(suite.getAttribute("tests")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    Element skipped = (Element) suite.getElementsByTagName("skipped").item(0);
    assertThat(skipped.getAttribute("message")).isEqualTo("it is to be ignored");
    assertThat(written("github", NOT_RUN).lines())
        .hasSize(2)
        .startsWith("::notice file=docs/a b.md,line=12,title=docs/not-run::it is to be ignored");
    assertThat(written("markdown", NOT_RUN))
        .contains("\nNot run:\n\n- `docs/a b.md:12`: `it is to be ignored`\n- ``");
  }

  @ParameterizedTest
  @MethodSource("names")
  void nothingThatATerminalObeysIsWritten(String name) throws IOException {
    String text = written(name, NOT_RUN, REJECTED);

    assertThat(text.lines().filter(line -> line.startsWith("::")).toList())
        .allMatch(line -> line.matches("::(error|warning|notice) file=.*"));
    assertThat(text.chars()).doesNotContain(0x1b, 0);
  }

  static List<String> names() {
    return Format.ALL.stream().map(Format::name).toList();
  }
}
