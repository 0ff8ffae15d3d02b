package io.assay.acceptance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A JSON value, and ways to get at what is in it. A path that leads nowhere is an error of the
/// test.
///
/// @param value a map, a list, a string, a number, a boolean, or null
public record Json(@Nullable Object value) {
  /// The one document that `text` consists of.
  public static Json parse(String text) {
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      Json document = new Json(read(parser));
      if (parser.nextToken() != null) {
        throw new AssertionError("something follows the JSON document: " + text);
      }
      return document;
    }
  }

  private static @Nullable Object read(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          if (object.put(name, read(parser)) != null) {
            throw new AssertionError("twice in one object: " + name);
          }
        }
        yield object;
      }
      case START_ARRAY -> {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(read(parser));
        }
        yield array;
      }
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case null, default ->
          throw new AssertionError("no JSON value begins with " + parser.currentToken());
    };
  }

  /// The value at a path such as `run.outcome.kind`.
  public Json at(String path) {
    Json found = this;
    for (String name : path.split("\\.")) {
      found =
          switch (found.value) {
            case Map<?, ?> object when object.containsKey(name) -> new Json(object.get(name));
            case List<?> list when name.matches("\\d+") && Integer.parseInt(name) < list.size() ->
                new Json(list.get(Integer.parseInt(name)));
            case null, default ->
                throw new AssertionError("no '%s' of '%s' in %s".formatted(name, path, value));
          };
    }
    return found;
  }

  /// Whether there is a value: it is not JSON's null.
  public boolean present() {
    return value != null;
  }

  public String text() {
    return as(String.class);
  }

  public long number() {
    return as(Long.class);
  }

  public List<?> list() {
    return as(List.class);
  }

  /// The names of an object's fields.
  public List<String> names() {
    return ((Map<?, ?>) as(Map.class)).keySet().stream().map(Object::toString).toList();
  }

  private <T> T as(Class<T> type) {
    if (!type.isInstance(value)) {
      throw new AssertionError("%s is no %s".formatted(value, type.getSimpleName()));
    }
    return type.cast(value);
  }
}
