package io.assay.validate.honesty;

import io.assay.Bytes;
import io.assay.Program;
import io.assay.validate.reading.Brackets;
import io.assay.validate.reading.Spelling;
import io.assay.validate.reading.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A source file whose program is watched by other words in it: each stands on the line on which it
/// stood, so that places are told as they are.
final class Edits {
  private static final Set<String> FAILS = Set.of("throw", "fail", "FAIL", "exit", "abort");

  /// What fails if it is given what does not hold.
  private static final Set<String> ASSERTS = Set.of("assert", "ok", "assertTrue", "expect");

  private static final Set<String> JUMPS = Set.of("setjmp", "_setjmp", "sigsetjmp");

  private static final Set<String> PRINTS =
      Set.of(
          "log", "error", "warn", "info", "debug", "print", "println", "printf", "printStackTrace");

  /// What has them; what else has methods of these names may count what it is told.
  private static final Set<String> PRINTERS =
      Set.of("console", "system", "log", "logger", "logging");

  /// What is said of a failure that had to come.
  private static final Pattern MEANT =
      Pattern.compile("(?i)expect|should|correct|caught|raised|thrown|refus|reject|pass|success");

  /// What writes what it is given, in C++ and Go, and what writes in C++ what is put into it.
  private static final Set<String> WRITES =
      Set.of(
          "printf",
          "fprintf",
          "puts",
          "fputs",
          "perror",
          "print",
          "println",
          "Print",
          "Println",
          "Printf",
          "Fprint",
          "Fprintln",
          "Fprintf");

  /// Tokens of what is written at once.
  private static final int LONGEST_WRITTEN = 500;

  private static final Set<String> STREAMS = Set.of("cout", "cerr", "clog");

  /// What has what writes.
  private static final Set<String> WRITERS = Set.of("std", "fmt", "log");

  /// Words behind whose brackets a statement may stand.
  private static final Set<String> CHOICES = Set.of("if", "for", "while");

  /// The name of what is caught where it has none.
  private static final String CAUGHT = "assayCaught";

  final List<Token> tokens;
  private final int[] partner;
  private final Spelling spelling;
  private final String source;
  private final List<String> lines;

  /// What is put in place of other text.
  private record Edit(int line, int from, int to, String text) {}

  private final List<Edit> edits = new ArrayList<>();

  Edits(Spelling spelling, String source) {
    this.spelling = spelling;
    this.source = source;
    this.tokens = Token.of(spelling, source);
    this.partner = new Brackets(tokens).partner;
    this.lines = new ArrayList<>(List.of(source.split("\n", -1)));
  }

  boolean is(int at, String text) {
    return at >= 0 && at < tokens.size() && tokens.get(at).is(text);
  }

  boolean word(int at) {
    return at >= 0 && at < tokens.size() && tokens.get(at).kind() == Token.Kind.WORD;
  }

  /// How a token is written; empty if there is none.
  private String text(int at) {
    return at < tokens.size() ? tokens.get(at).text() : "";
  }

  /// Puts a text in place of the tokens from one to another, where they stand on one line.
  void replace(int first, int last, String text) {
    Token from = tokens.get(first);
    Token to = tokens.get(last);
    if (from.line() == to.line()) {
      edits.add(
          new Edit(from.line(), from.column() - 1, to.column() - 1 + to.text().length(), text));
    }
  }

  /// The bracket that belongs to one.
  int partner(int at) {
    return partner[at];
  }

  /// Whether a statement begins with a token, in a language whose statements end with a semicolon.
  boolean beginsStatement(int at) {
    boolean choice =
        is(at - 1, ")") && CHOICES.stream().anyMatch(it -> is(partner[at - 1] - 1, it));
    return choice || is(at - 1, ";") || is(at - 1, "{") || is(at - 1, "}");
  }

  /// Puts a text before a token.
  void insertBefore(int at, String text) {
    Token token = tokens.get(at);
    edits.add(new Edit(token.line(), token.column() - 1, token.column() - 1, text));
  }

