package io.assay.server.mcp;

import java.util.Map;

/// Closes an open sandbox, and what runs in it.
record CloseSandbox(OpenSandboxes sandboxes) implements Tool {
  @Override
  public String name() {
    return "close_sandbox";
  }

  @Override
  public Answer call(Arguments arguments, Progress progress) {
    String name = arguments.needText("sandbox");
    sandboxes.close(name);
    return new Answer(name + " is closed", Map.of("closed", name));
  }
}
