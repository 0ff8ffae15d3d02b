package io.assay.acceptance.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.acceptance.Json;
import io.assay.acceptance.Product;
import io.assay.acceptance.Product.Ended;
import io.assay.acceptance.Product.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class McpTest {
  private static final String FOREVER =
      "{\"language\": \"python\", \"code\": \"import subprocess; subprocess.run(['sleep', '600'])\", \"timeout_seconds\": 600}";

  @TempDir Path home;

  @Test
  void aProgramIsRun() throws Exception {
    try (McpClient client = McpClient.greeted()) {
      Json answer =
          client.call(
              "run_code",
              "{\"language\": \"python\", \"code\": \"print(int(input()) * 7)\", \"stdin\": \"6\"}");
      assertThat(answer.at("result.isError").value()).isEqualTo(false);
      assertThat(answer.at("result.structuredContent.stdout").text()).isEqualTo("42\n");
      assertThat(answer.at("result.content.0.text").text())
          .startsWith("ok, exit status 0")
          .contains("42");
      assertThat(client.leave()).isZero();
    }
  }

  @Test
  void codeIsJudged() throws Exception {
    try (McpClient client = McpClient.greeted()) {
      Json answer =
          client.call(
              "validate_code",
              "{\"language\": \"python\", \"code\": \"print(6 * 8)\", \"expected_output\": \"42\"}");
      assertThat(answer.at("result.structuredContent.verdict").text()).isEqualTo("rejected");
      assertThat(answer.at("result.structuredContent.findings.0.rule").text())
          .isEqualTo("output/stdout");
    }
  }

  @Test
  void theCodeOfADocumentIsTriedAndNothingOfThisHostIsTold() throws Exception {
    try (McpClient client = McpClient.greeted()) {
      Json answer =
          client.call(
              "check_docs", "{\"document\": \"# A\\n\\n```python\\nprint(1 / 0)\\n```\\n\"}");
      assertThat(answer.at("result.structuredContent.findings.0.file").text())
          .isEqualTo("document.md");
      assertThat(answer.at("result.structuredContent.findings.0.line").number()).isEqualTo(4);
      assertThat(answer.at("result.content.0.text").text())
          .contains("division by zero")
          .contains("document.md:4")
          .doesNotContain("/tmp");
    }
  }

  @Test
  void whatADocumentIsWarnedOfIsNoSnippet() throws Exception {
    String token = "gh" + "p_" + "q7Xv2LmR9tKd4WzB8nHs3YcF6pJg5TaE1uVo";
    try (McpClient client = McpClient.greeted()) {
      Json answer =
          client.call(
              "check_docs",
              "{\"document\": \"Set %s.\\n\\n```python\\nprint(1)\\n```\\n\"}".formatted(token));

      assertThat(answer.at("result.structuredContent.warnings.0.rule").text())
          .isEqualTo("security/secret");
      assertThat(answer.at("result.structuredContent.warnings.0.file").text())
          .isEqualTo("document.md");
      assertThat(answer.at("result.structuredContent.snippets").number()).isEqualTo(1);
      assertThat(answer.at("result.structuredContent.tried").number()).isEqualTo(1);
      assertThat(answer.at("result.content.0.text").text()).doesNotContain(token);
    }
  }

  @Test
  void whatIsWrongIsToldAndTheConversationGoesOn() throws Exception {
    try (McpClient client = McpClient.greeted()) {
      client.say("garbage");
      assertThat(client.hear().at("error.code").number()).isEqualTo(-32700);
      client.say("[]");
      assertThat(client.hear().at("error.code").number()).isEqualTo(-32600);
      client.say("{\"jsonrpc\": \"2.0\", \"id\": {}, \"method\": \"ping\"}");
      assertThat(client.hear().at("error.code").number()).isEqualTo(-32600);
      assertThat(client.ask("no/such/method", "{}").at("error.code").number()).isEqualTo(-32601);
      assertThat(client.call("no_such_tool", "{}").at("error.code").number()).isEqualTo(-32602);
      Json unknown = client.call("run_code", "{\"codes\": \"print(1)\"}");
      assertThat(unknown.at("result.isError").value()).isEqualTo(true);
      assertThat(unknown.at("result.content.0.text").text())
          .contains("'codes'")
          .contains("known: ")
          .contains("code");
      Json typed = client.call("run_code", "{\"language\": \"python\", \"code\": 1}");
      assertThat(typed.at("result.content.0.text").text()).contains("'code' is 1");
      assertThat(client.ask("ping", "{}").at("result").present()).isTrue();
    }
  }

  @Test
  void aGiantMessageIsRefusedAndTheNextIsRead() throws Exception {
    try (McpClient client = McpClient.greeted()) {
      client.say("\"" + "x".repeat(9 << 20) + "\"");
      Json refused = client.hear();
      assertThat(refused.at("error.code").number()).isEqualTo(-32600);
      assertThat(refused.at("error.message").text()).contains("8388608 bytes");
      assertThat(client.ask("ping", "{}").at("result").present()).isTrue();
    }
  }

  @Test
  void whatIsCancelledEndsAndIsNotAnswered() throws Exception {
    try (McpClient client = McpClient.greeted()) {
      int id =
          client.begin("tools/call", "{\"name\": \"run_code\", \"arguments\": " + FOREVER + "}");
      await(client, 1);
      client.say(
          "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/cancelled\", \"params\": {\"requestId\": %d}}"
              .formatted(id));
      await(client, 0);
      client.ask("ping", "{}");
    }
  }

  @Test
  @Tag("slow")
  void aClientThatVanishesLeavesNothingRunning() throws Exception {
    try (McpClient client = McpClient.greeted()) {
      client.begin("tools/call", "{\"name\": \"run_code\", \"arguments\": " + FOREVER + "}");
      await(client, 1);
      var started = client.process().descendants().toList();
      assertThat(client.leave()).isZero();
      assertThat(started).noneMatch(ProcessHandle::isAlive);
    }
  }

  @Test
  void aSandboxRemembersUntilItIsClosed() throws Exception {
    try (McpClient client = McpClient.greeted()) {
      assertThat(client.call("open_sandbox", "{}").at("result.structuredContent.sandbox").text())
          .isEqualTo("s1");
      client.call(
          "write_files",
          "{\"sandbox\": \"s1\", \"files\": {\"a/part.py\": \"print(6 * 7)\", \"b\": \"\"}}");
      Json ran =
          client.call(
              "run_command",
              "{\"sandbox\": \"s1\", \"command\": \"cd a && python3 part.py | tee out; exit 3\"}");
      assertThat(ran.at("result.structuredContent.stdout").text()).isEqualTo("42\n");
      assertThat(ran.at("result.structuredContent.outcome.status").number()).isEqualTo(3);
      Json read = client.call("read_file", "{\"sandbox\": \"s1\", \"path\": \"a/out\"}");
      assertThat(read.at("result.structuredContent.text").text()).isEqualTo("42\n");
      client.call("close_sandbox", "{\"sandbox\": \"s1\"}");
      Json gone = client.call("run_command", "{\"sandbox\": \"s1\", \"command\": \"ls\"}");
      assertThat(gone.at("result.isError").value()).isEqualTo(true);
      assertThat(gone.at("result.content.0.text").text()).contains("'s1' is not open");
    }
  }

  @Test
  void onlySoManySandboxesAreOpenAndAllEndWithTheConversation() throws Exception {
    try (McpClient client = McpClient.greeted()) {
      for (int i = 1; i <= 4; i++) {
        assertThat(client.call("open_sandbox", "{}").at("result.isError").value()).isEqualTo(false);
      }
      Json one = client.call("open_sandbox", "{}");
      assertThat(one.at("result.content.0.text").text()).contains("close one of [s1, s2, s3, s4]");
      var started = client.process().descendants().toList();
      assertThat(client.leave()).isZero();
      assertThat(started).hasSizeGreaterThan(4).noneMatch(ProcessHandle::isAlive);
    }
  }

  @Test
  @Tag("slow")
  void aProjectIsSeenOnlyWhereItWasAllowedAndCannotBeWritten() throws Exception {
    Files.writeString(home.resolve("seen"), "yes");
    // What the sandbox's user, who is not its owner, may read is seen.
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    String look =
        "{\"sandbox\": \"s1\", \"command\": \"cat %1$s/seen; touch %1$s/new || echo no\"}"
            .formatted(home);
    try (McpClient client = McpClient.greeted()) {
      client.call("open_sandbox", "{}");
      assertThat(client.call("run_command", look).at("result.structuredContent.stdout").text())
          .isEqualTo("no\n");
    }
    try (McpClient client = McpClient.greeted("--project", home.toString())) {
      client.call("open_sandbox", "{}");
      assertThat(client.call("run_command", look).at("result.structuredContent.stdout").text())
          .isEqualTo("yesno\n");
    }
    assertThat(home.resolve("new")).doesNotExist();
  }

  /// What a program may not do in a folder that it may write to, a line each; what it may comes
  /// first.
  private static final String IN_THE_PROJECT =
      """
      import ctypes, os, stat, sys
      os.chdir(sys.argv[1])
      libc = ctypes.CDLL(None, use_errno=True)
      open("made", "w").write("hello")
      os.mkdir("folder")
      os.chmod("made", 0o700)
      open("private", "a").write(" and changed")
      os.rename("old", "folder/new")

      def refused(what, act):
          try:
              act()
          except OSError as e:
              print("refused", what)
          else:
              print("DONE", what)

      def raw(number, *arguments):
          if libc.syscall(number, *arguments) < 0:
              raise OSError(ctypes.get_errno(), "refused")

      many = 0o100000
      refused("hook", lambda: open(".git/hooks/pre-commit", "w"))
      refused("config", lambda: open(".git/config", "a"))
      refused("git away", lambda: os.rename(".git", "other"))
      refused("git removed", lambda: os.rmdir(".git"))
      refused("chmod", lambda: os.chmod("made", 0o4755))
      refused("fchmod", lambda: os.chmod(os.open("made", os.O_RDONLY), 0o2755))
      refused("fchmodat", lambda: os.chmod("made", 0o6755, dir_fd=os.open(".", os.O_RDONLY)))
      refused("fchmodat2", lambda: raw(452, -100, b"made", 0o4755, 0))
      refused("open", lambda: os.open("set1", os.O_CREAT | os.O_WRONLY, 0o4755))
      refused("openat", lambda: os.open("set2", os.O_CREAT | os.O_WRONLY, 0o4755, dir_fd=os.open(".", os.O_RDONLY)))
      refused("temporary", lambda: os.open(".", os.O_TMPFILE | os.O_WRONLY, 0o4755))
      refused("mknod", lambda: os.mknod("set3", many | 0o4755))
      refused("device", lambda: os.mknod("device", stat.S_IFBLK | 0o666, os.makedev(8, 0)))
      refused("openat2", lambda: raw(437, -100, b"set4", ctypes.create_string_buffer(
          (os.O_CREAT | os.O_WRONLY).to_bytes(8, "little") + (0o4755).to_bytes(8, "little") + bytes(8)), 24))
      refused("capability", lambda: os.setxattr("made", "security.capability", bytes.fromhex("0100000200000400" + "0" * 24)))
      refused("owner", lambda: os.chown("made", 0, 0))
      try:
          open("../outside", "w")
      except OSError:
          pass  # else it is the sandbox's own
      refused("link", lambda: os.link("/bin/sh", "shell"))
      """;

  @Test
  void aProjectIsChangedWhereThatWasAllowedAndNothingElseIs() throws Exception {
    Path project = Files.createDirectories(home.resolve("project"));
    Files.createDirectories(project.resolve(".git/hooks"));
    Files.writeString(project.resolve(".git/config"), "[core]\n");
    Files.writeString(project.resolve("old"), "");
    Path priv = Files.writeString(project.resolve("private"), "kept");
    Files.setPosixFilePermissions(priv, PosixFilePermissions.fromString("rw-------"));
    Map<String, Object> before = Files.readAttributes(project, "unix:uid,gid");
    Files.writeString(project.resolve("attack.py"), IN_THE_PROJECT);
    String call =
        "{\"sandbox\": \"s1\", \"command\": \"python3 %1$s/attack.py %1$s\"}".formatted(project);
    try (McpClient client = McpClient.greeted("--project", project.toString(), "--writable")) {
      Json opened = client.call("open_sandbox", "{}");
      assertThat(opened.at("result.content.0.text").text()).endsWith(project + ", writable");

      Json ran = client.call("run_command", call).at("result.structuredContent");

      assertThat(ran.at("stderr").text()).isEmpty();
      assertThat(ran.at("stdout").text().lines())
          .hasSize(17)
          .allMatch(line -> line.startsWith("refused"));
    }
    assertThat(project.resolve("made")).hasContent("hello");
    assertThat(priv).hasContent("kept and changed");
    assertThat(project.resolve("folder/new")).exists();
    assertThat(project.resolve(".git/config")).hasContent("[core]\n");
    assertThat(home.resolve("outside")).doesNotExist();
    try (Stream<Path> all = Files.walk(project)) {
      for (Path path : all.toList()) {
        assertThat(Files.readAttributes(path, "unix:uid,gid"))
            .as(path.toString())
            .isEqualTo(before);
        assertThat((int) Files.getAttribute(path, "unix:mode") & 06000)
            .as(path.toString())
            .isZero();
      }
    }
  }

  @Test
  void aLongOutputIsShownInPartAndKeptWhole() throws Exception {
    try (McpClient client = McpClient.greeted()) {
      Json ran =
          client.call(
              "run_code",
              "{\"language\": \"python\", \"code\": \"for i in range(100000): print(i)\"}");
      assertThat(ran.at("result.content.0.text").text())
          .contains("left out", "read_output")
          .hasSizeLessThan(6000);
      assertThat(ran.at("result.content.1.uri").text()).isEqualTo("assay://outcomes/1");
      Json part = client.call("read_output", "{\"id\": 1, \"from_line\": 50001, \"lines\": 2}");
      assertThat(part.at("result.structuredContent.text").text()).isEqualTo("50000\n50001");
      Json whole = client.ask("resources/read", "{\"uri\": \"assay://outcomes/1\"}");
      assertThat(whole.at("result.contents.0.text").text()).endsWith("\n99999\n");
      assertThat(client.ask("resources/read", "{\"uri\": \"assay://outcomes\"}").toString())
          .contains("run_code");
      assertThat(
              client
                  .ask("resources/read", "{\"uri\": \"assay://outcomes/7\"}")
                  .at("error.message")
                  .text())
          .contains("'7' is not kept");
    }
  }

  @Test
  void aPromptAsksToWriteRunAndFix() throws Exception {
    try (McpClient client = McpClient.greeted()) {
      Json prompt =
          client.ask(
              "prompts/get",
              "{\"name\": \"write_run_fix\", \"arguments\": {\"task\": \"add two numbers\"}}");
      assertThat(prompt.at("result.messages.0.content.text").text())
          .contains("add two numbers", "validate_code")
          .doesNotContain("{");
      Json none = client.ask("prompts/get", "{\"name\": \"write_run_fix\", \"arguments\": {}}");
      assertThat(none.at("error.code").number()).isEqualTo(-32602);
    }
  }

  @Test
  @Tag("slow")
  void whoAsksForProgressIsTold() throws Exception {
    try (McpClient client = McpClient.greeted()) {
      int id =
          client.begin(
              "tools/call",
              "{\"name\": \"run_code\", \"_meta\": {\"progressToken\": \"p\"}, \"arguments\": {\"language\": \"python\", \"code\": \"import time\\nprint('half', flush=True)\\ntime.sleep(3)\"}}");
      Json told = client.hear();
      assertThat(told.at("method").text()).isEqualTo("notifications/progress");
      assertThat(told.at("params.progressToken").text()).isEqualTo("p");
      Json next = told;
      while (next.names().contains("method")) {
        next = client.hear();
      }
      assertThat(next.at("id").number()).isEqualTo(id);
    }
  }

  @Test
  void anAssistantIsToldOnceAndKeepsWhatItHad() throws Exception {
    Path file = home.resolve("settings.json");
    Files.writeString(file, "{\"mcpServers\": {\"other\": {\"command\": \"x\"}}}");
    String before = Files.readString(file);
    Ended first = list("install", "cline", file);
    String written = Files.readString(file);
    Ended again = list("install", "cline", file);

    assertThat(first.status()).as(first.stderr()).isZero();
    Json json = Json.parse(written);
    assertThat(json.at("mcpServers.other.command").text()).isEqualTo("x");
    assertThat(json.at("mcpServers.assay.args").list()).hasToString("[mcp]");
    assertThat(Path.of(json.at("mcpServers.assay.command").text())).isExecutable();
    assertThat(again.status()).isZero();
    assertThat(again.stderr()).contains("already");
    assertThat(file).hasContent(written);
    assertThat(home.resolve("settings.json.before-assay")).hasContent(before);
    assertThat(list("uninstall", "cline", file).status()).isZero();
    assertThat(Json.parse(Files.readString(file)).at("mcpServers").names())
        .containsExactly("other");
  }

  @Test
  @Tag("slow")
  void everyAssistantIsToldInItsOwnWayAndForgetsWithoutATrace() throws Exception {
    for (String assistant : List.of("claude", "cursor", "vscode", "copilot", "codex", "gemini")) {
      Path file = home.resolve(assistant);
      String before = assistant.equals("codex") ? "model = \"m\"\n\n[a]\nb = 1\n" : "{\"a\": 1}";
      Files.writeString(file, before);
      assertThat(list("install", assistant, file).status()).isZero();
      assertThat(file).content().contains("assay").contains("mcp");
      assertThat(list("uninstall", assistant, file).status()).isZero();
      String after = Files.readString(file);
      assertThat(after).as(assistant).doesNotContain("assay");
      if (assistant.equals("codex")) {
        assertThat(after.strip()).isEqualTo(before.strip());
      } else {
        assertThat(Json.parse(after).at("a").number()).isEqualTo(1);
      }
    }
  }

  @Test
  void whatWouldBeWrittenIsPrintedAndNotWritten() {
    Path file = home.resolve("settings.json");
    Ended printed = list("install", "cline", file, "--print");
    assertThat(Json.parse(printed.stdout().text()).at("mcpServers.assay.args").list())
        .hasToString("[mcp]");
    assertThat(file).doesNotExist();
  }

  @Test
  @Tag("slow")
  void rulesAreAddedToWhatAProjectSaysAndTakenOutAgain() throws Exception {
    Path claude = home.resolve("CLAUDE.md");
    Files.writeString(claude, "# Mine\n");
    for (String assistant : List.of("claude", "cursor")) {
      Path file = home.resolve(assistant);
      for (int i = 0; i < 2; i++) {
        Ended added = list("install", assistant, file, "--rules", home.toString());
        assertThat(added.status()).as(added.stderr()).isZero();
      }
    }
    Path cursor = home.resolve(".cursor/rules/assay.mdc");
    assertThat(Files.readString(claude)).startsWith("# Mine\n").containsOnlyOnce("validate_code");
    assertThat(Files.readString(cursor)).startsWith("---\nalwaysApply: true\n---\n");

    list("uninstall", "claude", home.resolve("claude"), "--rules", home.toString());
    list("uninstall", "cursor", home.resolve("cursor"), "--rules", home.toString());
    assertThat(claude).hasContent("# Mine\n");
    assertThat(cursor).doesNotExist();
  }

  @Test
  void anErrorFromElsewhereIsExplained() throws Exception {
    try (McpClient client = McpClient.greeted()) {
      Json answer =
          client.call(
              "explain_error",
              "{\"error\": \"Traceback (most recent call last):\\n  File \\\"a.py\\\", line 3, in <module>\\n    import numppy\\nModuleNotFoundError: No module named 'numppy'\"}");
      assertThat(answer.at("result.structuredContent.language").text()).isEqualTo("python");
      assertThat(answer.at("result.structuredContent.error.name").text())
          .isEqualTo("ModuleNotFoundError");
      assertThat(answer.at("result.structuredContent.suggestions").list()).isNotEmpty();
      Json none = client.call("explain_error", "{\"error\": \"all is well\"}");
      assertThat(none.at("result.structuredContent.category").text()).isEqualTo("unknown");
    }
  }

  @Test
  @Tag("slow")
  void theLanguagesOfThisHostAreListed() throws Exception {
    try (McpClient client = McpClient.greeted()) {
      Json languages = client.call("list_languages", "{}").at("result.structuredContent.languages");
      assertThat(languages.list()).hasSize(7);
      assertThat(languages.at("0.name").text()).isEqualTo("python");
      assertThat(languages.at("0.found").value()).isEqualTo(true);
    }
  }

  private static Ended list(String what, String assistant, Path file, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Product.program().toString(), "mcp", what, assistant, "--file", file.toString()));
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(Product.environment());
    return Product.finish(builder, Start.of().stdin());
  }

  /// Waits until the server runs so many programs.
  private static void await(McpClient client, long count) throws InterruptedException, IOException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (programs(client) != count && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    assertThat(programs(client)).isEqualTo(count);
  }

  private static long programs(McpClient client) {
    return client
        .process()
        .descendants()
        .filter(it -> it.info().command().orElse("").endsWith("sleep"))
        .count();
  }
}
