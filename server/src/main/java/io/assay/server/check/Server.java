package io.assay.server.check;

import io.assay.validate.Finding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A server as a configuration has it.
///
/// @param name what it is called there
/// @param command the program, if it is one that is started
/// @param arguments what follows it
/// @param environment its variables
/// @param url where it is reached, if it is not started
/// @param headers what is sent there
record Server(
    String name,
    Optional<String> command,
    List<String> arguments,
    Map<String, String> environment,
    Optional<String> url,
    Map<String, String> headers) {
  private static final Set<String> KINDS =
      Set.of("stdio", "local", "http", "sse", "streamable-http", "streamableHttp");

  /// Reads one, and adds what is wrong with its shape to `complaints`.
  static Server read(String name, JsonNode node, List<Finding> complaints) {
    if (!node.isObject()) {
      complaints.add(Finding.of("shape/entry", "'%s' is no object".formatted(name)));
    }
    Optional<String> command = text(node, "command", complaints);
    Optional<String> url =
        text(node, "url", complaints).or(() -> text(node, "httpUrl", complaints));
    Optional<String> kind = text(node, "type", complaints);
    if (kind.isPresent() && !KINDS.contains(kind.get())) {
      complaints.add(
          Finding.of(
              "shape/type",
              "'type' is '%s'; expected one of %s"
                  .formatted(kind.get(), KINDS.stream().sorted().toList())));
    }
    if (node.isObject() && command.isPresent() == url.isPresent()) {
      complaints.add(
          Finding.of(
              "shape/command",
              "expected either 'command', a program to start, or 'url', a server to reach"));
    }
    return new Server(
        name,
        command,
        texts(node, complaints),
        table(node, "env", complaints),
        url,
        table(node, "headers", complaints));
  }

  private static Optional<String> text(JsonNode node, String field, List<Finding> complaints) {
    JsonNode value = node.path(field);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (isText(value) && !value.stringValue().isBlank()) {
      return Optional.of(value.stringValue());
    }
    complaints.add(wrong(field, "a string that says something"));
    return Optional.empty();
  }

  private static List<String> texts(JsonNode node, List<Finding> complaints) {
    List<String> all = new ArrayList<>();
    JsonNode value = node.path("args");
    if (!value.isMissingNode() && !value.isArray()) {
      complaints.add(wrong("args", "a list of strings"));
    }
    for (JsonNode item : value.isArray() ? value.values() : List.<JsonNode>of()) {
      if (isText(item)) {
        all.add(item.stringValue());
      } else {
        complaints.add(wrong("args", "a list of strings"));
      }
    }
    return all;
  }

  private static Map<String, String> table(JsonNode node, String field, List<Finding> complaints) {
    Map<String, String> all = new LinkedHashMap<>();
    JsonNode value = node.path(field);
    if (!value.isMissingNode() && !value.isObject()) {
      complaints.add(wrong(field, "an object of strings"));
    }
    value
        .properties()
        .forEach(entry -> {
          String key = entry.getKey();
          if (key.isEmpty() || key.indexOf('=') >= 0 || !isText(key)) {
            complaints.add(wrong(field, "no name '%s' in it".formatted(key)));
          } else if (isText(entry.getValue())) {
            all.put(key, entry.getValue().stringValue());
          } else {
            complaints.add(wrong(field + "." + key, "a string"));
          }
        });
    return all;
  }

  private static boolean isText(JsonNode value) {
    return value.isString() && isText(value.stringValue());
  }

  /// Whether a program can be told it: the kernel knows no NUL in words and variables, and half a
  /// character has no UTF-8.
  private static boolean isText(String value) {
    return value.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(value);
  }

  private static Finding wrong(String field, String expected) {
    return Finding.of("shape/field", "'%s' is wrong: expected %s".formatted(field, expected));
  }
}
