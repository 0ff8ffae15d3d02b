package io.assay.validate.dependencies;

import io.assay.validate.dependencies.Advisory.Range;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
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
  static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]{1,300}");

  /// How GitHub tells the end of a range that nothing has fixed.
  private static final Pattern BOUND = Pattern.compile(" *+<(?<equal>=?) *+(?<version>[^ ]++)");

  /// What RustSec publishes beside vulnerabilities: that nobody looks after a crate any more.
  private static final Set<String> HARMLESS = Set.of("unmaintained", "notice");

  /// Versions times ranges that are held against each other.
  private static final long MOST_COMPARED = 100_000;

  private final Ecosystem ecosystem;
  private String id = "";
  private boolean withdrawn;
  private final List<Advisory> found = new ArrayList<>();

  private Osv(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
  }

  /// What happens at a version.
  private record Event(String kind, String version) {}

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
    String bound = "";
    boolean told = false;
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
      } else if (member.equals("database_specific") && value == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
          String key = json.currentName();
          String text = word(json, json.nextToken());
          bound = key.equals("last_known_affected_version_range") ? text : bound;
          told |= key.equals("informational") && HARMLESS.contains(text);
        }
      } else {
        json.skipChildren();
      }
    }
    // Variants of an ecosystem have its name and a colon.
    if (!told && place.split(":", 2)[0].equals(ecosystem.word()) && PLAIN.matcher(name).matches()) {
      List<Range> all = ended(ranges, bound);
      // Most of the versions are those that the ranges held when it was published.
      if ((long) versions.size() * all.size() <= MOST_COMPARED) {
        versions.removeIf(version -> all.stream().anyMatch(range -> range.contains(version)));
      }
      found.add(new Advisory(ecosystem.normal(name), "", versions, all));
    }
  }

  /// Ranges of which those without an end have the one that GitHub tells beside them: `< 1.2`, or
  /// `<= 1.2`.
  private static List<Range> ended(List<Range> ranges, String bound) {
    Matcher end = BOUND.matcher(bound);
    String version = end.matches() ? end.group("version") : "";
    if (!PLAIN.matcher(version).matches() || version.contains("..")) {
      return ranges;
    }
    boolean inclusive = !end.group("equal").isEmpty();
    return ranges.stream()
        .map(it ->
            it.fixed().isEmpty() && it.last().isEmpty()
                ? new Range(it.introduced(), inclusive ? "" : version, inclusive ? version : "")
                : it)
        .toList();
  }

  private static void range(JsonParser json, List<Range> ranges) {
    boolean commits = false;
    List<Event> events = new ArrayList<>();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String member = json.currentName();
      JsonToken value = json.nextToken();
      if (member.equals("type")) {
        commits = word(json, value).equals("GIT");
      } else if (member.equals("events") && value == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
          event(json, events);
        }
      } else {
        json.skipChildren();
      }
    }
    if (!commits) {
      ranges(events, ranges);
    }
  }

  private static void event(JsonParser json, List<Event> events) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String kind = json.currentName();
      String version = word(json, json.nextToken());
      if (PLAIN.matcher(version).matches() && !version.contains("..")) {
        events.add(new Event(kind, version));
      }
    }
  }

  /// Events come in any order. What is introduced is over at the next one that ends it.
  private static void ranges(List<Event> events, List<Range> ranges) {
    events.sort(
        Comparator.<Event, Boolean>comparing(event -> !event.version().equals("0"))
            .thenComparing(Event::version, Versions::compare));
    Optional<String> from = Optional.empty();
    for (Event event : events) {
      switch (event.kind()) {
        case "introduced" -> from = from.or(() -> Optional.of(event.version()));
        case "fixed" -> {
          from.ifPresent(start -> ranges.add(new Range(start, event.version(), "")));
          from = Optional.empty();
        }
        case "last_affected" -> {
          from.ifPresent(start -> ranges.add(new Range(start, "", event.version())));
          from = Optional.empty();
        }
        default -> {}
      }
    }
    from.ifPresent(start -> ranges.add(new Range(start, "", "")));
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
