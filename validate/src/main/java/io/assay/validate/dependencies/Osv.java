package io.assay.validate.dependencies;

import io.assay.validate.dependencies.Advisory.Range;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads an advisory in the format of OSV (https://ossf.github.io/osv-schema), as far as it is
/// about packages of one ecosystem.
final class Osv {
  private static final JsonFactory FACTORY = new JsonFactory();

  /// What names and versions are made of; others would not be what they seem in a line.
  private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]{1,300}");

  private final Ecosystem ecosystem;
  private String id = "";
  private boolean withdrawn;
  private final List<Advisory> found = new ArrayList<>();

  private Osv(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
  }

  /// The advisories that one file holds: one for each package; none if it was withdrawn.
  ///
  /// @throws IOException if it is no JSON of that form
  static List<Advisory> read(InputStream json, Ecosystem ecosystem) throws IOException {
    Osv reading = new Osv(ecosystem);
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is no JSON object");
      }
      reading.advisory(parser);
    } catch (JacksonException e) {
      throw new IOException(e.getOriginalMessage(), e);
    }
    return reading.withdrawn || !PLAIN.matcher(reading.id).matches()
        ? List.of()
        : reading.found.stream()
            .map(it -> new Advisory(it.name(), reading.id, it.versions(), it.ranges()))
            .filter(it -> !it.versions().isEmpty() || !it.ranges().isEmpty())
            .toList();
  }

  private void advisory(JsonParser json) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "id" -> id = word(json, value);
        case "withdrawn" -> withdrawn = value == JsonToken.VALUE_STRING;
        case "affected" -> {
          if (value == JsonToken.START_ARRAY) {
            while (json.nextToken() == JsonToken.START_OBJECT) {
              affected(json);
            }
          }
        }
        default -> json.skipChildren();
      }
    }
  }

  private void affected(JsonParser json) {
    String place = "";
    String name = "";
    List<String> versions = new ArrayList<>();
    List<Range> ranges = new ArrayList<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String member = json.currentName();
      JsonToken value = json.nextToken();
      if (member.equals("package") && value == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
          String key = json.currentName();
          String text = word(json, json.nextToken());
          place = key.equals("ecosystem") ? text : place;
          name = key.equals("name") ? text : name;
        }
      } else if (member.equals("versions") && value == JsonToken.START_ARRAY) {
        for (JsonToken at = json.nextToken(); at != JsonToken.END_ARRAY; at = json.nextToken()) {
          add(word(json, at), versions);
        }
      } else if (member.equals("ranges") && value == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
          range(json, ranges);
        }
      } else {
        json.skipChildren();
      }
    }
    // Variants of an ecosystem have its name and a colon.
    if (place.split(":", 2)[0].equals(ecosystem.word()) && PLAIN.matcher(name).matches()) {
      // Where there are ranges, the versions are those that they held when it was published.
      found.add(
          new Advisory(
              ecosystem.normal(name), "", ranges.isEmpty() ? versions : List.of(), ranges));
    }
  }

  private static void range(JsonParser json, List<Range> ranges) {
    boolean commits = false;
    List<Range> own = new ArrayList<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String member = json.currentName();
      JsonToken value = json.nextToken();
      if (member.equals("type")) {
        commits = word(json, value).equals("GIT");
      } else if (member.equals("events") && value == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
          event(json, own);
        }
      } else {
        json.skipChildren();
      }
    }
    if (!commits) {
      ranges.addAll(own);
    }
  }

  /// Events come in the order of the versions.
  private static void event(JsonParser json, List<Range> ranges) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String kind = json.currentName();
      String version = word(json, json.nextToken());
      if (!PLAIN.matcher(version).matches() || version.contains("..")) {
        continue;
      }
      switch (kind) {
        case "introduced" -> ranges.add(new Range(version, "", ""));
        case "fixed" -> end(ranges, version, "");
        case "last_affected" -> end(ranges, "", version);
        default -> {}
      }
    }
  }

  private static void end(List<Range> ranges, String fixed, String last) {
    String introduced = ranges.isEmpty() ? "0" : ranges.removeLast().introduced();
    ranges.add(new Range(introduced, fixed, last));
  }

  private static void add(String version, List<String> versions) {
    if (PLAIN.matcher(version).matches()) {
      versions.add(version);
    }
  }

  private static String word(JsonParser json, JsonToken value) {
    json.skipChildren();
    return value == JsonToken.VALUE_STRING ? json.getString() : "";
  }
}
