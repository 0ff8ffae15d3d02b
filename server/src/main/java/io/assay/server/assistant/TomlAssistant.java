package io.assay.server.assistant;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// An assistant that lists its servers in tables of a TOML file, a table each. A server's table is
/// read and written as this class writes it: a header of its own line, up to the next one.
///
/// @param place the file
/// @param parent what the tables' names begin with
record TomlAssistant(
    String name, String title, Function<Home, Path> place, String parent, Rules rules)
    implements Assistant {
  @Override
  public Path file(Home home) {
    return place.apply(home);
  }

  @Override
  public String with(String content, Entry entry) {
    String table = table(entry);
    if (content.contains(table)) {
      return content;
    }
    String others = without(content);
    String between = others.isEmpty() || others.endsWith("\n\n") ? "" : "\n";
    String ended = others.isEmpty() || others.endsWith("\n") ? others : others + "\n";
    return ended + between + table;
  }

  @Override
  public String without(String content) {
    String header = header();
    StringBuilder kept = new StringBuilder();
    boolean ours = false;
    for (String line : content.split("(?<=\n)")) {
      if (line.stripLeading().startsWith("[")) {
        String opened = line.strip();
        // Tables within ours are ours, too.
        ours = opened.equals(header) || opened.startsWith(header.replace(']', '.'));
      }
      if (!ours) {
        kept.append(line);
      }
    }
    return kept.toString();
  }

  private String header() {
    return "[" + parent + "." + Entry.NAME + "]";
  }

  private String table(Entry entry) {
    // A string of JSON is one of TOML.
    JsonMapper mapper = JsonMapper.shared();
    String arguments =
        entry.arguments().stream()
            .map(mapper::writeValueAsString)
            .collect(Collectors.joining(", "));
    return "%s\ncommand = %s\nargs = [%s]\n"
        .formatted(header(), mapper.writeValueAsString(entry.command()), arguments);
  }
}