  /// Puts a text behind a token.
  void insertBehind(int at, String text) {
    Token token = tokens.get(at);
    int end = token.column() - 1 + token.text().length();
    edits.add(new Edit(token.line(), end, end, text));
  }

  /// Has each handler that leaves no trace of what it catches say so first, and each end that is
  /// left by a jump, which leaves none of what was thrown.
  ///
  /// @param call what it says, with `%s` for what is caught, and `%d` for the line on which what
  ///   was meant to fail says that it did not; 0 for none
  /// @param caught how what is caught is declared, of whatever kind it is
  void tellWhatIsSwallowed(String call, String caught) {
    for (int i = 0; i < tokens.size(); i++) {
      if (is(i, "finally") && is(i + 1, "{") && is(i - 1, "}")) {
        if (jumps(i + 1) && !hasHandler(i - 1)) {
          insertBehind(i - 1, " catch (" + caught + ") {" + call.formatted(CAUGHT, 0) + "}");
        }
        continue;
      }
      int open = silent(i);
      if (open < 0) {
        continue;
      }
      int meant = meantToFail(partner[i - 1], i - 1);
      if (meant > 0 && spelling != Spelling.JAVA) {
        continue;
      }
      if (open == i + 1) {
        insertBehind(i, " (" + CAUGHT + ")");
        insertBehind(open, call.formatted(CAUGHT, meant));
      } else {
        int name = caught(i + 1);
        if (name > 0 && is(name, "_")) {
          replace(name, name, CAUGHT);
          insertBehind(open, call.formatted(CAUGHT, meant));
        } else if (name > 0) {
          insertBehind(open, call.formatted(tokens.get(name).text(), meant));
        }
      }
    }
  }

