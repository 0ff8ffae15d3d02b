package io.assay.server.mcp;

import io.assay.Assay;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// The way in for coding assistants: serves the Model Context Protocol over a pair of streams.
///
/// @param assay where their programs run
/// @param version this build's version, which clients are told
/// @param project the folder that sandboxes may see, if its person allows one
public record McpDoor(Assay assay, String version, Optional<Project> project) {
  private static final String INSTRUCTIONS = resource("instructions.md");

  /// Serves one client until it closes `in`, or stops reading `out`; then nothing that it started
  /// is left.
  ///
  /// @param in the client's messages, a line each
  /// @param out where ours go, and nothing else
  public void serve(InputStream in, OutputStream out) throws InterruptedException {
    McpJsonMapper mapper = new JacksonMcpJsonMapper(JsonMapper.shared());
    Conversation conversation = new Conversation(mapper, in, out);
    Outcomes outcomes = new Outcomes();
    Shelf shelf = new Shelf(outcomes, mapper);
    try (OpenSandboxes sandboxes = new OpenSandboxes(assay.sandboxes())) {
      McpServer.sync(conversation)
          .jsonMapper(mapper)
          // Arguments are read strictly by Arguments; what we answer ourselves is checked by tests.
          .jsonSchemaValidator((_, _) -> ValidationResponse.asValid(""))
          .validateToolInputs(false)
          .immediateExecution(true)
          .serverInfo(
              Implementation.builder("assay", version)
                  .title("Assay: runs and validates code in a sandbox")
                  .build())
          .instructions(INSTRUCTIONS)
          .capabilities(
              ServerCapabilities.builder()
                  .tools(false)
                  .resources(false, false)
                  .prompts(false)
                  .build())
          .tools(
              tools(outcomes, sandboxes).stream()
                  .map(tool -> specification(Door.of(tool, outcomes, mapper)))
                  .toList())
          .resources(shelf.list())
          .resourceTemplates(shelf.one())
          .prompts(shelf.prompt())
          .build();
      conversation.serve();
    }
  }

  private List<Tool> tools(Outcomes outcomes, OpenSandboxes sandboxes) {
    return List.of(
        new RunCode(assay),
        new ValidateCode(assay),
        new CheckDocs(assay),
        new ExplainError(),
        new ListLanguages(assay),
        new OpenSandbox(assay, sandboxes, project),
        new RunCommand(sandboxes),
        new WriteFiles(sandboxes),
        new ReadFile(sandboxes),
        new CloseSandbox(sandboxes),
        new ReadOutput(outcomes));
  }

  private static SyncToolSpecification specification(Door door) {
    return new SyncToolSpecification(door.definition(), door::call);
  }

  /// The text of a file beside this class.
  static String resource(String name) {
    try (InputStream in = McpDoor.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
