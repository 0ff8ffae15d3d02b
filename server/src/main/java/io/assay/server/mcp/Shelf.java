package io.assay.server.mcp;

import io.assay.SandboxException;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/// What a client may read beside calling tools: the last outcomes, and what to ask a model for.
record Shelf(Outcomes outcomes, McpJsonMapper mapper) {
  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain";

  SyncResourceSpecification list() {
    Resource resource =
        Resource.builder(Outcomes.uri(), "outcomes")
            .title("The last outcomes and reports")
            .description(
                "What the last %d calls came to, a line each, with the addresses of all of it."
                    .formatted(Outcomes.MOST))
            .mimeType(JSON)
            .build();
    return new SyncResourceSpecification(
        resource, (_, request) -> document(request.uri(), JSON, index()));
  }

  SyncResourceTemplateSpecification one() {
    ResourceTemplate template =
        ResourceTemplate.builder(Outcomes.uri() + "/{id}", "outcome")
            .title("An outcome or report")
            .description("All that a call came to, by the id in its structured answer.")
            .mimeType(TEXT)
            .build();
    return new SyncResourceTemplateSpecification(
        template,
        (_, request) -> {
          String uri = request.uri();
          try {
            String id = uri.substring(uri.lastIndexOf('/') + 1);
            return document(uri, TEXT, outcomes.find(id).text());
          } catch (SandboxException e) {
            throw error(ErrorCodes.RESOURCE_NOT_FOUND, String.valueOf(e.getMessage()));
          }
        });
  }

  private static ReadResourceResult document(String uri, String type, String text) {
    TextResourceContents contents = TextResourceContents.builder(uri, text).mimeType(type).build();
    return ReadResourceResult.builder(List.of(contents)).build();
  }

  private String index() {
    try {
      return mapper.writeValueAsString(
          outcomes.all().stream()
              .map(it ->
                  Map.of(
                      "id", it.id(),
                      "tool", it.tool(),
                      "summary", it.summary(),
                      "uri", Outcomes.uri(it.id())))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SyncPromptSpecification prompt() {
    Prompt prompt =
        Prompt.builder("write_run_fix")
            .title("Write, run, fix")
            .description("Write a program, validate it, and fix it until it is accepted.")
            .arguments(
                List.of(
                    PromptArgument.builder("task")
                        .description("What the program must do.")
                        .required(true)
                        .build(),
                    PromptArgument.builder("language")
                        .description("Its language.")
                        .required(false)
                        .build(),
                    PromptArgument.builder("expected_output")
                        .description("What it must print.")
                        .required(false)
                        .build()))
            .build();
    return new SyncPromptSpecification(prompt, (_, request) -> writeRunFix(request));
  }

  private static GetPromptResult writeRunFix(GetPromptRequest request) {
    Map<String, Object> given = request.arguments() == null ? Map.of() : request.arguments();
    if (!(given.get("task") instanceof String task) || task.isBlank()) {
      throw error(
          ErrorCodes.INVALID_PARAMS, "write_run_fix needs the argument 'task': what to write");
    }
    String language = given.get("language") instanceof String name ? " in " + name : "";
    String expected =
        given.get("expected_output") instanceof String output
            ? "\nIt must print exactly this; pass it as 'expected_output':\n" + output
            : "";
    String text =
        McpDoor.resource("write_run_fix.md")
            .replace("{language}", language)
            .replace("{expected}", expected)
            .replace("{task}", task);
    PromptMessage message =
        PromptMessage.builder(Role.USER, TextContent.builder(text).build()).build();
    return GetPromptResult.builder(List.of(message))
        .description("Write, run, fix: " + task.lines().findFirst().orElse(""))
        .build();
  }

  private static McpError error(int code, String message) {
    return McpError.builder(code).message(message).build();
  }
}
