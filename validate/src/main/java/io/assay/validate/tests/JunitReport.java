package io.assay.validate.tests;

import io.assay.Sandbox;
import io.assay.validate.Preview;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads what came of tests from a report in JUnit's XML, as frameworks of many languages write it.
final class JunitReport {
  private static final int MOST = 10_000;
  private static final int LONGEST_MESSAGE = 4_000;

  /// A place in a message: `main.cpp:12`.
  private static final Pattern PLACE =
      Pattern.compile("(?<file>[^\\s:(]{1,500}\\.[a-zA-Z+]{1,4}):(?<line>\\d{1,9})");

  private final XMLStreamReader xml;
  private final List<TestResult> results = new ArrayList<>();

  private JunitReport(XMLStreamReader xml) {
    this.xml = xml;
  }

  /// The tests of a report, in its order; those before its end if it has none.
  static List<TestResult> read(String text) {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    JunitReport report = null;
    try {
      report = new JunitReport(factory.createXMLStreamReader(new StringReader(text)));
      report.read();
    } catch (XMLStreamException e) {
      // The tests ended before it was written to its end, which how they ended tells.
      return report == null ? List.of() : report.results;
    }
    return report.results;
  }

  private void read() throws XMLStreamException {
    while (xml.hasNext() && results.size() < MOST) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("testcase")) {
        test();
      }
    }
  }

  private void test() throws XMLStreamException {
    String suite = attribute("classname");
    String name = attribute("name");
    String file = attribute("file");
    String line = attribute("line");
    String full = suite.isEmpty() || name.startsWith(suite) ? name : suite + "." + name;
    TestResult.Outcome outcome = TestResult.Outcome.PASSED;
    StringBuilder message = new StringBuilder();
    String printed = "";
    for (int at = xml.next(); !isEnd(at, "testcase"); at = xml.next()) {
      if (at != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      String element = xml.getLocalName();
      if (element.equals("system-out")) {
        printed = text(element);
        continue;
      }
      TestResult.Outcome found =
          switch (element) {
            case "failure" -> TestResult.Outcome.FAILED;
            case "error" -> TestResult.Outcome.ERROR;
            case "skipped" -> TestResult.Outcome.SKIPPED;
            default -> outcome;
          };
      if (found != outcome || element.equals("failure")) {
        outcome = outcome == TestResult.Outcome.PASSED ? found : outcome;
        String said = attribute("message");
        String text = text(element);
        message.append(text.isBlank() ? said : text).append('\n');
      }
    }
    boolean unsaid = message.toString().isBlank() && outcome != TestResult.Outcome.PASSED;
    String said = unsaid ? printed : message.toString();
    results.add(result(full, outcome, file, line, said.strip()));
  }

  /// A result, with the place that its message names first, else the given one.
  static TestResult result(
      String name, TestResult.Outcome outcome, String file, String line, String message) {
    String shortened = Preview.of(message, LONGEST_MESSAGE);
    Matcher place = PLACE.matcher(shortened);
    boolean placed = place.find();
    String where = placed ? place.group("file") : file;
    String number = placed ? place.group("line") : line;
    return new TestResult(
        name,
        outcome,
        own(where),
        number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0,
        shortened);
  }

  /// The path of a file of the program as the program has it.
  static String own(String path) {
    return path.startsWith(Sandbox.HOME + "/") ? path.substring(Sandbox.HOME.length() + 1) : path;
  }

  private String attribute(String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  /// The text up to the end of an element.
  private String text(String element) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    for (int at = xml.next(); !isEnd(at, element); at = xml.next()) {
      if (xml.isCharacters() && text.length() < LONGEST_MESSAGE) {
        text.append(xml.getText());
      }
    }
    return text.toString();
  }

  private boolean isEnd(int event, String element) {
    return event == XMLStreamConstants.END_DOCUMENT
        || (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(element));
  }
}
