package io.assay.cli;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A JSON document as its leaves: `run.outcome.kind` -> `exited`, `limitsHit.0` -> `time`.
record Json(Map<String, String> leaves) {
  static Json parse(byte[] bytes) {
    Map<String, String> leaves = new LinkedHashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), bytes)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw new AssertionError("the document begins with " + first);
      }
      object(parser, "", leaves);
      if (parser.nextToken() != null) {
        throw new AssertionError("there is more than one document");
      }
    }
    return new Json(leaves);
  }

  private static void object(JsonParser parser, String path, Map<String, String> leaves) {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      value(parser, path.isEmpty() ? name : path + "." + name, leaves);
    }
  }

  private static void value(JsonParser parser, String path, Map<String, String> leaves) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      object(parser, path, leaves);
    } else if (token == JsonToken.START_ARRAY) {
      int at = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        value(parser, path + "." + at, leaves);
        at++;
      }
      leaves.put(path + ".size", Integer.toString(at));
    } else {
      leaves.put(path, parser.getString());
    }
  }

  String at(String path) {
    String leaf = leaves.get(path);
    if (leaf == null) {
      throw new AssertionError("no '" + path + "' in " + leaves);
    }
    return leaf;
  }

  double number(String path) {
    return Double.parseDouble(at(path));
  }

  /// The names of the top level.
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    leaves.keySet().forEach(it -> names.add(it.replaceFirst("\\..*", "")));
    return names;
  }
}
