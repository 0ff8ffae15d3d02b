package io.assay.validate.security;

import io.assay.validate.security.Code.Span;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Commands that code hands to a shell.
final class Shell {
  /// A script that is fetched and executed unseen.
  private static final Pattern REMOTE =
      Pattern.compile(
          "\\b(?:curl|wget)\\s[^|;&\\n]{0,500}+\\|\\s{0,9}+(?:sudo\\s{1,9}+(?:-\\w{1,9}+\\s{1,9}+)?+)?+(?:/bin/|/usr/bin/|/usr/bin/env )?+(?:ba|z|da|k)?+sh\\b"
              + "|\\b(?:ba|z|da|k)?+sh\\s{1,9}+(?:-c\\s{1,9}+)?+[\"']?+(?:\\$\\(|<\\(|`)\\s{0,9}+(?:curl|wget)\\b");

  private static final Set<String> SHELLS =
      Set.of("sh bash zsh dash ksh /bin/sh /bin/bash /usr/bin/bash".split(" "));

  private static final Set<String> OTHERS =
      Set.of("cmd", "cmd.exe", "powershell", "powershell.exe", "pwsh");

  private Shell() {}

  /// Looks at a command that a call has a shell execute.
  ///
  /// @param at the call's name
  /// @param called how it is called
  /// @param remedy what to do instead of putting values into the command
  static void look(Code code, int at, String called, Span command, String remedy) {
    Composed composed = Composed.of(code, command);
    if (composed.isRemote()) {
      code.tell(
          Danger.Kind.REMOTE_SCRIPT,
          at,
          called,
          "fetch it to a file, compare its digest with one that is known, and execute that");
    } else if (composed.isPutTogether()) {
      code.tell(Danger.Kind.SHELL, at, called, remedy);
    }
  }

  /// Whether a command executes what it fetches.
  static boolean isRemote(String command) {
    return (command.contains("curl") || command.contains("wget")) && REMOTE.matcher(command).find();
  }

  /// What stands behind a shell's name and `-c` in a list of arguments, and looks at it.
  static void lookBehind(Code code, int at, String called, List<Span> arguments, String remedy) {
    for (int i = 0; i + 2 < arguments.size(); i++) {
      if (isShell(code, arguments.get(i)) && isOption(code, arguments.get(i + 1))) {
        look(code, at, called, arguments.get(i + 2), remedy);
      }
    }
  }

  /// Whether an expression is the name of a shell.
  static boolean isShell(Code code, Span span) {
    return isOneOf(code, span, SHELLS) || isOneOf(code, span, OTHERS);
  }

  /// Whether an expression is the option that a command comes behind.
  static boolean isOption(Code code, Span span) {
    return isOneOf(code, span, Set.of("-c", "-lc", "-ec", "/c", "/C", "-Command"));
  }

  private static boolean isOneOf(Code code, Span span, Set<String> texts) {
    return span.to() - span.from() == 1
        && code.isText(span.from())
        && texts.contains(code.text(span.from()));
  }
}
