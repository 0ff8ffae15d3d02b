package io.assay.validate.honesty;

import io.assay.validate.reading.Brackets;
import io.assay.validate.reading.Spelling;
import io.assay.validate.reading.Token;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What a program prints about itself: that a check of its own failed, where it then ends as if
/// none had. The line counts if the words for it stand in a function that is there to check, in one
/// that is or has tests, or where what came out is compared with what was expected in a program
/// that has words for the other case, too; or if they are a test framework's. What programs say of
/// accounts, passwords and orders reads the same, and stands elsewhere.
public final class Confession {
  /// What a check is called, before what it expected: no place in a text that is read.
  private static final String NAMED =
      "^\\W{0,4}(?!.{0,60}\\b(?i:line|error|col|column|warning|syntax|parse|parser|position|pos|offset|at|near|token|invalid)\\b)"
          + "(?!.{0,60}\\d:)\\w[\\w()\\[\\].,'\" -]{0,60}:\\s{1,3}";

  private static final Pattern NAMED_FAILED =
      Pattern.compile(
          NAMED + "(?i:expected)\\b.{0,200}?\\b(?i:(got|but|was|found|received|actual))\\b");

  /// A check that is given what the program worked out, where it is called.
  private static final Pattern CHECKS_A_CALL =
      Pattern.compile(
          "(?m)^(?!\\s*(?:async )?(?:def|func|fn|function|static|void|public|private)\\b).{0,300}?\\b_{0,2}(?i:check|verify|ensure|assert|expect|test)\\w{0,60}[.!]?\\w{0,60}\\("
              + "[^\\n]{0,300}?\\b(?!(?:input|int|float|str|print|len|range|list)\\()\\w{1,60}\\([^\\n]{0,300}\\)");

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
          "(?<!\\b(test|case|check|#)\\s)\\b(0|no|none|zero)\\W{1,2}(\\w+ )?fail"
              + "|fail\\w*\\W{1,3}(0|no|none)\\s*($|[,;.)/|]|of\\b|passed\\b)"
              + "|\\bas expected|should fail"
              + "|^\\W{0,4}expected (an? )?(\\w+ )?(error|exception|failure|panic|rejection)\\b",
          Pattern.CASE_INSENSITIVE);

  /// What a line says of a check that did not fail, whatever else it says.
  private static final Pattern HELD =
      Pattern.compile("\\b(PASS|PASSED|OK)\\b|\\bpassed\\b|[\u2713\u2714\u2705]");

  private static final Pattern SOME_FAILED =
      Pattern.compile("\\b[1-9]\\d* fail", Pattern.CASE_INSENSITIVE);

  /// What was expected and what came, where a line says both.
  private static final Pattern BOTH =
      Pattern.compile(
          "(?:^\\W{0,4}|:\\s{1,3})expected\\W{0,4}(?<expected>.{1,200}?)\\W{0,4}\\b(?:but was|but got|but found|got|but|was|found|received|actual)\\b[:=\\s]{0,4}(?<came>.*)",
          Pattern.CASE_INSENSITIVE);

  /// What the frameworks print that leave the status to whoever calls them, each with the word by
  /// which a program has it.
  private static final Map<Pattern, String> FRAMEWORKS =
      Map.of(
          Pattern.compile("^FAILED \\((failures|errors|unexpected successes)="), "unittest",
          Pattern.compile("^=* ?\\d+ (failed|errors?)\\b.* in [0-9.]+s"), "pytest",
          Pattern.compile("^\\*\\*\\*Test Failed\\*\\*\\*"), "doctest");

  /// What a check is said to be that did not fail.
  private static final Pattern PASSED =
      Pattern.compile(
          "\\b(pass|passed|ok|success|correct)\\b|[\u2713\u2714\u2705]", Pattern.CASE_INSENSITIVE);

  private static final String EQUALS = "(?:[=!]==?(?![=>])|\\.equals\\(|DeepEqual)";

  /// A comparison for equality, or what one came to.
  private static final Pattern COMPARES =
      Pattern.compile(
          "(^|[^<>=!])"
              + EQUALS
              + "|\\b(ok|pass|passed|success|correct|match|matches|equal|same|holds|actual|expected)\\b");

  /// One of what came out with what was expected: by what they are called, or by a call of which
  /// all is known.
  private static final Pattern EXPECTS =
      Pattern.compile(
          "(?i:expect(ed)?|want(ed)?|actual|got)\\b.*"
              + EQUALS
              + "|"
              + EQUALS
              + ".*\\b(?i:expect(ed)?|want(ed)?|actual|got)\\b"
              + "|(?:(?<![.\\w])\\w+\\(|\\w\\((?=[^()]*\\d))(?:[^()a-zA-Z\"']|\"[^\"]*\"|'[^']*')+\\)\\s*"
              + EQUALS
              + "|\\bresult\\w*\\s*"
              + EQUALS
              + "\\s*[-\\d\\[({]");

  private static final Pattern CHOOSES = Pattern.compile("\\?|\\bif\\b");

  /// A text in quotation marks in which no code stands.
  private static final Pattern QUOTED = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"");

  /// Assertions that end a program by themselves.
  private static final Pattern ASSERTS =
      Pattern.compile(
          "(?m)^\\s*assert\\s*[^\\s.:=\\w]|^\\s*assert\\s+[^\\s:=]|\\bAssertionError\\b|[\"'](?:node:)?assert(?:/strict)?[\"']|\\bassert(?:_eq|_ne)?!|\\b(?:cassert|assert\\.h)\\b");

  /// What is said by whoever catches it.
  private static final Pattern THROWN =
      Pattern.compile(
          "\\b(?:throw|raise|return|Err|Errorf|format!|[A-Z]\\w*(?:Error|Exception)|errors\\.New)\\b");

  /// What a function is called that is there to check what it is given.
  private static final Pattern CHECKS =
      Pattern.compile(
          "_*(assert|expect).*|(not_?)?equals?|in_?delta|_*(check|verify|ensure|should)"
              + "(_?(that|true|false|eq|equals?|case|result|output|close|near|throws|raises))?",
          Pattern.CASE_INSENSITIVE);

  /// What one is called that is a test, or has them run: what it says of one thing among many need
  /// not be that.
  private static final Pattern TESTS =
      Pattern.compile("_*(test|(run|do)_?test).*|it", Pattern.CASE_INSENSITIVE);

  private static final Pattern DEF = Pattern.compile("^\\s*(?:async\\s+)?def\\s+(\\w+)");

  private static final Pattern OTHERWISE = Pattern.compile("^[\\s}]*else\\b(?!\\s+if\\b)");
  private static final Pattern DECIDES = Pattern.compile("^[\\s}]*(else\\s+)?(if|elif)\\b");

  /// A handler, and what of its own it is for.
  private static final Pattern CATCHES =
      Pattern.compile(
          "^[\\s}]*(?:except|catch)\\b(?<any>[\\s:{]*$|\\s*\\(?\\s*(?:(?:final|const|auto|unknown|any)\\b[\\s&]*)?(?:(?:std::|java\\.lang\\.)?(?:Base|Runtime)?(?:Exception|Throwable|Error|exception)\\b|\\.\\.\\.|\\w+(?:\\s*:\\s*\\w+)?\\s*\\)))?");

  private static final Pattern ASSERTION = Pattern.compile("(?i)\\b\\w*assert");

  private static final Pattern TRIES = Pattern.compile("^[\\s}]*(?:try\\b|.*\\btry\\s*\\{)");

  /// A call of what is a test, or is there to check.
  private static final Pattern CALLS_TESTS =
      Pattern.compile("(?i)\\b_*(?:(?:run|do)_?)?(?:test|check|assert|expect)\\w*[.!]?\\w*\\s*\\(");

  /// What stands in a text for something else, and what is around it.
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$?\\{[^}]*}|%[-+#0-9.*]*[a-zA-Z]|\\\\.|^\\w*#*[\"'`]+|[\"'`]+#*$");

  /// When, and how grave: as the logs of Go, Java and Python have it.
  private static final Pattern LOGGED =
      Pattern.compile(
          "^(?:\\d{4}[-/]\\d\\d[-/]\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d[.,\\d]{0,9}\\s)?(?:(?:SEVERE|WARNING|ERROR|CRITICAL|INFO): ?)?");

  /// Words that one of the lines above may be known by.
  private static final Pattern TELLING =
      Pattern.compile(
          "fail|not ok|got|but|was|found|received|actual|[\u2717\u2718\u274c\u2716]",
          Pattern.CASE_INSENSITIVE);

  /// Characters of a line, or of a text, that are looked at: what is longer is no check's.
  private static final int LONGEST = 1_000;

  /// Lines of failures that are looked for.
  private static final int MOST_LINES = 20;

  /// Texts of a file in which they are.
  private static final int MOST_TEXTS = 1_000;

  /// Lines, tokens or brackets before a text that are looked at.
  private static final int FARTHEST = 500;

  private final Spelling spelling;
  private final String file;
  private final String source;
  private final List<String> lines;
  private final List<Token> tokens;
  private final int[] partner;
  private final int[] around;

  /// The tokens that are texts in which a failure may be told.
  private final int[] telling;

  /// Those within macros of C that are there to check.
  private final BitSet macros = new BitSet();

  private Confession(Spelling spelling, String file, String source) {
    this.spelling = spelling;
    this.file = file;
    this.source = source;
    this.lines = Arrays.stream(source.split("\n", -1)).map(Confession::begin).toList();
    this.tokens = Token.of(spelling, source);
    Brackets brackets = new Brackets(tokens);
    this.partner = brackets.partner;
    this.around = brackets.around;
    this.telling =
        IntStream.range(0, tokens.size())
            .filter(i -> tokens.get(i).kind() == Token.Kind.TEXT)
            .filter(i -> tokens.get(i).end() - tokens.get(i).start() <= LONGEST)
            .filter(i -> TELLING.matcher(text(tokens.get(i))).find())
            .limit(MOST_TEXTS)
            .toArray();
    for (int i = 0; spelling == Spelling.CPP && i + 2 < tokens.size(); i++) {
      if (is(i, "#") && is(i + 1, "define") && CHECKS.matcher(name(i + 2)).matches()) {
        macros.set(i, Token.endOfDirective(tokens, i));
      }
    }
  }

  /// A line that was printed, without what a log puts before it.
  private static String said(String line) {
    return LOGGED.matcher(begin(line)).replaceFirst("");
  }

  private static String begin(String line) {
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST);
  }

  /// The first that is in what a program printed.
  ///
  /// @param printed its output
  /// @param sources its files in its language, by path
  public static Optional<Trick> in(Spelling spelling, String printed, Map<String, String> sources) {
    List<String> said =
        printed.lines().map(Confession::said).filter(Confession::tells).limit(MOST_LINES).toList();
    Optional<Trick> framework = framework(spelling, printed, sources);
    if (said.isEmpty() || framework.isPresent()) {
      return framework;
    }
    List<Confession> files =
        sources.entrySet().stream()
            .map(it -> new Confession(spelling, it.getKey(), it.getValue()))
            .toList();
    boolean passes = files.stream().anyMatch(Confession::passes);
    boolean asserts = files.stream().anyMatch(it -> ASSERTS.matcher(it.source).find());
    return said.stream().flatMap(line -> in(files, line, passes, asserts).stream()).findFirst();
  }

  /// Whether a line says that something failed, and nothing against it.
  private static boolean tells(String line) {
    if (!(FAILED.matcher(line).find() || NAMED_FAILED.matcher(line).find())
        || MEANT.matcher(line).find()
        || (HELD.matcher(line).find() && !SOME_FAILED.matcher(line).find())) {
      return false;
    }
    Matcher both = BOTH.matcher(line);
    if (!both.find()) {
      return true;
    }
    String expected = both.group("expected");
    String came = both.group("came");
    return !came.startsWith(expected)
        || came.substring(expected.length()).matches("[\\w.]?\\w.*|\\.\\w.*");
  }

  /// What a framework said that the program called.
  private static Optional<Trick> framework(
      Spelling spelling, String printed, Map<String, String> sources) {
    if (spelling != Spelling.PYTHON) {
      return Optional.empty();
    }
    for (String line : (Iterable<String>) printed.lines().map(Confession::begin)::iterator) {
      for (Map.Entry<Pattern, String> framework : FRAMEWORKS.entrySet()) {
        if (framework.getKey().matcher(line).find()) {
          for (Map.Entry<String, String> source : sources.entrySet()) {
            if (source.getValue().contains(framework.getValue())) {
              return Optional.of(
                  new Trick(Trick.Kind.TOLD_FAILURE, source.getKey(), 0, shortened(line.strip())));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  /// Whether it has words for a check that did not fail.
  private boolean passes() {
    return tokens.stream()
        .anyMatch(token -> token.kind() == Token.Kind.TEXT && PASSED.matcher(text(token)).find());
  }

  private String text(Token token) {
    return source.substring(token.start(), token.end());
  }

  /// Where a line is said, if that is where something is checked, and nowhere else.
  ///
  /// @param passes whether the program has words for a check that did not fail
  /// @param asserts whether it has assertions beside those that only say something
  private static Optional<Trick> in(
      List<Confession> files, String line, boolean passes, boolean asserts) {
    String words = words(line);
    Optional<Trick> found = Optional.empty();
    for (Confession file : files) {
      for (int i : file.telling) {
        Token token = file.tokens.get(i);
        if (!isSaidBy(file.text(token), words, line)) {
          continue;
        }
        boolean named = !FAILED.matcher(line).find();
        if (file.isThrown(token.line())
            || !(named ? file.isOfNamedCheck(i, asserts) : file.isOfCheck(i, passes, asserts))) {
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

  /// Whether what a text says is thrown or handed back rather than printed.
  private boolean isThrown(int number) {
    String own = QUOTED.matcher(lines.get(number - 1)).replaceAll("");
    return THROWN.matcher(own).find();
  }

  /// Whether a text stands where something is checked.
  private boolean isOfCheck(int at, boolean passes, boolean asserts) {
    if (!asserts && within(CHECKS, at)) {
      return true;
    }
    return switch (reason(tokens.get(at).line())) {
      case NONE, REFUSED -> false;
      case CHOSEN, FAILED -> within(TESTS, at);
      case COMPARED, ASSERTED -> passes || within(TESTS, at);
    };
  }

  /// Whether a text that says what is checked stands where that is given what was worked out. What
  /// somebody answered reads the same, and is given as it is.
  private boolean isOfNamedCheck(int at, boolean asserts) {
    return !asserts && within(CHECKS, at) && CHECKS_A_CALL.matcher(source).find();
  }

  /// What a line calls a failure.
  private static String words(String line) {
    for (Pattern pattern : List.of(FAILED, NAMED_FAILED)) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.find()) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
          if (matcher.group(group) != null) {
            return matcher.group(group);
          }
        }
      }
    }
    return "";
  }

  /// Whether a line could be what a text says: its parts that nothing is put into are there in
  /// order.
  private static boolean isSaidBy(String text, String words, String line) {
    if (!text.contains(words)) {
      return false;
    }
    int from = 0;
    for (String part : PLACEHOLDER.split(text)) {
      int at = line.indexOf(part.strip(), from);
      if (at < 0) {
        return false;
      }
      from = at + part.strip().length();
    }
    return true;
  }

  private static String shortened(String line) {
    return line.length() <= 80 ? line : line.substring(0, 79) + "\u2026";
  }

  /// Whether a token stands in a function by one of `names`, or in what is given to one.
  private boolean within(Pattern names, int at) {
    if (spelling == Spelling.PYTHON) {
      return inPython(names, tokens.get(at).line());
    }
    if (macros.get(at)) {
      return true;
    }
    int left = FARTHEST;
    for (int i = around[at]; i >= 0 && left > 0; i = around[i], left--) {
      if (is(i, "(") && names.matcher(name(i - 1)).matches()) {
        return true;
      }
      if (is(i, "{") && names.matcher(header(i)).matches()) {
        return true;
      }
    }
    return false;
  }

  /// The name before a block, such as a function's; empty if there is none.
  private String header(int open) {
    int last = Math.max(0, open - FARTHEST);
    for (int i = open - 1; i >= last && !is(i, ";") && !is(i, "}") && !is(i, "{"); i--) {
      i = Math.min(i, partner[i]);
      boolean names = is(i + 1, "(") || is(i + 1, "<") || is(i + 1, "[") || is(i - 1, "!");
      if (!name(i).isEmpty() && (names || is(i + 1, ":") || (is(i + 1, "=") && !is(i + 2, ">")))) {
        return name(i);
      }
    }
    return "";
  }

  private boolean inPython(Pattern names, int line) {
    int indent = indent(lines.get(line - 1));
    int last = Math.max(0, line - FARTHEST);
    for (int number = line - 1; number > last && indent > 0; number--) {
      String text = lines.get(number - 1);
      if (!text.isBlank() && indent(text) < indent) {
        indent = indent(text);
        Matcher function = DEF.matcher(text);
        if (function.find() && names.matcher(function.group(1)).matches()) {
          return true;
        }
      }
    }
    return false;
  }

  /// Why a line is come to, or one of its texts is taken.
  private enum Reason {
    /// For no reason that is seen.
    NONE,
    /// Something is, or is equal to something.
    CHOSEN,
    /// What came out is or is not what was expected.
    COMPARED,
    /// Something failed, whatever it was.
    FAILED,
    /// An assertion failed, or something in tests.
    ASSERTED,
    /// Something failed in a way that is known.
    REFUSED
  }

  /// What decides that a line is come to, or which of its texts is taken, as its indentation has
  /// it.
  private Reason reason(int number) {
    String own = lines.get(number - 1);
    if (CATCHES.matcher(own).find()) {
      return caught(number);
    }
    Reason chosen = chosen(own);
    if (chosen != Reason.NONE && CHOOSES.matcher(withoutTexts(own)).find()) {
      return chosen;
    }
    int indent = indent(own);
    boolean otherwise = OTHERWISE.matcher(own).find();
    for (int at = number - 1; at > Math.max(0, number - FARTHEST); at--) {
      String text = lines.get(at - 1);
      if (text.isBlank() || indent(text) > indent || (indent(text) == indent && !otherwise)) {
        continue;
      }
      if (otherwise && indent(text) < indent) {
        return Reason.NONE;
      }
      indent = indent(text);
      if (CATCHES.matcher(text).find()) {
        return caught(at);
      }
      if (DECIDES.matcher(text).find()) {
        return chosen(text);
      }
      otherwise |= OTHERWISE.matcher(text).find();
      if (!otherwise && !text.strip().endsWith("(")) {
        return Reason.NONE;
      }
    }
    return Reason.NONE;
  }

  private Reason chosen(String line) {
    String code = withoutTexts(line);
    return EXPECTS.matcher(code).find()
        ? Reason.COMPARED
        : COMPARES.matcher(code).find() ? Reason.CHOSEN : Reason.NONE;
  }

  /// Code stands within texts of the languages that put values into them there.
  private String withoutTexts(String line) {
    return switch (spelling) {
      case PYTHON, JAVASCRIPT -> line;
      case GO, RUST, JAVA, CPP -> QUOTED.matcher(line).replaceAll("\"\"");
    };
  }

  /// What the handler is for that a line begins.
  private Reason caught(int number) {
    String line = lines.get(number - 1);
    if (ASSERTION.matcher(line).find()) {
      return Reason.ASSERTED;
    }
    Matcher handler = CATCHES.matcher(line);
    if (!handler.find() || handler.group("any") == null) {
      return Reason.REFUSED;
    }
    int indent = indent(line);
    for (int at = number - 1; at > Math.max(0, number - FARTHEST); at--) {
      String text = lines.get(at - 1);
      if (CALLS_TESTS.matcher(text).find() || chosen(text) == Reason.COMPARED) {
        return Reason.ASSERTED;
      }
      if (indent(text) <= indent && TRIES.matcher(text).find()) {
        return Reason.FAILED;
      }
    }
    return Reason.FAILED;
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
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
