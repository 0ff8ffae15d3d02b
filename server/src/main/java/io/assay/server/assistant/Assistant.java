package io.assay.server.assistant;

import io.assay.SandboxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// A coding assistant, and how it is told of a server.
public interface Assistant {
  /// Those of GitHub's Copilot, in whichever program.
  Rules COPILOTS =
      new Rules(".github/instructions/assay.instructions.md", "---\napplyTo: \"**\"\n---\n");

  /// Every assistant, in the order in which they are listed to people.
  List<Assistant> ALL =
      List.of(
          new JsonAssistant(
              "cline",
              "Cline",
              home ->
                  home.settings()
                      .resolve("Code/User/globalStorage/saoudrizwan.claude-dev/settings")
                      .resolve("cline_mcp_settings.json"),
              "mcpServers",
              List.of("\"disabled\": false", "\"autoApprove\": []"),
              new Rules(".clinerules/assay.md", "")),
          new JsonAssistant(
              "claude",
              "Claude Code",
              home -> home.folder().resolve(".claude.json"),
              "mcpServers",
              List.of("\"type\": \"stdio\""),
              new Rules("CLAUDE.md", "")),
          new JsonAssistant(
              "cursor",
              "Cursor",
              home -> home.folder().resolve(".cursor/mcp.json"),
              "mcpServers",
              List.of(),
              new Rules(".cursor/rules/assay.mdc", "---\nalwaysApply: true\n---\n")),
          new JsonAssistant(
              "vscode",
              "VS Code",
              home -> home.settings().resolve("Code/User/mcp.json"),
              "servers",
              List.of("\"type\": \"stdio\""),
              COPILOTS),
          new JsonAssistant(
              "copilot",
              "Copilot CLI",
              home -> home.folder().resolve(".copilot/mcp-config.json"),
              "mcpServers",
              List.of("\"type\": \"local\"", "\"tools\": [\"*\"]"),
              COPILOTS),
          new TomlAssistant(
              "codex",
              "Codex",
              home -> home.folder().resolve(".codex/config.toml"),
              "mcp_servers",
              new Rules("AGENTS.md", "")),
          new JsonAssistant(
              "gemini",
              "Gemini CLI",
              home -> home.folder().resolve(".gemini/settings.json"),
              "mcpServers",
              List.of(),
              new Rules("GEMINI.md", "")));

  /// The names of all, as a part of a sentence.
  static String names() {
    return ALL.stream().map(Assistant::name).collect(Collectors.joining(", "));
  }

  /// The assistant that people call `name`.
  ///
  /// @throws SandboxException blaming the caller if there is none
  static Assistant named(String name) {
    return ALL.stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            SandboxException.caller(
                "assistant '%s' is not known; known: %s".formatted(name, names())));
  }

  /// The name used on the command line.
  String name();

  /// The name that people know.
  String title();

  /// The file in which it lists the servers of a person.
  Path file(Home home);

  /// What it is told to do in a project.
  Rules rules();

  /// The content of that file with `entry` in it. An entry that starts the same already stays as it
  /// is.
  ///
  /// @throws SandboxException blaming the caller if the content is not what it should be
  String with(String content, Entry entry);

  /// The content of that file without our entry.
  ///
  /// @throws SandboxException blaming the caller if the content is not what it should be
  String without(String content);
}
