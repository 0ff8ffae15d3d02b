package io.assay.validate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// A JSON value. Members of an object have no order, and `1.0` is `1`.
sealed interface JsonValue {
  /// Texts and numbers may be as long as an output; nesting keeps its bound, for the stack has one.
  JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /// A longer number is compared as it is spelled: what it takes to read one grows faster than it.
  int LONGEST_NUMBER = 1000;

  /// An object: its members by name.
  record Members(Map<String, JsonValue> members) implements JsonValue {}

  /// An array.
  record Values(List<JsonValue> values) implements JsonValue {}

  /// A text, a number, `true`, `false` or `null`.
  ///
  /// @param text as JSON spells it, a number without zeros at its end
  record Scalar(String text) implements JsonValue {}

  /// The one value that `text` holds, if that is what it holds.
  static Optional<JsonValue> of(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        return Optional.empty();
      }
      JsonValue value = read(parser);
      return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static JsonValue read(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
          parser.nextToken();
          members.put(name, read(parser));
        }
        yield new Members(members);
      }
      case START_ARRAY -> {
        List<JsonValue> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          values.add(read(parser));
        }
        yield new Values(values);
      }
      case VALUE_STRING -> new Scalar('"' + parser.getString() + '"');
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
      default -> new Scalar(parser.getString());
    };
  }

  private static JsonValue number(String text) {
    if (text.length() > LONGEST_NUMBER) {
      return new Scalar(text);
    }
    try {
      return new Scalar(new BigDecimal(text).stripTrailingZeros().toString());
    } catch (NumberFormatException | ArithmeticException e) {
      // Its exponent is out of reach.
      return new Scalar(text);
    }
  }

  /// In what `other` differs from this; empty if it does not.
  ///
  /// @param place the way to here, such as `.items[2]`
  default String difference(JsonValue other, String place) {
    if (this instanceof Members(var mine) && other instanceof Members(var its)) {
      TreeSet<String> names = new TreeSet<>(mine.keySet());
      names.addAll(its.keySet());
      for (String name : names) {
        if (!mine.containsKey(name) || !its.containsKey(name)) {
          return "%s.%s is %s"
              .formatted(
                  place, Preview.of(name, 200), its.containsKey(name) ? "not expected" : "missing");
        }
        String inside = mine.get(name).difference(its.get(name), place + "." + name);
        if (!inside.isEmpty()) {
          return inside;
        }
      }
      return "";
    }
    if (this instanceof Values(var mine) && other instanceof Values(var its)) {
      for (int i = 0; i < Math.min(mine.size(), its.size()); i++) {
        String inside = mine.get(i).difference(its.get(i), place + "[" + i + "]");
        if (!inside.isEmpty()) {
          return inside;
        }
      }
      return mine.size() == its.size()
          ? ""
          : "%s has %d values, and %d were expected"
              .formatted(place.isEmpty() ? "the value" : place, its.size(), mine.size());
    }
    return equals(other)
        ? ""
        : "%s is %s, and %s was expected"
            .formatted(place.isEmpty() ? "the value" : place, other.shown(), shown());
  }

  private String shown() {
    return switch (this) {
      case Members _ -> "an object";
      case Values _ -> "an array";
      case Scalar(String text) -> Preview.of(text, 200);
    };
  }
}
