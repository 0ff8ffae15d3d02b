package io.assay.server.mcp;

import java.util.Map;
import java.util.Optional;

/// Reads a file of an open sandbox.
record ReadFile(OpenSandboxes sandboxes) implements Tool {
  private static final long MOST_BYTES = 8 << 20;

  @Override
  public String name() {
    return "read_file";
  }

  @Override
  public Answer call(Arguments arguments, Progress progress) throws InterruptedException {
    String path = arguments.needText("path");
    return sandboxes.use(
        arguments.needText("sandbox"),
        held -> {
          String text = held.sandbox().read(path, MOST_BYTES).text();
          return new Answer(
              Excerpt.of(text),
              Map.of("text", Excerpt.of(text), "characters_in_all", text.length()),
              Optional.of(new Answer.Whole(text, "", "")));
        });
  }
}
