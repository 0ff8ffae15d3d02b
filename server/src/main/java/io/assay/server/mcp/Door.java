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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A tool as the protocol has it: its definition, and calls of it on the thread that asks.
///
/// @param tool what it does
/// @param definition what clients are told of it
/// @param known the arguments that it takes
/// @param outcomes where what came of calls is kept
record Door(Tool tool, McpSchema.Tool definition, Set<String> known, Outcomes outcomes) {
  static Door of(Tool tool, Outcomes outcomes, McpJsonMapper mapper) {
    try {
      String json = McpDoor.resource("tools/" + tool.name() + ".json");
      McpSchema.Tool definition = mapper.readValue(json, McpSchema.Tool.class);
      Set<String> known =
          definition.inputSchema().get("properties") instanceof Map<?, ?> properties
              ? Set.copyOf(properties.keySet().stream().map(String::valueOf).toList())
              : Set.of();
      return new Door(tool, definition, known, outcomes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  CallToolResult call(McpSyncServerExchange exchange, CallToolRequest request) {
    try (Progress progress = Progress.of(exchange, request.progressToken())) {
      Answer answer = tool.call(new Arguments(tool.name(), request.arguments(), known), progress);
      return told(answer);
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

  private CallToolResult told(Answer answer) {
    Map<String, Object> structured = new LinkedHashMap<>(answer.structured());
    List<McpSchema.Content> content = new ArrayList<>();
    String more = "";
    if (answer.whole().isPresent()) {
      Answer.Whole whole = answer.whole().get();
      int id = outcomes.keep(tool.name(), answer.text(), whole);
      structured.put("id", id);
      if (whole.shortened()) {
        more =
            "\n(all of it: read_output {\"id\": %d}, or the resource %s)"
                .formatted(id, Outcomes.uri(id));
        content.add(
            McpSchema.ResourceLink.builder()
                .uri(Outcomes.uri(id))
                .name("outcome " + id)
                .mimeType("text/plain")
                .size((long) whole.size())
                .build());
      }
    }
    content.addFirst(TextContent.builder(answer.text() + more).build());
    return CallToolResult.builder(content).structuredContent(structured).isError(false).build();
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
