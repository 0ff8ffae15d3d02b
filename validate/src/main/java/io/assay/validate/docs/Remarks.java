package io.assay.validate.docs;

import io.assay.language.Language;
import io.assay.validate.security.Secrets;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What comments behind statements say that those print: `print(f(2)) # => 4`. Comments are for
/// people, so one is held against what was printed only where both are beyond doubt: the statements
/// stand in one block and printed a line each, and the comment is a value and nothing else.
final class Remarks {
  private static final Map<Language, Pattern> PRINTING =
      Map.of(
          Language.PYTHON, Pattern.compile("print\\s*\\(.*\\)"),
          Language.JAVASCRIPT, Pattern.compile("console\\.log\\s*\\(.*\\)\\s*;?"),
          Language.TYPESCRIPT, Pattern.compile("console\\.log\\s*\\(.*\\)\\s*;?"),
          Language.GO, Pattern.compile("fmt\\.Print(?:ln|f)\\s*\\(.*\\)"),
          Language.RUST, Pattern.compile("println!\\s*\\(.*\\)\\s*;?"),
          Language.JAVA,
              Pattern.compile("(?:System\\.out\\.print(?:ln|f)|IO\\.println)\\s*\\(.*\\)\\s*;"),
          Language.CPP, Pattern.compile("(?:std::)?(?:cout\\s*<<.*|println\\s*\\(.*\\)\\s*);"));

  /// What may print, wherever it stands.
  private static final Pattern PRINTS =
      Pattern.compile("\\b(?:print(?:ln|f)?|Print(?:ln|f)?|console\\.\\w+|cout|puts|write)\\b");

  private static final Pattern SAYS = Pattern.compile("(?:=>|⇒|→|->|prints:?\\s)\\s*(\\S.*)");

  /// What comes out otherwise each time, or elsewhere.
  private static final Pattern VARYING =
      Pattern.compile(
          "(?i)rand|shuffle|time|date|now|uuid|clock|hash|pid|platform|version|environ|getenv|cwd"
              + "|hostname|cpu|memory|perf|thread|\\bid\\s*\\(");

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(?:\\.\\d{1,30})?");
  private static final Pattern WORD =
      Pattern.compile("(?i:true|false|none|null|nil)|undefined|NaN");
  private static final Pattern QUOTED =
      Pattern.compile("\"[^\"]{0,500}\"|'[^']{0,500}'|`[^`]{0,500}`");
  private static final Pattern BRACKETED =
      Pattern.compile("\\[.{0,500}\\]|\\(.{0,500}\\)|\\{.{0,500}\\}");

  private Remarks() {}

  /// A comment that says something else than what was printed, as that may be shown.
  record Wrong(Line line, String said, String printed) {}

  /// A statement that prints.
  ///
  /// @param said what the comment says; empty if there is none that says anything
  private record Statement(Line line, int indentation, String said) {}

  /// The first comment that is wrong; empty if none is, beyond doubt.
  ///
  /// @param code all that was run
  /// @param printed what it printed
  static Optional<Wrong> wrong(Language language, List<Line> code, List<String> printed) {
    List<Statement> statements = new ArrayList<>();
    for (Line line : code) {
      String text = line.text();
      if (VARYING.matcher(text).find()) {
        return Optional.empty();
      }
      int comment = comment(text, language.equals(Language.PYTHON) ? "#" : "//");
      String statement = text.substring(0, comment);
      if (PRINTS.matcher(statement).find()) {
        if (!PRINTING.getOrDefault(language, SAYS).matcher(statement.strip()).matches()) {
          return Optional.empty();
        }
        Matcher says = SAYS.matcher(text.substring(comment).replaceFirst("^(?:#|//)\\s*", ""));
        int indentation = text.length() - text.stripLeading().length();
        statements.add(
            new Statement(line, indentation, says.matches() ? says.group(1).strip() : ""));
      }
    }
    if (statements.size() != printed.size() || !isOneBlock(code, statements)) {
      return Optional.empty();
    }
    for (int i = 0; i < statements.size(); i++) {
      Statement one = statements.get(i);
      if (one.line().number() > 0 && contradicts(one.said(), printed.get(i).strip())) {
        String told = Secrets.hidden(printed).get(i).strip();
        return Optional.of(new Wrong(one.line(), one.said(), told));
      }
    }
    return Optional.empty();
  }

  /// Where the comment of a line begins, outside of quotation marks; the line's length if it has
  /// none.
  private static int comment(String text, String mark) {
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        i += c == '\\' ? 1 : 0;
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'' || c == '`') {
        quote = c;
      } else if (text.startsWith(mark, i)) {
        return i;
      }
    }
    return text.length();
  }

  /// Whether no line between the first and the last of the statements stands further left than
  /// they, and all stand alike.
  private static boolean isOneBlock(List<Line> code, List<Statement> statements) {
    if (statements.isEmpty()) {
      return false;
    }
    int indentation = statements.getFirst().indentation();
    int from = code.indexOf(statements.getFirst().line());
    int to = code.lastIndexOf(statements.getLast().line());
    return statements.stream().allMatch(it -> it.indentation() == indentation)
        && code.subList(from, to + 1).stream()
            .map(Line::text)
            .allMatch(
                it -> it.isBlank() || it.length() - it.stripLeading().length() >= indentation);
  }

  /// Whether what a comment says is a value, and what was printed another one.
  static boolean contradicts(String said, String printed) {
    if (said.isEmpty() || plain(said).equals(plain(printed)) || printed.contains(said)) {
      return false;
    }
    if (NUMBER.matcher(said).matches()) {
      return !NUMBER.matcher(printed).matches() || !isRounded(said, printed);
    }
    if (BRACKETED.matcher(said).matches()) {
      // In another order it may be the same.
      return isLiteral(said) && !sorted(plain(said)).equals(sorted(plain(printed)));
    }
    return WORD.matcher(said).matches() || QUOTED.matcher(said).matches();
  }

  /// Without blanks and quotation marks, which are written in many ways.
  private static String plain(String text) {
    return text.replaceAll("[\\s\"'`]", "");
  }

  private static List<Integer> sorted(String text) {
    return text.chars().sorted().boxed().toList();
  }

  private static boolean isRounded(String said, String printed) {
    BigDecimal value = new BigDecimal(said);
    return new BigDecimal(printed).setScale(value.scale(), RoundingMode.HALF_UP).compareTo(value)
        == 0;
  }

  /// Whether there is nothing in brackets but numbers, texts in quotation marks, and names of
  /// fields.
  private static boolean isLiteral(String said) {
    return QUOTED
            .matcher(said)
            .replaceAll("")
            .replaceAll("\\w+\\s*:(?!:)", "")
            .replaceAll("(?i)\\b(?:true|false|none|null|nil|undefined)\\b", "")
            .matches("[-+\\d\\s,.:()\\[\\]{}]*")
        && !said.contains("..");
  }
}
