package io.assay.validate.report;

import io.assay.validate.Finding;
import io.assay.validate.Judgement;
import io.assay.validate.Report;
import io.assay.validate.Verdict;
import io.assay.validate.tests.TestResult;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// JUnit's XML as continuous integration reads it: a suite for each change, a case for each gate
/// and for each of its tests. A rejection is a failure, a gate that could not tell an error, one
/// that was not asked is skipped, and so is code that was not run.
final class JunitFormat implements Format {
  @Override
  public String name() {
    return "junit";
  }

  @Override
  public void write(Conclusion conclusion, OutputStream out) throws IOException {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", "assay");
      for (Report report : conclusion.reports()) {
        suite(report, xml);
      }
      for (Finding finding : conclusion.notRun()) {
        suite(finding, xml);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
    out.write('\n');
  }

  private static void suite(Report report, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", legal(report.subject()));
    xml.writeAttribute(
        "tests",
        Integer.toString(
            report.judgements().size() + report.notAsked().size() + report.tests().size()));
    xml.writeAttribute(
        "failures",
        Long.toString(
            count(report, Verdict.Rejected.class)
                + count(report, TestResult.Outcome.FAILED)
                + count(report, TestResult.Outcome.ERROR)));
    xml.writeAttribute("errors", Long.toString(count(report, Verdict.Undecided.class)));
    xml.writeAttribute(
        "skipped",
        Long.toString(report.notAsked().size() + count(report, TestResult.Outcome.SKIPPED)));
    xml.writeAttribute("time", seconds(report.took()));
    for (Judgement judgement : report.judgements()) {
      start(report.subject(), judgement.gate(), seconds(judgement.took()), xml);
      switch (judgement.verdict()) {
        case Verdict.Accepted(var warnings) -> {
          if (!warnings.isEmpty()) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(text(warnings));
            xml.writeEndElement();
          }
        }
        case Verdict.Rejected(var findings) ->
            wrong(
                "failure",
                findings.getFirst().rule(),
                findings.getFirst().message(),
                text(findings),
                xml);
        case Verdict.Undecided(String reason) ->
            wrong("error", judgement.gate() + "/undecided", reason, reason, xml);
      }
      xml.writeEndElement();
    }
    for (TestResult test : report.tests()) {
      test(report, test, xml);
    }
    for (String gate : report.notAsked()) {
      start(report.subject(), gate, "0", xml);
      xml.writeEmptyElement("skipped");
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /// A suite like that of a report, of one case that was skipped.
  private static void suite(Finding notRun, XMLStreamWriter xml) throws XMLStreamException {
    String subject = notRun.file() + ":" + notRun.line().orElse(1);
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", legal(subject));
    xml.writeAttribute("tests", "1");
    xml.writeAttribute("failures", "0");
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", "1");
    xml.writeAttribute("time", "0");
    start(subject, notRun.rule(), "0", xml);
    xml.writeEmptyElement("skipped");
    xml.writeAttribute("message", legal(notRun.message()));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void test(Report report, TestResult test, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", legal(report.subject() + " tests"));
    xml.writeAttribute("name", legal(test.name()));
    switch (test.outcome()) {
      case PASSED -> {}
      case SKIPPED -> {
        xml.writeEmptyElement("skipped");
        xml.writeAttribute("message", legal(test.message()));
      }
      case FAILED, ERROR ->
          wrong(
              "failure",
              "tests/" + test.outcome().word(),
              test.message(),
              test.file() + ":" + test.line() + ": " + test.message(),
              xml);
    }
    xml.writeEndElement();
  }

  private static void start(String subject, String gate, String time, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", legal(subject));
    xml.writeAttribute("name", gate);
    xml.writeAttribute("time", time);
  }

  private static void wrong(
      String element, String type, String message, String text, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeAttribute("type", type);
    xml.writeAttribute("message", legal(message.lines().findFirst().orElse("")));
    xml.writeCharacters(legal(text));
    xml.writeEndElement();
  }

  private static String text(List<Finding> findings) {
    return legal(
        findings.stream()
            .map(it ->
                it.file()
                    + (it.line().isPresent() ? ":" + it.line().getAsInt() : "")
                    + ": "
                    + new Located(Located.Level.ERROR, it).text())
            .collect(Collectors.joining("\n")));
  }

  private static long count(Report report, Class<? extends Verdict> kind) {
    return report.judgements().stream().filter(it -> kind.isInstance(it.verdict())).count();
  }

  private static long count(Report report, TestResult.Outcome outcome) {
    return report.tests().stream().filter(it -> it.outcome() == outcome).count();
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
  }

  /// With a mark in place of what XML 1.0 has no way to write.
  private static String legal(String text) {
    return text.codePoints()
        .map(c ->
            c == '\t'
                    || c == '\n'
                    || (c >= 0x20 && c <= 0xD7FF)
                    || (c >= 0xE000 && c <= 0xFFFD)
                    || c >= 0x10000
                ? c
                : 0xFFFD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
