package io.assay.server.mcp;

import io.assay.Bytes;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;

/// Writes files into an open sandbox.
record WriteFiles(OpenSandboxes sandboxes) implements Tool {
  @Override
  public String name() {
    return "write_files";
  }

  @Override
  public Answer call(Arguments arguments, Progress progress) throws InterruptedException {
    Map<String, String> files = arguments.table("files");
    if (files.isEmpty()) {
      throw arguments.wrong("give 'files', an object of texts by file name");
    }
    return sandboxes.use(
        arguments.needText("sandbox"),
        held -> {
          for (var file : files.entrySet()) {
            byte[] content = Bytes.of(file.getValue()).toArray();
            held.sandbox().write(file.getKey(), false, new ByteArrayInputStream(content));
          }
          return new Answer(
              "%d files are written".formatted(files.size()),
              Map.of("written", List.copyOf(files.keySet())));
        });
  }
}
