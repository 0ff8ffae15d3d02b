package io.assay.server.check;

import io.assay.validate.Finding;
import io.assay.validate.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What a server says of its tools, which every model that is given them reads.
final class Tools {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_./-]{1,128}");

  /// What speaks to the model instead of describing the tool.
  private static final List<Pattern> INJECTED =
      List.of(
          Pattern.compile(
              "(?i)(ignore|disregard|forget)\\s+(all\\s+|any\\s+)?(your\\s+|the\\s+)?(previous|prior|above|earlier|other)\\s+(instructions|rules|prompts)"),
          Pattern.compile(
              "(?i)do(n't| not)\\s+(tell|mention|inform|reveal|show)\\s+(this\\s+|it\\s+)?(to\\s+)?the\\s+(user|human)"),
          Pattern.compile("(?i)without\\s+(telling|informing|asking)\\s+the\\s+(user|human)"),
          Pattern.compile("(?i)<\\s*/?(important|system|instructions?|secret)\\s*>"),
          Pattern.compile(
              "(?i)(read|send|include|pass|attach)\\b.{0,80}(~/\\.ssh|id_rsa|\\.aws/credentials|/etc/passwd|mcp\\.json|\\.env\\b|private key)"),
          Pattern.compile(
              "(?i)before\\s+(using|calling)\\s+(this|any\\s+other)\\s+tool,?\\s+(you\\s+must\\s+)?(first\\s+)?(read|send|fetch|call)"));

  /// Characters that a person does not see: tags, zero width, changes of direction.
  private static final Pattern INVISIBLE =
      Pattern.compile(
          "[\\x{E0000}-\\x{E007F}\\x{200B}\\x{200C}\\x{2060}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");

  private Tools() {}

  static Verdict judge(List<JsonNode> tools) {
    List<Finding> complaints = new ArrayList<>();
    List<Finding> warnings = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode tool : tools) {
      String name = tool.path("name").asString("");
      if (!NAME.matcher(name).matches()) {
        complaints.add(
            Finding.of(
                "tools/name",
                "a tool's name is '%s'; expected letters, digits, _ - . /, at most 128"
                    .formatted(shown(name))));
      }
      if (!names.add(name)) {
        complaints.add(
            Finding.of("tools/name", "two tools are called '%s'".formatted(shown(name))));
      }
      if (tool.path("description").asString("").isBlank()) {
        warnings.add(
            Finding.of(
                "tools/description",
                "tool '%s' has no description, by which a model would choose it"
                    .formatted(shown(name))));
      }
      JsonNode schema = tool.path("inputSchema");
      if (!schema.isObject() || !schema.path("type").asString("").equals("object")) {
        complaints.add(
            Finding.of(
                "tools/schema",
                "the inputSchema of tool '%s' is none: expected an object whose 'type' is \"object\""
                    .formatted(shown(name))));
      }
      injected(name, tool, complaints);
    }
    return Verdict.of(complaints, warnings);
  }

  /// Looks at every text of the tool, the schema's descriptions too.
  private static void injected(String name, JsonNode node, List<Finding> complaints) {
    if (node.isString()) {
      String text = node.stringValue();
      INJECTED.stream()
          .map(pattern -> pattern.matcher(text))
          .filter(Matcher::find)
          .findFirst()
          .ifPresent(match ->
              complaints.add(
                  Finding.of(
                          "tools/injection",
                          "tool '%s' gives orders to the model: \"%s\""
                              .formatted(shown(name), shown(match.group())))
                      .suggesting("do not use this server")));
      if (INVISIBLE.matcher(text).find()) {
        complaints.add(
            Finding.of(
                    "tools/invisible",
                    "tool '%s' says something in characters that nobody sees"
                        .formatted(shown(name)))
                .suggesting("do not use this server"));
      }
    }
    for (JsonNode inner : node.values()) {
      injected(name, inner, complaints);
    }
  }

  private static String shown(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }
}