  /// Whether nothing is made of a jump to where one is prepared, wherever that is: a block is done
  /// if none has come, and nothing is done instead, or nothing of which a trace is left.
  boolean leavesJumpsUnheard() {
    boolean any = false;
    for (int i = 0; i < tokens.size(); i++) {
      if (JUMPS.contains(tokens.get(i).text()) && is(i + 1, "(")) {
        if (!leavesJumpUnheard(i)) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  private boolean leavesJumpUnheard(int at) {
    int start = is(at - 1, ":") ? at - 3 : at;
    boolean not = is(start - 1, "!");
    int open = not ? start - 2 : start - 1;
    int close = is(open, "(") ? partner[open] : -1;
    int behind = partner[at + 1] + 1;
    boolean zero = is(behind, "=") && is(behind + 1, "=") && is(behind + 2, "0");
    boolean other = behind == close || (is(behind, "!") && is(behind + 2, "0"));
    if (!is(open - 1, "if") || !is(close + 1, "{")) {
      return false;
    }
    int end = partner[close + 1];
    boolean otherwise = is(end + 1, "else");
    if (not || zero) {
      int last = last(close + 1, end);
      boolean leads = fails(last) || fails(end + 1) || is(last, "return") || is(last, "break");
      return !leads && (!otherwise || (is(end + 2, "{") && leavesNoTrace(end + 2)));
    }
    return other && !otherwise && leavesNoTrace(close + 1);
  }

  /// Has each handler that makes no more of what it catches than a line tell of it first, where
  /// nothing says that it had to come, or that something else is tried then.
  ///
  /// @param call what it says, with `%s` for what is caught
  void tellWhatIsOnlyPrinted(String call) {
    for (int i = 0; i < tokens.size(); i++) {
      int open = is(i, "catch") && is(i - 1, "}") && is(i + 1, "(") ? partner[i + 1] + 1 : -1;
      if (!is(open, "{") || !onlyPrints(open) || leadsElsewhere(i - 1, open)) {
        continue;
      }
      int last = last(partner[i - 1], i - 1);
      int name = caught(i + 1);
      if (name > 0 && !fails(last) && !is(last, "return") && !is(last, "break")) {
        insertBehind(open, call.formatted(tokens.get(name).text()));
      }
    }
  }

  /// Has something done first where a promise hands what it failed with to who leaves no trace of
  /// it, and nothing is made of what comes of that.
  ///
  /// @param dropped what is done first where nothing is done
  /// @param printed the same where it is only printed
  void tellWhatPromisesDrop(String dropped, String printed) {
    for (int i = 2; i + 1 < tokens.size(); i++) {
      if (!is(i, "catch") || !is(i - 1, ".") || !is(i + 1, "(") || !isDropped(i)) {
        continue;
      }
      int body = i + 2;
      int close = partner[i + 1];
      if (is(body, "async")) {
        body++;
      }
      int arrow = is(body, "(") ? partner[body] + 1 : body + 1;
      boolean isArrow = is(arrow, "=") && is(arrow + 1, ">");
      int open = isArrow ? arrow + 2 : body;
      boolean block = isArrow && is(open, "{");
      boolean none =
          block
              ? partner[open] == open + 1
              : isArrow && open + 1 == close && (is(open, "undefined") || is(open, "null"));
      boolean prints =
          block
              ? onlyPrints(open)
              : is(open, "console")
                  && is(open + 1, ".")
                  && PRINTS.contains(text(open + 2))
                  && (open + 3 == close || (is(open + 3, "(") && partner[open + 3] + 1 == close))
                  && saysNothingMeant(i + 1);
      if (none || prints) {
        insertBefore(i - 1, none ? dropped : printed);
      }
    }
  }

  /// Whether a statement consists of a call of a method of what other calls gave.
  private boolean isDropped(int method) {
    int behind = partner[method + 1] + 1;
    boolean ends =
        behind >= tokens.size()
            || is(behind, ";")
            || is(behind, "}")
            || (!is(behind, ".") && tokens.get(behind).line() > tokens.get(behind - 1).line());
    int first = method;
    while (ends && first >= 0 && is(first - 1, ".")) {
      first -= 2;
      while (first >= 0 && is(first, ")")) {
        first = partner[first] - 1;
      }
      first += first >= 0 && word(first) ? 0 : 1;
    }
    while (is(first - 1, "void") || is(first - 1, "await") || is(first - 1, "new")) {
      first--;
    }
    return ends
        && (first <= 0
            || beginsStatement(first)
            || (tokens.get(first - 1).line() < tokens.get(first).line()
                && (word(first - 1) || is(first - 1, ")") || is(first - 1, "]"))));
  }

  /// Whether a block prints, and does nothing else.
  private boolean onlyPrints(int open) {
    int close = partner[open];
    for (int i = open + 1; i < close; i++) {
      if (is(i, "(") && PRINTS.contains(tokens.get(i - 1).text())) {
        int first = i - 1;
        while (is(first - 1, ".") && word(first - 2)) {
          first -= 2;
        }
        String holder = tokens.get(first).text().toLowerCase(Locale.ROOT);
        if (!PRINTERS.contains(holder) && !is(i - 1, "printStackTrace")) {
          return false;
        }
        i = partner[i];
      } else if (!(is(i, ";") || is(i, ".") || (word(i) && (is(i + 1, ".") || is(i + 1, "("))))) {
        return false;
      }
    }
    return saysNothingMeant(open);
  }

  /// Has each handler of C++ that prints, and makes no more of what it catches, do something first,
  /// where nothing says that it had to come, or that something else is tried then.
  void tellThatItIsOnlyPrinted(String statements) {
    for (int i = 0; i < tokens.size(); i++) {
      int open = is(i, "catch") && is(i - 1, "}") && is(i + 1, "(") ? partner[i + 1] + 1 : -1;
      if (!is(open, "{") || !onlyWrites(open) || leadsElsewhere(i - 1, open)) {
        continue;
      }
      int last = last(partner[i - 1], i - 1);
      if (!fails(last) && !is(last, "return") && !is(last, "break")) {
        insertBehind(open, statements);
      }
    }
  }

  /// Whether a block of C++ or Go prints, and does nothing else.
  boolean onlyWrites(int open) {
    int close = partner[open];
    int at = open + 1;
    while (at < close) {
      int name = at;
      while (WRITERS.contains(text(name)) && (is(name + 1, ".") || is(name + 1, ":"))) {
        name += is(name + 1, ".") ? 2 : 3;
      }
      int end = name + 1;
      if (STREAMS.contains(text(Math.min(name, close)))) {
        while (end < close && !is(end, ";") && end - name <= LONGEST_WRITTEN) {
          end++;
        }
      } else if (WRITES.contains(text(Math.min(name, close))) && is(end, "(")) {
        end = partner[end] + 1;
      } else {
        return false;
      }
      if (end - name > LONGEST_WRITTEN || changes(name, end)) {
        return false;
      }
      at = is(end, ";") ? end + 1 : end;
    }
    return saysNothingMeant(open);
  }

  /// Whether something stands in a block, and not that a failure had to come.
  private boolean saysNothingMeant(int open) {
    int close = partner[open];
    return close > open + 1
        && !MEANT
            .matcher(source.substring(tokens.get(open).end(), tokens.get(close).start()))
            .find();
  }

  /// Whether something is assigned or counted between two tokens.
  private boolean changes(int from, int to) {
    for (int i = from; i < to; i++) {
      boolean counts = (is(i, "+") && is(i + 1, "+")) || (is(i, "-") && is(i + 1, "-"));
      boolean compares =
          is(i + 1, "=") || is(i - 1, "=") || is(i - 1, "!") || is(i - 1, "<") || is(i - 1, ">");
      if (counts || (is(i, "=") && !compares)) {
        return true;
      }
    }
    return false;
  }

  /// Has each handler that leaves no trace of what it catches do something first, where that does
  /// not need to know what it is.
  void tellThatItIsSwallowed(String statements) {
    for (int i = 0; i < tokens.size(); i++) {
      int open = silent(i);
      if (open >= 0 && meantToFail(partner[i - 1], i - 1) == 0) {
        insertBehind(open, statements);
      }
    }
  }

  /// Where the block of a handler begins that leaves no trace of what it catches; -1 if a token
  /// begins none.
  private int silent(int at) {
    if (!is(at, "catch") || !is(at - 1, "}")) {
      return -1;
    }
    int open = is(at + 1, "(") ? partner[at + 1] + 1 : at + 1;
    return is(open, "{") && leavesNoTrace(open) && !leadsElsewhere(at - 1, open) ? open : -1;
  }

  /// Whether what follows shows which way was taken: it fails, or is not come to, where nothing was
  /// thrown.
  ///
  /// @param close where the block ends that was left
  /// @param handler where the block begins that leaves no trace
  private boolean leadsElsewhere(int close, int handler) {
    int behind = partner[handler] + 1;
    while (is(behind, "catch") || is(behind, "finally")) {
      behind = is(behind + 1, "(") ? partner[behind + 1] + 1 : behind + 1;
      behind = is(behind, "{") ? partner[behind] + 1 : behind;
    }
    boolean follows = behind < tokens.size() && !is(behind, "}");
    int last = last(partner[close], close);
    return follows && (fails(behind) || is(last, "return") || is(last, "break"));
  }

  /// Whether the last that a block does is to jump out of it.
  private boolean jumps(int open) {
    int last = partner[open] - 1;
    int start = is(last, ";") ? last : last + 1;
    while (start - 1 > open && !is(start - 1, ";") && !is(start - 1, "}") && !lineEnds(start - 1)) {
      start = Math.min(partner[start - 1], start - 1);
    }
    return is(start, "return") || is(start, "break") || is(start, "continue");
  }

  /// Whether a block is what is done instead of one that failed.
  private boolean hasHandler(int close) {
    int open = partner[close];
    return is(open - 1, "catch") || (is(open - 1, ")") && is(partner[open - 1] - 1, "catch"));
  }

  /// The token that names what is caught, in the brackets that begin at another; -1 if none does.
  private int caught(int open) {
    int last = partner[open] - 1;
    if (spelling == Spelling.JAVA) {
      return word(last) ? last : -1;
    }
    boolean plain = word(open + 1) && (is(open + 2, ")") || is(open + 2, ":"));
    return plain ? open + 1 : -1;
  }

  /// Whether a block does nothing, or nothing but leave with success.
  boolean leavesNoTrace(int open) {
    for (int i = open + 1; i < partner[open]; i++) {
      boolean leaves =
          is(i, "return") || is(i, "continue") || is(i, "break") || is(i, ";") || is(i, "0");
      boolean ends =
          is(i, "process")
              || is(i, "System")
              || is(i, ".")
              || is(i, "exit")
              || is(i, "(")
              || is(i, ")");
      if (!leaves && !ends) {
        return false;
      }
    }
    return true;
  }

  /// The line of the last that is done between two brackets, if it is to fail: what it follows is
  /// meant to. 0 if it is not.
  private int meantToFail(int open, int close) {
    int last = last(open, close);
    return fails(last) ? tokens.get(last).line() : 0;
  }

  /// Where the last begins that is done between two brackets.
  private int last(int open, int close) {
    int start = open + 1;
    for (int i = open + 1; i < close; i++) {
      i = is(i, "(") || is(i, "[") || is(i, "{") ? partner[i] : i;
      boolean ends = is(i, ";") || is(i, "}") || (is(i, ")") && lineEnds(i));
      if (ends && i + 1 < close && !is(i + 1, ";")) {
        start = i + 1;
      }
    }
    return start;
  }

  /// Whether what begins at a token fails, whatever is so.
  private boolean fails(int start) {
    int called = start;
    while (word(called) && (is(called + 1, ".") || (is(called + 1, ":") && is(called + 2, ":")))) {
      called += is(called + 1, ".") ? 2 : 3;
    }
    if (!word(called)) {
      return false;
    }
    String name = tokens.get(called).text();
    int given = called + 2;
    if (name.equals("return")) {
      int status = is(called + 1, "-") ? given : called + 1;
      return status < tokens.size()
          && tokens.get(status).kind() == Token.Kind.NUMBER
          && !is(status, "0");
    }
    if (ASSERTS.contains(name)) {
      boolean text =
          is(given, "!")
              && given + 1 < tokens.size()
              && tokens.get(given + 1).kind() == Token.Kind.TEXT;
      return is(called + 1, "(") && (is(given, "false") || is(given, "0") || text);
    }
    return FAILS.contains(name);
  }

  private boolean lineEnds(int at) {
    return spelling == Spelling.JAVASCRIPT
        && word(at + 1)
        && tokens.get(at).line() < tokens.get(at + 1).line();
  }

  /// The text with everything put in its place.
  @Override
  public String toString() {
    Map<Integer, List<Edit>> byLine =
        edits.stream()
            .sorted(Comparator.comparingInt(Edit::from))
            .collect(Collectors.groupingBy(Edit::line));
    List<String> changed = new ArrayList<>(lines);
    byLine.forEach((number, all) -> changed.set(number - 1, edited(lines.get(number - 1), all)));
    return String.join("\n", changed);
  }

  /// A line with its edits, which are in order.
  private static String edited(String line, List<Edit> edits) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (Edit edit : edits) {
      text.append(line, at, edit.from()).append(edit.text());
      at = edit.to();
    }
    return text.append(line, at, line.length()).toString();
  }

  /// A program with some of its files changed.
  static Program of(Program program, Map<String, String> changed) {
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>(program.files());
    changed.forEach((file, text) -> files.put(file, new Program.Content.Text(Bytes.of(text))));
    return new Program(files, program.entry(), program.arguments(), program.environment());
  }

  /// Those of a program's files that `rewriting` changes, as it changes them.
  static Map<String, String> of(Map<String, String> sources, UnaryOperator<String> rewriting) {
    Map<String, String> changed = new LinkedHashMap<>();
    sources.forEach((file, text) -> {
      String rewritten = rewriting.apply(text);
      if (!rewritten.equals(text)) {
        changed.put(file, rewritten);
      }
    });
    return changed;
  }
}
