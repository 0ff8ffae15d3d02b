package io.assay.validate.docs;

import io.assay.language.Language;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A shell's prompt. A command behind which nothing is shown must end well; one behind which
/// something is shown must print that, however it ends.
final class ShellSession implements Session {
  private static final Set<String> LABELS =
      Set.of(
          "console",
          "sh-session",
          "shell-session",
          "shellsession",
          "bash-session",
          "terminal",
          "sh",
          "bash",
          "shell",
          "zsh");

  /// What needs the network, which is closed, or another machine.
  private static final Pattern OUTSIDE =
      Pattern.compile(
          "(?m)(?:^|[;&|(]\\s*)(?<command>(?:sudo|su|docker|podman|kubectl|ssh|scp|rsync|apt|apt-get|dnf|brew|curl|wget"
              + "|ping|npx|uvx|pipx|telnet)(?=\\s|$)|(?:python3? -m )?pip3? (?:install|download)"
              + "|(?:npm|yarn|pnpm|bun|uv|cargo|gem|poetry|go|composer) (?:install|add|get|i|ci|publish|sync|update)\\b"
              + "|git (?:clone|fetch|pull|push)\\b)");

  /// What a reader is to put something in place of, or a key: `<name>`, `<TAB>`, `[tab]`.
  private static final Pattern PLACEHOLDER =
      Pattern.compile("(?i)(?<![<\\w])<[a-z][\\w .-]{0,80}>(?![\\w/.&])|\\[tab\\]|<tab>");

  private static final Pattern QUOTED = Pattern.compile("'[^']*+'|\"[^\"]*+\"");

  /// What goes on in the next line: a backslash, an operator at its end.
  private static final Pattern OPEN = Pattern.compile("(?s).*(?:\\\\|\\||&&)\\s*");

  @Override
  public String family() {
    return "shell";
  }

  @Override
  public boolean takes(String label) {
    return LABELS.contains(label.toLowerCase(Locale.ROOT));
  }

  @Override
  public String prompt() {
    return "$";
  }

  @Override
  public Optional<String> further(String typed, String line) {
    boolean behind = Session.isBehind(">", line);
    String rest = behind ? line.substring(Math.min(2, line.length())) : line;
    boolean quoted = typed.chars().filter(c -> c == '\'').count() % 2 == 1;
    return OPEN.matcher(typed).matches() || (behind && (quoted || typed.contains("<<")))
        ? Optional.of(rest)
        : Optional.empty();
  }

  @Override
  public Optional<Language> typed() {
    return Optional.empty();
  }

  @Override
  public Language language() {
    return Language.PYTHON;
  }

  @Override
  public String script() {
    return "session-shell.py";
  }

  @Override
  public Optional<String> obstacle(String typed) {
    Matcher outside = OUTSIDE.matcher(typed);
    if (outside.find()) {
      return Optional.of(
          "'%s' needs what is outside of the sandbox".formatted(outside.group("command")));
    }
    Matcher placeholder = PLACEHOLDER.matcher(QUOTED.matcher(typed).replaceAll(""));
    return !typed.contains("<<") && placeholder.find()
        ? Optional.of("'%s' stands for something else".formatted(placeholder.group()))
        : Optional.empty();
  }

  @Override
  public Optional<String> obstacle(Answer answer) {
    return answer.status().equals("127")
        ? Optional.of(
            "'%s' is no command here".formatted(answer.typed().strip().split("\\s", 2)[0]))
        : Optional.empty();
  }

  @Override
  public boolean failed(Answer answer) {
    return !answer.status().equals("0");
  }

  @Override
  public Optional<Mismatch> mismatch(Answer answer, List<String> shown) {
    if (!shown.isEmpty()) {
      return Mismatch.between(shown, answer.printed());
    }
    return failed(answer)
        ? Optional.of(answer.failure("it ends with status " + answer.status()))
        : Optional.empty();
  }
}
