package io.assay.server.assistant;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/// An assistant that lists its servers in an object of a JSON file.
///
/// @param place the file
/// @param parent the object's name
/// @param more fields of an entry beside `command` and `args`, as JSON has them
record JsonAssistant(
    String name,
    String title,
    Function<Home, Path> place,
    String parent,
    List<String> more,
    Rules rules)
    implements Assistant {
  @Override
  public Path file(Home home) {
    return place.apply(home);
  }

  @Override
  public String with(String content, Entry entry) {
    JsonText document = new JsonText(content);
    Optional<Map<?, ?>> present = document.object(parent, Entry.NAME);
    boolean same =
        present.isPresent()
            && entry.command().equals(present.get().get("command"))
            && entry.arguments().equals(present.get().get("args"));
    return same ? content : document.with(parent, Entry.NAME, json(entry)).text();
  }

  @Override
  public String without(String content) {
    return new JsonText(content).without(parent, Entry.NAME).text();
  }

  private String json(Entry entry) {
    JsonMapper mapper = JsonMapper.shared();
    List<String> fields = new ArrayList<>();
    fields.add("\"command\": " + mapper.writeValueAsString(entry.command()));
    List<String> arguments = entry.arguments().stream().map(mapper::writeValueAsString).toList();
    fields.add("\"args\": [" + String.join(", ", arguments) + "]");
    fields.addAll(more);
    return "{\n  " + String.join(",\n  ", fields) + "\n}";
  }
}
