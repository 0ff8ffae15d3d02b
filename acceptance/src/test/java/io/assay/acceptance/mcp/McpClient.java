package io.assay.acceptance.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.acceptance.Json;
import io.assay.acceptance.Product;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A client that says exactly what it is told to, however wrong.
final class McpClient implements AutoCloseable {
  private static final int PATIENCE_S = 60;

  private final Process server;
  private final OutputStream to;
  private final BufferedReader from;
  private int last;

  McpClient(String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(Product.program().toString(), "mcp"));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(Product.environment());
    server = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    to = server.getOutputStream();
    from = server.inputReader(StandardCharsets.UTF_8);
  }

  /// One that has said hello.
  static McpClient greeted(String... options) throws IOException {
    McpClient client = new McpClient(options);
    client.ask(
        "initialize",
        "{\"protocolVersion\": \"2025-11-25\", \"capabilities\": {}, \"clientInfo\": {\"name\": \"test\", \"version\": \"1\"}}");
    client.say("{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}");
    return client;
  }

  void say(String line) throws IOException {
    to.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    to.flush();
  }

  /// The next line that the server says, which must be a message of the protocol.
  Json hear() throws IOException {
    String line = from.readLine();
    assertThat(line).as("the server's next line").isNotNull();
    Json json = Json.parse(line);
    assertThat(json.at("jsonrpc").text()).isEqualTo("2.0");
    return json;
  }

  /// Sends a request without waiting for its answer, and returns its id.
  int begin(String method, String params) throws IOException {
    last++;
    say(
        "{\"jsonrpc\": \"2.0\", \"id\": %d, \"method\": \"%s\", \"params\": %s}"
            .formatted(last, method, params));
    return last;
  }

  Json ask(String method, String params) throws IOException {
    int id = begin(method, params);
    Json answer = hear();
    assertThat(answer.at("id").number()).isEqualTo(id);
    return answer;
  }

  Json call(String tool, String arguments) throws IOException {
    return ask("tools/call", "{\"name\": \"%s\", \"arguments\": %s}".formatted(tool, arguments));
  }

  ProcessHandle process() {
    return server.toHandle();
  }

  /// Says nothing more, and returns the server's exit status.
  int leave() throws IOException, InterruptedException {
    to.close();
    assertThat(server.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    return server.exitValue();
  }

  @Override
  public void close() {
    server.descendants().forEach(ProcessHandle::destroyForcibly);
    server.destroyForcibly();
  }
}
