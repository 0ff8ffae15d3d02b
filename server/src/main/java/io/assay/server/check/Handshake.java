package io.assay.server.check;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Execution;
import io.assay.Limits;
import io.assay.Output;
import io.assay.Sandbox;
import io.assay.SandboxSpec;
import io.assay.Template;
import io.assay.language.Discovery;
import io.assay.language.Language;
import io.assay.validate.Finding;
import io.assay.validate.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Starts a server in a sandbox, without network, says hello to it and asks for its tools.
record Handshake(Assay assay, boolean withSecrets) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_LINE = 8 << 20;
  private static final int MOST_PAGES = 20;
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final System.Logger LOG = System.getLogger(Handshake.class.getName());

  /// What it came to.
  ///
  /// @param verdict whether it answered as the protocol says
  /// @param tools the tools that it lists, as it describes them
  record Result(Verdict verdict, List<JsonNode> tools) {}

  Result with(Server server) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of(server.command().orElseThrow()));
    words.addAll(server.arguments());
    Map<String, String> environment =
        withSecrets ? server.environment() : Secrets.replaced(server.environment());
    Command command = new Command("/usr/bin/env", words, environment, Sandbox.HOME);
    Limits limits = Limits.DEFAULT.withWall(PATIENCE);
    SandboxSpec spec = new SandboxSpec(template(words), limits, Set.of());
    try (Sandbox sandbox = assay.sandboxes().open(spec);
        Execution execution = sandbox.start(command)) {
      return new Talk(server.name(), execution).hold();
    }
  }

  /// With the tools of the languages in which servers are written, and the folders of the files
  /// that the command names.
  private Template template(List<String> words) throws InterruptedException {
    List<Language> languages = new ArrayList<>();
    for (Language language : List.of(Language.PYTHON, Language.JAVASCRIPT)) {
      if (assay.discover(language) instanceof Discovery.Found) {
        languages.add(language);
      }
    }
    Template template = assay.template(languages);
    for (String word : words) {
      Path path = word.startsWith("/") ? Path.of(word).normalize() : Path.of("/usr");
      Path folder = Files.isDirectory(path) ? path : path.getParent();
      if (folder != null
          && Files.exists(path)
          && folder.getNameCount() > 1
          && !folder.startsWith("/usr")) {
        // What lies in a home beside a server is its user's, keys above all.
        template = template.withBind(home().startsWith(folder) ? path : folder);
      }
    }
    return template;
  }

  private static Path home() {
    return Path.of(System.getProperty("user.home"));
  }

  /// One conversation.
  private static final class Talk {
    private final String name;
    private final Execution execution;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<String> lines = new ArrayList<>();
    private final List<Finding> complaints = new ArrayList<>();
    private String complained = "";

    Talk(String name, Execution execution) {
      this.name = name;
      this.execution = execution;
    }

    Result hold() throws InterruptedException {
      List<JsonNode> tools = new ArrayList<>();
      JsonNode hello =
          ask(
              1,
              "initialize",
              "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"assay\",\"version\":\"1\"}}");
      if (hello == null) {
        return new Result(silent("initialize"), tools);
      }
      if (!hello.path("protocolVersion").isString()) {
        complaints.add(complaint("handshake/version", "says no protocolVersion"));
      }
      say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
      String cursor = "{}";
      for (int page = 0; page < MOST_PAGES && hello.path("capabilities").has("tools"); page++) {
        JsonNode listed = ask(2 + page, "tools/list", cursor);
        if (listed == null) {
          return new Result(silent("tools/list"), tools);
        }
        tools.addAll(listed.path("tools").values());
        if (!listed.path("nextCursor").isString()) {
          break;
        }
        cursor = "{\"cursor\":" + listed.path("nextCursor") + "}";
      }
      return new Result(Verdict.of(complaints, List.of()), tools);
    }

    private Verdict silent(String method) {
      complaints.add(
          complaint(
              "handshake/no-answer",
              "did not answer '%s'%s"
                  .formatted(method, complained.isBlank() ? "" : ": " + complained.strip())));
      return Verdict.of(complaints, List.of());
    }

    private Finding complaint(String rule, String what) {
      return Finding.of(rule, "'%s' %s".formatted(name, what));
    }

    /// The result of a request; null if none came.
    private @Nullable JsonNode ask(int id, String method, String params)
        throws InterruptedException {
      if (!say(
          "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
              .formatted(id, method, params))) {
        drain();
        return null;
      }
      for (String said = next(); said != null; said = next()) {
        JsonNode message = message(said);
        if (message != null && message.path("id").asInt(-1) == id) {
          return message.has("result") ? message.path("result") : null;
        }
      }
      return null;
    }

    private @Nullable JsonNode message(String said) {
      try {
        JsonNode message = MAPPER.readTree(said);
        if (message.path("jsonrpc").asString("").equals("2.0")) {
          return message;
        }
      } catch (JacksonException e) {
        LOG.log(System.Logger.Level.DEBUG, "a line that is no JSON", e);
      }
      if (complaints.stream().noneMatch(it -> it.rule().equals("handshake/stdout"))) {
        String shown = said.length() > 100 ? said.substring(0, 100) + "…" : said;
        complaints.add(
            complaint("handshake/stdout", "prints to stdout what is no message: " + shown)
                .suggesting("a server logs to stderr: stdout is for messages"));
      }
      return null;
    }

    private boolean say(String message) {
      try {
        OutputStream in = execution.stdin();
        in.write((message + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
        return true;
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "the server has ended", e);
        return false;
      }
    }

    private void drain() throws InterruptedException {
      while (next() != null) {
        lines.clear();
      }
    }

    /// The next line of its output; null once it has ended.
    private @Nullable String next() throws InterruptedException {
      while (lines.isEmpty()) {
        Output output = execution.next();
        if (output == null) {
          return null;
        }
        switch (output.stream()) {
          case STDOUT -> take(output.bytes().toArray());
          case STDERR -> complained = tail(complained + output.bytes().text());
        }
      }
      return lines.removeFirst();
    }

    private void take(byte[] bytes) {
      for (byte one : bytes) {
        if (one == '\n') {
          String text = line.toString(StandardCharsets.UTF_8);
          line.reset();
          if (!text.isBlank()) {
            lines.add(text);
          }
        } else if (line.size() < MOST_LINE) {
          line.write(one);
        }
      }
    }

    private static String tail(String text) {
      return text.length() > 500 ? "…" + text.substring(text.length() - 500) : text;
    }
  }
}
