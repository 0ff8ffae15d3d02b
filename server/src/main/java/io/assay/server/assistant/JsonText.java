package io.assay.server.assistant;

import io.assay.SandboxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/// A JSON document that people edit too, comments and all: what is changed is changed in the text,
/// and everything else stays as they wrote it.
///
/// @param text the document; blank for none yet
record JsonText(String text) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private static final String INDENT = "  ";

  /// Checks that it is blank or one object.
  ///
  /// @throws SandboxException blaming the caller
  JsonText {
    try {
      if (!text.isBlank() && !MAPPER.readTree(text).isObject()) {
        throw SandboxException.caller("it is not one JSON object");
      }
    } catch (JacksonException e) {
      String where = e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
      throw SandboxException.caller("it is no JSON: " + e.getOriginalMessage() + where);
    }
  }

  /// The field `name` of the object called `parent`, itself a field of the document.
  Optional<Map<?, ?>> object(String parent, String name) {
    Place place = text.isBlank() ? Place.NOWHERE : find(List.of(parent, name));
    if (place.absent()) {
      return Optional.empty();
    }
    String value = text.substring(place.start(), place.end());
    return MAPPER.readValue(value, Object.class) instanceof Map<?, ?> map
        ? Optional.of(map)
        : Optional.empty();
  }

  /// The same with that field being `value`.
  ///
  /// @param value JSON, over several lines without an indent of its own
  JsonText with(String parent, String name, String value) {
    String outer = field(parent, block(field(name, value)));
    if (text.isBlank()) {
      return new JsonText(block(outer) + "\n");
    }
    if (find(List.of(parent)).absent()) {
      return inserted(find(List.of(parent)), 1, outer);
    }
    Place place = find(List.of(parent, name));
    return place.absent()
        ? inserted(place, 2, field(name, value))
        : spliced(place.start(), place.end(), value.replace("\n", "\n" + INDENT.repeat(2)));
  }

  /// The same without that field.
  JsonText without(String parent, String name) {
    Place place = text.isBlank() ? Place.NOWHERE : find(List.of(parent, name));
    if (place.absent()) {
      return this;
    }
    int after = skipBlank(place.end());
    if (text.charAt(after) == ',') {
      return spliced(backBlank(place.name()), after + 1, "");
    }
    // The last one takes the comma before it along.
    int before = backBlank(place.name());
    return text.charAt(before - 1) == ','
        ? spliced(before - 1, place.end(), "")
        : spliced(before, after, "");
  }

  /// Where a field is.
  ///
  /// @param name where its name begins
  /// @param start where its value begins; for one that is absent, where its object's content does
  /// @param end where its value ends; -1 for one that is absent
  /// @param alone whether its object has no other field
  private record Place(int name, int start, int end, boolean alone) {
    static final Place NOWHERE = new Place(-1, -1, -1, true);

    boolean absent() {
      return end < 0;
    }
  }

  /// The field that one gets to by these names from the document.
  private Place find(List<String> path) {
    try (JsonParser parser = MAPPER.createParser(text)) {
      parser.nextToken();
      Place place = Place.NOWHERE;
      for (int depth = 0; depth < path.size(); depth++) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          throw SandboxException.caller("\"%s\" in it is no object".formatted(path.get(depth - 1)));
        }
        place = find(path.get(depth), depth == path.size() - 1, parser);
        if (place.absent()) {
          return place;
        }
      }
      return place;
    }
  }

  /// The field `name` of the object in which the parser is; unless it is the last, the parser is at
  /// its value after that.
  private static Place find(String name, boolean last, JsonParser parser) {
    int inside = here(parser);
    boolean alone = true;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      alone = false;
      int at = (int) parser.currentTokenLocation().getCharOffset();
      boolean found = parser.currentName().equals(name);
      parser.nextToken();
      int start = (int) parser.currentTokenLocation().getCharOffset();
      if (found && !last) {
        return new Place(at, start, start, false);
      }
      parser.skipChildren();
      parser.finishToken();
      if (found) {
        return new Place(at, start, here(parser), false);
      }
    }
    return new Place(-1, inside, -1, alone);
  }

  private static int here(JsonParser parser) {
    return (int) parser.currentLocation().getCharOffset();
  }

  private JsonText inserted(Place place, int depth, String field) {
    String indent = INDENT.repeat(depth);
    String added = "\n" + indent + field.replace("\n", "\n" + indent);
    return place.alone()
        ? spliced(place.start(), skipBlank(place.start()), added + "\n" + INDENT.repeat(depth - 1))
        : spliced(place.start(), place.start(), added + ",");
  }

  private JsonText spliced(int from, int to, String by) {
    return new JsonText(text.substring(0, from) + by + text.substring(to));
  }

  private int skipBlank(int from) {
    int at = from;
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int backBlank(int from) {
    int at = from;
    while (Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private static String field(String name, String value) {
    return "\"" + name + "\": " + value;
  }

  private static String block(String field) {
    return "{\n" + INDENT + field.replace("\n", "\n" + INDENT) + "\n}";
  }
}
