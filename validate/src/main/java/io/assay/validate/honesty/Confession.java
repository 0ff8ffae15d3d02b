package io.assay.validate.honesty;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a program prints about itself: that a check of its own failed, where it then ends as if
/// none had. The line counts if a function that is there to check has the words for it.
public final class Confession {
  /// A check that failed, as people have it printed; what they call it is the first group that is
  /// there.
  private static final Pattern FAILED =
      Pattern.compile(
          "^\\W{0,4}(FAIL|FAILED|FAILURE|NOT OK|not ok)\\b|\\b(FAIL|FAILED)\\W{0,4}$"
              + "|^\\s*\\W{0,3}([\u2717\u2718\u274c\u2716])"
              + "|^\\W{0,4}(?i:assertion|assert|test|check|expectation)\\b.{0,80}?\\b(?i:(failed|fails|failure|fail))\\b"
              + "|^\\W{0,4}(?i:expected)\\b.{0,200}?\\b(?i:(got|but|was|found|received|actual))\\b");

  /// What says that none did, or that it had to.
  private static final Pattern MEANT =
      Pattern.compile(
          "(?<!\\b(test|case|check|#)\\s)\\b(0|no|none|zero)\\W{1,2}(\\w+ )?fail|fail\\w*\\W{1,3}(0|no|none)\\b|\\bas expected|should fail",
          Pattern.CASE_INSENSITIVE);

  /// What a function is called that is there to check.
  private static final Pattern CHECKS =
      Pattern.compile(
          "_*(assert|expect|test|(run|do)_?test).*|it|(not_?)?equals?|in_?delta|_*(check|verify|ensure|should)"
              + "(_?(that|true|false|eq|equals?|case|result|output|close|near|throws|raises))?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DEF = Pattern.compile("^\\s*(?:async\\s+)?def\\s+(\\w+)");

  /// What stands in a text for something else, and what is around it.
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$?\\{[^}]*}|%[-+#0-9.*]*[a-zA-Z]|\\\\.|^\\w*#*[\"'`]+|[\"'`]+#*$");

  /// Lines of failures that are looked for.
  private static final int MOST_LINES = 100;

  private final Spelling spelling;
  private final String file;
  private final String source;
  private final List<String> lines;
  private final List<Token> tokens;
  private final int[] partner;
  private final int[] around;

  private Confession(Spelling spelling, String file, String source) {
    this.spelling = spelling;
    this.file = file;
    this.source = source;
    this.lines = List.of(source.split("\n", -1));
    this.tokens = Token.of(spelling, source);
    Brackets brackets = new Brackets(tokens);
    this.partner = brackets.partner;
    this.around = brackets.around;
  }

  /// The first that is in what a program printed.
  ///
  /// @param printed its output
  /// @param sources its files in its language, by path
  public static Optional<Trick> in(Spelling spelling, String printed, Map<String, String> sources) {
    List<String> said =
        printed
            .lines()
            .filter(line -> FAILED.matcher(line).find() && !MEANT.matcher(line).find())
            .limit(MOST_LINES)
            .toList();
    if (said.isEmpty()) {
      return Optional.empty();
    }
    List<Confession> files =
        sources.entrySet().stream()
            .map(it -> new Confession(spelling, it.getKey(), it.getValue()))
            .toList();
    return said.stream().flatMap(line -> in(files, line).stream()).findFirst();
  }

  /// Where a line is said, if that is in functions that are there to check, and nowhere else.
  private static Optional<Trick> in(List<Confession> files, String line) {
    String words = words(line);
    Optional<Trick> found = Optional.empty();
    for (Confession file : files) {
      for (int i = 0; i < file.tokens.size(); i++) {
        Token token = file.tokens.get(i);
        if (token.kind() != Token.Kind.TEXT
            || !isSaidBy(file.source.substring(token.start(), token.end()), words, line)) {
          continue;
        }
        if (!file.checks(i)) {
          return Optional.empty();
        }
        if (found.isEmpty()) {
          found =
              Optional.of(
                  new Trick(
                      Trick.Kind.TOLD_FAILURE, file.file, token.line(), shortened(line.strip())));
        }
      }
    }
    return found;
  }

  /// What a line calls a failure.
  private static String words(String line) {
    Matcher matcher = FAILED.matcher(line);
    if (matcher.find()) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        if (matcher.group(group) != null) {
          return matcher.group(group);
        }
      }
    }
    return "";
  }

  /// Whether a line could be what a text says: its parts that nothing is put into are there in
  /// order.
  private static boolean isSaidBy(String text, String words, String line) {
    int from = 0;
    for (String part : PLACEHOLDER.split(text)) {
      int at = line.indexOf(part.strip(), from);
      if (at < 0) {
        return false;
      }
      from = at + part.strip().length();
    }
    return text.contains(words);
  }

  private static String shortened(String line) {
    return line.length() <= 80 ? line : line.substring(0, 79) + "\u2026";
  }

  /// Whether a token stands in a function, or in what is given to one, that is there to check.
  private boolean checks(int at) {
    if (spelling == Spelling.PYTHON) {
      return inPython(tokens.get(at).line());
    }
    if (inMacro(at)) {
      return true;
    }
    for (int i = around[at]; i >= 0; i = around[i]) {
      if (is(i, "(") && checks(name(i - 1))) {
        return true;
      }
      if (is(i, "{") && headerChecks(i)) {
        return true;
      }
    }
    return false;
  }

  /// Whether what stands before a block names a function that is there to check.
  private boolean headerChecks(int open) {
    for (int i = open - 1; i >= 0 && !is(i, ";") && !is(i, "}") && !is(i, "{"); i--) {
      i = Math.min(i, partner[i]);
      boolean names = is(i + 1, "(") || is(i + 1, "<") || is(i + 1, "[") || is(i - 1, "!");
      if (!name(i).isEmpty() && (names || is(i + 1, ":") || (is(i + 1, "=") && !is(i + 2, ">")))) {
        return checks(name(i));
      }
    }
    return false;
  }

  /// Whether a token stands in the definition of a macro of C that is there to check.
  private boolean inMacro(int at) {
    if (spelling != Spelling.CPP) {
      return false;
    }
    for (int i = at; i > 1; i--) {
      if (is(i, "define") && is(i - 1, "#")) {
        return at < Token.endOfDirective(tokens, i - 1) && checks(name(i + 1));
      }
    }
    return false;
  }

  private boolean inPython(int line) {
    int indent = indent(lines.get(line - 1));
    for (int number = line - 1; number > 0 && indent > 0; number--) {
      String text = lines.get(number - 1);
      if (!text.isBlank() && indent(text) < indent) {
        indent = indent(text);
        Matcher function = DEF.matcher(text);
        if (function.find() && checks(function.group(1))) {
          return true;
        }
      }
    }
    return false;
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  private static boolean checks(String name) {
    return CHECKS.matcher(name).matches();
  }

  private String name(int at) {
    return at >= 0 && at < tokens.size() && tokens.get(at).kind() == Token.Kind.WORD
        ? tokens.get(at).text()
        : "";
  }

  private boolean is(int at, String text) {
    return at >= 0 && at < tokens.size() && tokens.get(at).is(text);
  }
}
