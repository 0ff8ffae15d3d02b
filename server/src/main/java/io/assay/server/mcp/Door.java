package io.assay.server.mcp;

import io.assay.SandboxException;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A tool as the protocol has it: its definition, and calls of it on the thread that asks.
///
/// @param tool what it does
/// @param definition what clients are told of it
/// @param known the arguments that it takes
record Door(Tool tool, McpSchema.Tool definition, Set<String> known) {
  static Door of(Tool tool, McpJsonMapper mapper) {
    try {
      String json = McpDoor.resource("tools/" + tool.name() + ".json");
      McpSchema.Tool definition = mapper.readValue(json, McpSchema.Tool.class);
      return definition.inputSchema().get("properties") instanceof Map<?, ?> properties
          ? new Door(
              tool,
              definition,
              Set.copyOf(properties.keySet().stream().map(String::valueOf).toList()))
          : new Door(tool, definition, Set.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CallToolResult call(McpSyncServerExchange exchange, CallToolRequest request) {
    try (Progress progress = Progress.of(exchange, request.progressToken())) {
      Answer answer = tool.call(new Arguments(tool.name(), request.arguments(), known), progress);
      return CallToolResult.builder(List.of(TextContent.builder(answer.text()).build()))
          .structuredContent(answer.structured())
          .isError(false)
          .build();
    } catch (SandboxException e) {
      return CallToolResult.builder(List.of(TextContent.builder(message(e)).build()))
          .isError(true)
          .build();
    } catch (InterruptedException e) {
      // Nobody is told: whoever cancels does not wait for an answer.
      Thread.currentThread().interrupt();
      throw McpError.builder(McpSchema.ErrorCodes.INTERNAL_ERROR).message("cancelled").build();
    }
  }

  /// What is wrong and whose turn it is, for a model that decides whether to try again.
  private static String message(SandboxException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.blame()) {
      case CALLER -> message;
      case CAPACITY -> "no room now, try again: " + message;
      case HOST -> "this host cannot, trying again will not help: " + message;
      case US -> "this is a fault of Assay, not of the code: " + message;
    };
  }
}
