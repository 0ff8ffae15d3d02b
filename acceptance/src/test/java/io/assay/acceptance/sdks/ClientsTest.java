package io.assay.acceptance.sdks;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Bytes;
import io.assay.acceptance.Json;
import io.assay.acceptance.Product;
import io.assay.acceptance.Product.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Each client calls every tool, and checks itself that what it gets is as the schemas say.
@Tag("slow")
class ClientsTest {
  @Test
  void theSdkForPythonGetsWhatTheSchemasSay() throws IOException {
    List<String> client =
        List.of(Installed.python().toString(), Installed.source("client.py").toString());
    checkAnswers(run(client, Product.program().toString(), calls()));
  }

  @Test
  void theSdkForTypeScriptGetsWhatTheSchemasSay() throws IOException {
    checkAnswers(typeScript("@modelcontextprotocol/client"));
  }

  @Test
  void theSdkForTypeScriptThatMostClientsHaveGetsWhatTheSchemasSay() throws IOException {
    checkAnswers(typeScript("@modelcontextprotocol/sdk"));
  }

  @Test
  void theInspectorListsAndCalls() throws IOException {
    Path inspector = Installed.node().resolve("node_modules/.bin/mcp-inspector");
    List<String> command =
        List.of(inspector.toString(), "--cli", Product.program().toString(), "mcp", "--method");
    Json tools = run(command, "tools/list");
    Json ran =
        run(
            command,
            "tools/call",
            "--tool-name",
            "run_code",
            "--tool-arg",
            "language=python",
            "--tool-arg",
            "code=print(6*7)");
    assertThat(tools.at("tools").list()).hasSizeGreaterThan(10);
    assertThat(ran.at("structuredContent.stdout").text()).isEqualTo("42\n");
  }

  private static Json typeScript(String sdk) throws IOException {
    Path program = Installed.node().resolve("client.mjs");
    List<String> client = List.of("node", program.toString(), sdk);
    return run(client, Product.program().toString(), calls());
  }

  private static String calls() {
    return Installed.source("calls.json").toString();
  }

  private static Json run(List<String> client, String... arguments) {
    List<String> command = new ArrayList<>(client);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(Product.environment());
    Ended ended = Product.finish(builder, Bytes.of(""));
    assertThat(ended.status()).as(ended.toString()).isZero();
    return Json.parse(ended.stdout().text());
  }

  private static void checkAnswers(Json told) {
    List<?> asked = Json.parse(Product.read(Installed.source("calls.json"))).list();
    assertThat(told.at("answers").list()).hasSameSizeAs(asked);
    List<String> tools = told.at("tools").list().stream().map(String::valueOf).toList();
    assertThat(asked)
        .extracting(call -> new Json(call).at("name").text())
        .as("every tool is called")
        .containsAll(tools);
    assertThat(told.at("answers.1.stdout").text()).isEqualTo("42\n");
    assertThat(told.at("answers.2.error.name").text()).isEqualTo("OSError");
    assertThat(told.at("answers.3.verdict").text()).isEqualTo("rejected");
    assertThat(told.at("answers.4.findings.0.file").text()).isEqualTo("document.md");
    assertThat(told.at("answers.8.stdout").text()).isEqualTo("seen");
    assertThat(told.at("answers.11.text").text()).isEqualTo("4999");
    assertThat(told.at("resource").text()).contains("42");
    assertThat(told.at("prompt").text()).contains("validate_code");
    assertThat(told.at("progress").number()).isPositive();
  }
}
