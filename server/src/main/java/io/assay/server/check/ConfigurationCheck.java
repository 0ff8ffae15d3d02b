package io.assay.server.check;

import io.assay.Assay;
import io.assay.Reason;
import io.assay.SandboxException;
import io.assay.validate.Finding;
import io.assay.validate.Judgement;
import io.assay.validate.Report;
import io.assay.validate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Judges the servers that a configuration lists.
///
/// @param assay where they are started
/// @param own the path of this program, which needs no sandbox to be known
/// @param withSecrets whether they get the variables that may be secrets as they are
public record ConfigurationCheck(Assay assay, Path own, boolean withSecrets) {
  private static final long MOST_BYTES = 8 << 20;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  /// Checks every server of a file.
  ///
  /// @param file a JSON document as assistants have it: `mcpServers`, `servers`, or `mcp.servers`
  /// @return a report a server, or one of the file if it is none
  /// @throws SandboxException blaming the caller if the file cannot be read
  public List<Report> check(Path file) throws InterruptedException {
    String text = read(file);
    JsonNode servers;
    try {
      servers = servers(MAPPER.readTree(text));
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      Finding finding = Finding.of("shape/json", "it is no JSON: " + e.getOriginalMessage());
      return List.of(
          report(
              file.toString(),
              List.of(judged("shape", Verdict.rejected(finding.at(file.toString(), line, 0))))));
    }
    if (!servers.isObject()) {
      Finding finding =
          Finding.of(
              "shape/servers",
              "it lists no servers: expected an object called 'mcpServers' or 'servers'");
      return List.of(
          report(
              file.toString(),
              List.of(judged("shape", Verdict.rejected(finding.at(file.toString(), 0, 0))))));
    }
    List<Report> reports = new ArrayList<>();
    for (var entry : servers.properties()) {
      int line = line(text, entry.getKey());
      reports.add(
          report(
              file + ":" + entry.getKey(),
              check(entry.getKey(), entry.getValue()).stream()
                  .map(it -> placed(it, file.toString(), line))
                  .toList()));
    }
    return reports;
  }

  private static JsonNode servers(JsonNode document) {
    for (String path : List.of("/mcpServers", "/servers", "/mcp/servers", "/mcp.servers")) {
      JsonNode found = document.at(path);
      if (!found.isMissingNode()) {
        return found;
      }
    }
    return document.at("/mcpServers");
  }

  private List<Judgement> check(String name, JsonNode node) throws InterruptedException {
    List<Judgement> judgements = new ArrayList<>();
    List<Finding> shape = new ArrayList<>();
    Server server = Server.read(name, node, shape);
    judgements.add(judged("shape", Verdict.of(shape, List.of())));
    judgements.add(
        judged("secrets", Verdict.of(Secrets.certain(server), Secrets.probable(server))));
    List<Finding> imitations = Packages.imitations(server);
    judgements.add(judged("packages", Verdict.of(imitations, Packages.unknown(server))));
    if (!shape.isEmpty() || !imitations.isEmpty() || isOwn(server)) {
      return judgements;
    }
    long start = System.nanoTime();
    Optional<String> why = notStarted(server);
    if (why.isPresent()) {
      judgements.add(judged("handshake", new Verdict.Undecided(why.get())));
      return judgements;
    }
    Handshake.Result result = new Handshake(assay, withSecrets).with(server);
    judgements.add(
        new Judgement("handshake", result.verdict(), Duration.ofNanos(System.nanoTime() - start)));
    judgements.add(judged("tools", Tools.judge(result.tools())));
    return judgements;
  }

  private boolean isOwn(Server server) {
    return server.command().filter(it -> it.equals(own.toString())).isPresent();
  }

  private static Optional<String> notStarted(Server server) {
    if (server.url().isPresent()) {
      return Optional.of("it is reached over the network, and is not started here");
    }
    return Packages.of(server)
        .map(name ->
            "'%s' is fetched when it starts, and a sandbox has no network: install it, and configure its program"
                .formatted(name));
  }

  private static Judgement judged(String gate, Verdict verdict) {
    return new Judgement(gate, verdict, Duration.ZERO);
  }

  private static Report report(String subject, List<Judgement> judgements) {
    return new Report(subject, "mcp", judgements, List.of(), Optional.empty());
  }

  private static Judgement placed(Judgement judgement, String file, int line) {
    Verdict verdict =
        switch (judgement.verdict()) {
          case Verdict.Accepted(var warnings) ->
              new Verdict.Accepted(warnings.stream().map(it -> it.at(file, line, 0)).toList());
          case Verdict.Rejected(var findings) ->
              new Verdict.Rejected(findings.stream().map(it -> it.at(file, line, 0)).toList());
          case Verdict.Undecided undecided -> undecided;
        };
    return new Judgement(judgement.gate(), verdict, judgement.took());
  }

  /// Where a server's entry is; 0 if that cannot be told.
  private static int line(String text, String name) {
    int at = text.indexOf(MAPPER.writeValueAsString(name));
    return at < 0
        ? 0
        : (int) text.substring(0, at).lines().count() + (text.charAt(at - 1) == '\n' ? 1 : 0);
  }

  private static String read(Path file) {
    try {
      if (!Files.exists(file)) {
        throw SandboxException.caller("there is no file '%s'".formatted(file));
      }
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        throw SandboxException.caller(
            "'%s' is no file of at most %d bytes".formatted(file, MOST_BYTES));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw SandboxException.caller("cannot read '%s': %s".formatted(file, Reason.of(e)));
    }
  }
}
