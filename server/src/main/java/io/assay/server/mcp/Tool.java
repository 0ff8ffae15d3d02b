package io.assay.server.mcp;

import io.assay.SandboxException;

/// One thing that an assistant may ask for. What it is told of it (description and schemas) is the
/// resource `tools/NAME.json`.
interface Tool {
  /// The name that assistants call it by.
  String name();

  /// Does it.
  ///
  /// @throws SandboxException if it could not be done; a program that fails is an answer
  Answer call(Arguments arguments, Progress progress) throws InterruptedException;
}
