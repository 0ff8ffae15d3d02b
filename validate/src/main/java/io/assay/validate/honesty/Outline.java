package io.assay.validate.honesty;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What brackets and words tell of a source file of a language with braces: where it checks
/// results, and what lies around a place in it. A guide to what a program did, never a proof by
/// itself.
final class Outline {
  /// Words that stand before a block or a statement that may be left out.
  private static final Set<String> CHOICES =
      Set.of(
          "if", "else", "for", "while", "switch", "do", "loop", "match", "case", "select", "catch",
          "when", "default");

  /// Those of them before a condition or a value that is looked at at once.
  private static final Set<String> BY_CONDITION = Set.of("if", "while", "switch", "match");

  /// Words before a block that holds declarations.
  private static final Set<String> CONTAINERS =
      Set.of(
          "class",
          "struct",
          "interface",
          "enum",
          "record",
          "impl",
          "trait",
          "union",
          "namespace",
          "mod",
          "extern",
          "import",
          "export");

  /// Words before a block that is always come through.
  private static final Set<String> STRAIGHT =
      Set.of("try", "unsafe", "finally", "synchronized", "static", "async", "defer");

  /// Words that end what judges a result, if something was not as it must be.
  private static final Set<String> FAILURES =
      Set.of("throw", "panic", "abort", "Fatal", "Fatalf", "fatal", "Errorf", "terminate");

  private static final Set<String> ENDS = Set.of("exit", "Exit", "_exit", "halt", "reallyExit");

  /// Words that may stand before a call, where any other would make of it a declaration.
  private static final Set<String> BEFORE_CALLS =
      Set.of(
          "return", "await", "else", "new", "throw", "do", "in", "of", "yield", "case", "go",
          "defer");

  private static final Pattern CHECK =
      Pattern.compile("_*(assert|expect).*", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHECK_BY_ITSELF =
      Pattern.compile("_*(verify|check|ensure|test|should).*", Pattern.CASE_INSENSITIVE);

  private enum Block {
    FUNCTION,
    CHOICE,
    STRAIGHT,
    CONTAINER,
    VALUE
  }

  /// What lies around a place.
  ///
  /// @param straight whether nothing in its function decides whether it is come to
  /// @param used whether something is made of what is called there
  /// @param checked whether a check waits for what is called there
  /// @param called whether a check is what is called there, or what fails on a condition
  /// @param check the line of the next check in the same function behind it; 0 if there is none
  /// @param failure the same of what fails on a condition that may be none of a test
  record Place(
      boolean straight, boolean used, boolean checked, boolean called, int check, int failure) {}

  private final Spelling spelling;
  private final List<Token> tokens;
  private final int[] partner;
  private final int[] around;
  private final @Nullable Block[] blocks;
  private final Set<Integer> definitions = new HashSet<>();
  private final Set<String> checkers = new HashSet<>();
  private final Set<String> failing = new HashSet<>();

  /// The outline of a source file.
  Outline(Spelling spelling, String source) {
    this.spelling = spelling;
    this.tokens = Token.of(spelling, source);
    Brackets brackets = new Brackets(tokens);
    this.partner = brackets.partner;
    this.around = brackets.around;
    this.blocks = new @Nullable Block[tokens.size()];
    List<Function> functions = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (is(i, "{")) {
        blocks[i] = block(i, functions);
      }
    }
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Function function : functions) {
        grown |= function.checks(this) && checkers.add(function.name);
        grown |= function.fails(this) && failing.add(function.name);
      }
    }
  }

  private record Function(String name, int open) {
    boolean checks(Outline outline) {
      return outline.next(open + 1, outline.partner[open], false) > 0;
    }

    boolean fails(Outline outline) {
      return outline.next(open + 1, outline.partner[open], true) > 0;
    }
  }

  private boolean is(int at, String text) {
    return at >= 0 && at < tokens.size() && tokens.get(at).is(text);
  }

  private boolean word(int at) {
    return at >= 0 && at < tokens.size() && tokens.get(at).kind() == Token.Kind.WORD;
  }

  private String text(int at) {
    return at >= 0 && at < tokens.size() ? tokens.get(at).text() : "";
  }

  private boolean arrow(int at, String first) {
    return is(at, ">") && is(at - 1, first);
  }

  /// The token before, brackets being one.
  private int before(int at) {
    return at > 0 && partner[at - 1] < at - 1 ? partner[at - 1] : at - 1;
  }

  /// Where the statement begins in which a token stands, within the same brackets.
  private int start(int at) {
    int start = at;
    for (int i = before(at); i > around[at]; i = before(i)) {
      boolean end =
          is(i, ";")
              || (is(i, "{")
                  && blocks[i] != null
                  && blocks[i] != Block.VALUE
                  && !joined(partner[i] + 1))
              || lineEnds(partner[i] > i ? partner[i] : i);
      if (end) {
        break;
      }
      start = i;
    }
    return start;
  }

  /// Whether a statement goes on behind a block.
  private boolean joined(int at) {
    return at < tokens.size() && (is(at, ")") || is(at, ",") || is(at, ".") || is(at, "("));
  }

  /// Whether a line break behind a token ends its statement.
  private boolean lineEnds(int at) {
    if ((spelling != Spelling.JAVASCRIPT && spelling != Spelling.GO)
        || at + 1 >= tokens.size()
        || tokens.get(at).line() == tokens.get(at + 1).line()) {
      return false;
    }
    boolean open =
        tokens.get(at).kind() == Token.Kind.SIGN
            && !")]}".contains(text(at))
            && !(is(at, "+") && is(at - 1, "+"));
    boolean goesOn =
        tokens.get(at + 1).kind() == Token.Kind.SIGN && !"{[(!}".contains(text(at + 1));
    return !open && !goesOn;
  }

  private Block block(int open, List<Function> functions) {
    int start = start(open);
    boolean inValue = around[open] >= 0 && (is(around[open], "(") || is(around[open], "["));
    // Behind the last comma, where values stand side by side.
    if (inValue || (around[open] >= 0 && blocks[around[open]] == Block.VALUE)) {
      for (int i = before(open); i >= start; i = before(i)) {
        if (is(i, ",")) {
          start = i + 1;
          break;
        }
      }
    }
    if (start == open) {
      return inValue ? Block.VALUE : Block.STRAIGHT;
    }
    int last = open - 1;
    Set<String> words = new HashSet<>();
    int function = -1;
    int group = -1;
    for (int i = start; i < open; i = Math.max(partner[i], i) + 1) {
      if (word(i)) {
        words.add(text(i));
        if (Set.of("fn", "func", "function").contains(text(i))) {
          function = i;
        }
      } else if (is(i, "(")
          && group < 0
          && i > start
          && (word(i - 1) || arrow(i - 1, ">") || is(i - 1, ">"))) {
        group = i;
      }
    }
    if (words.contains("case") || (arrow(last, "=") && spelling == Spelling.RUST)) {
      return Block.CHOICE;
    }
    if (arrow(last, "=")
        || (arrow(last, "-") && spelling == Spelling.JAVA)
        || (is(last, "|") && spelling == Spelling.RUST)) {
      return function(assigned(start, open), open, functions);
    }
    if (function >= 0) {
      int name = function + 1;
      if (is(name, "*")) {
        name++;
      }
      if (is(name, "(")
          && spelling == Spelling.GO
          && word(partner[name] + 1)
          && is(partner[name] + 2, "(")) {
        name = partner[name] + 1;
      }
      return function(word(name) ? name : assigned(start, function), open, functions);
    }
    if ((tokens.get(last).kind() == Token.Kind.SIGN && "=:?&(,[+".contains(text(last)))
        || is(last, "return")) {
      return Block.VALUE;
    }
    if (words.stream().anyMatch(CONTAINERS::contains)) {
      return Block.CONTAINER;
    }
    if (words.stream().anyMatch(CHOICES::contains)) {
      return main(start, open) ? Block.STRAIGHT : Block.CHOICE;
    }
    if (STRAIGHT.contains(text(start)) || STRAIGHT.contains(text(last))) {
      return Block.STRAIGHT;
    }
    if (group >= 0 && word(group - 1)) {
      return function(group - 1, open, functions);
    }
    if (is(last, ")") && (is(partner[last] - 1, "]") || group >= 0)) {
      return Block.FUNCTION;
    }
    return spelling == Spelling.CPP && is(last, "]") ? Block.FUNCTION : Block.VALUE;
  }

  /// Whether a condition asks whether the file is the program.
  private boolean main(int start, int end) {
    for (int i = start; i < end; i++) {
      if (is(i, "require") || (is(i, "import") && is(i + 2, "meta"))) {
        return true;
      }
    }
    return false;
  }

  /// The name to which what begins at `start` is given; -1 for none.
  private int assigned(int start, int end) {
    for (int i = start; i < end - 1; i = Math.max(partner[i], i) + 1) {
      if (word(i) && ((is(i + 1, "=") && !is(i + 2, "=")) || (is(i + 1, ":") && !is(i + 2, ":")))) {
        return i;
      }
    }
    return -1;
  }

  private Block function(int name, int open, List<Function> functions) {
    if (word(name)) {
      definitions.add(name);
      functions.add(new Function(text(name), open));
    }
    return Block.FUNCTION;
  }

  /// The line of the first check from a token to another; 0 if there is none. What is inside of
  /// functions that are declared there is not come to.
  private int next(int from, int to, boolean failures) {
    for (int i = from; i < to; i++) {
      if (blocks[i] == Block.FUNCTION && !(around[i] >= 0 && is(around[i], "("))) {
        i = Math.max(partner[i], i);
      } else if (failures ? fails(i, from) : isCheck(i)) {
        return tokens.get(i).line();
      }
    }
    return 0;
  }

  /// The same, without what is done instead of what stands before: handlers, and other branches.
  private int nextOnTheWay(int from, int to, boolean failures) {
    int start = from;
    for (int i = from; i < to; i++) {
      if (is(i, "catch") || is(i, "else")) {
        int line = next(start, i, failures);
        if (line > 0) {
          return line;
        }
        int end = i + 1;
        while (end < to && !is(end, ";") && blocks[end] != Block.CHOICE && !lineEnds(end)) {
          end = Math.max(partner[end], end) + 1;
        }
        i = end < to && blocks[end] == Block.CHOICE ? Math.max(partner[end], end) : end;
        start = i + 1;
      }
    }
    return start < to ? next(start, to, failures) : 0;
  }

  /// Whether a token names a check that is called there.
  private boolean isCheck(int at) {
    if (!word(at) || definitions.contains(at)) {
      return false;
    }
    String name = text(at);
    boolean member = is(at - 1, ".") || is(at - 1, ":");
    boolean own = checkers.contains(name);
    if (!own
        && !CHECK.matcher(name).matches()
        && (member || !CHECK_BY_ITSELF.matcher(name).matches())) {
      return false;
    }
    if (word(at - 1) && !BEFORE_CALLS.contains(text(at - 1))) {
      return false;
    }
    return opens(at) >= 0 || (is(at + 1, ".") && name.equals("assert"));
  }

  /// Where the arguments of a call begin whose name is a token; -1 if it is none.
  private int opens(int at) {
    int open = at + 1;
    if (is(open, "!") && spelling == Spelling.RUST) {
      open++;
    }
    if (is(open, "<")) {
      for (int i = open + 1; i < tokens.size() && i < open + 20; i++) {
        if (is(i, ">")) {
          open = i + 1;
          break;
        }
      }
    }
    return is(open, "(") ? open : -1;
  }

  /// Whether a token ends the program or throws, on a condition.
  private boolean fails(int at, int from) {
    if (!word(at) || definitions.contains(at)) {
      return false;
    }
    String name = text(at);
    boolean failure =
        FAILURES.contains(name)
            || (failing.contains(name)
                && opens(at) >= 0
                && !(word(at - 1) && !BEFORE_CALLS.contains(text(at - 1))))
            || (ENDS.contains(name)
                && is(at + 1, "(")
                && tokens.get(Math.min(at + 2, tokens.size() - 1)).kind() == Token.Kind.NUMBER
                && !is(at + 2, "0"));
    if (!failure) {
      return false;
    }
    if (failing.contains(name)) {
      return true;
    }
    for (int i = at; i >= from; i = around[i]) {
      if (blocks[i] == Block.CHOICE || conditional(start(i), i)) {
        return true;
      }
      if (blocks[i] == Block.FUNCTION) {
        return false;
      }
    }
    return false;
  }

  /// Whether what stands between two tokens of a statement decides whether the second is come to.
  private boolean conditional(int start, int at) {
    int first = start;
    if (word(start) && CHOICES.contains(text(start))) {
      if (!condition(start, at) && !(at == start && is(at, "select"))) {
        return true;
      }
      first++;
    }
    for (int i = first; i < at; i = Math.max(partner[i], i) + 1) {
      boolean choice =
          (is(i, "&") && is(i + 1, "&"))
              || (is(i, "|") && is(i + 1, "|"))
              || (is(i, "?") && !is(i + 1, ".") && spelling != Spelling.RUST);
      if (choice) {
        return true;
      }
    }
    return false;
  }

  /// Whether a token stands in what a choice is made by, in a language without brackets around it:
  /// that is come to in any case.
  private boolean condition(int start, int at) {
    if ((spelling != Spelling.GO && spelling != Spelling.RUST)
        || !BY_CONDITION.contains(text(start))) {
      return false;
    }
    for (int i = start + 1; i < at; i = Math.max(partner[i], i) + 1) {
      if (is(i, "{")) {
        return false;
      }
    }
    return true;
  }

  /// What lies around a place; null if there is nothing.
  ///
  /// @param line from 1
  /// @param column from 1; 0 if not known
  /// @param callee what is called there; empty if not known
  /// @param behind whether what is asked for are checks behind the call, not from its arguments on
  @Nullable Place at(int line, int column, String callee, boolean behind) {
    int at = token(line, column, callee);
    if (at < 0) {
      return null;
    }
    boolean straight = true;
    boolean checked = false;
    int end = tokens.size();
    for (int i = at; i >= 0; i = around[i]) {
      if (blocks[i] == Block.FUNCTION) {
        end = partner[i];
        break;
      }
      int start = start(i);
      int lambda = lambda(start, i);
      boolean condition = i != at && is(i, "(") && start == i - 1 && CHOICES.contains(text(start));
      straight &= blocks[i] != Block.CHOICE;
      straight &= condition || blocks[i] != null || !conditional(Math.max(start, lambda), i);
      checked |= i != at && is(i, "(") && checkBefore(i);
      if (lambda >= 0) {
        end = endOfLambda(i);
        break;
      }
    }
    int open = behind ? opens(at) : -1;
    int from = open < 0 ? at + 1 : partner[open] + 1;
    return new Place(
        straight,
        used(at),
        checked,
        isCheck(pathCheck(at)) || IntStream.rangeClosed(start(at), at).anyMatch(it -> fails(it, 0)),
        nextOnTheWay(from, end, false),
        nextOnTheWay(from, end, true));
  }

  /// Where the function without braces begins in which a token stands; -1 if it stands in none.
  private int lambda(int start, int at) {
    for (int i = before(at); i >= start && i > around[at]; i = before(i)) {
      if (is(i, ",") || is(i, ";")) {
        return -1;
      }
      boolean begins =
          (arrow(i, "=") && spelling == Spelling.JAVASCRIPT)
              || (arrow(i, "-") && spelling == Spelling.JAVA);
      if (begins) {
        return i + 1;
      }
    }
    return -1;
  }

  private int endOfLambda(int at) {
    for (int i = at; i < tokens.size(); i = Math.max(partner[i], i) + 1) {
      if (is(i, ",")
          || is(i, ";")
          || is(i, ")")
          || is(i, "]")
          || is(i, "}")
          || (i > at && lineEnds(i - 1))) {
        return i;
      }
    }
    return tokens.size();
  }

  private boolean checkBefore(int open) {
    int name = open - 1;
    if (is(name, "!") && spelling == Spelling.RUST) {
      name--;
    }
    if (is(name, ">")) {
      while (name > 0 && !is(name, "<")) {
        name--;
      }
      name--;
    }
    for (int i = name; word(i); i -= 2) {
      if (isCheck(i)) {
        return true;
      }
      if (!is(i - 1, ".")) {
        return false;
      }
    }
    return false;
  }

  /// The check that a path of names begins with, as `assert.equal` does; else where it ends.
  private int pathCheck(int at) {
    int first = at;
    while (is(first - 1, ".") && word(first - 2)) {
      first -= 2;
      if (isCheck(first)) {
        return first;
      }
    }
    return at;
  }

  /// Whether what a call gives is used for something.
  private boolean used(int at) {
    int start = start(at);
    int i = start;
    while (i < at
        && (is(i, "await")
            || (word(i) && (is(i + 1, ".") || is(i + 1, ":")))
            || is(i, ".")
            || is(i, ":"))) {
      i++;
    }
    if (i != at) {
      return true;
    }
    if (around[at] >= 0 && !is(around[at], "{")) {
      return true;
    }
    int open = opens(at);
    if (open < 0) {
      return !is(at + 1, "(") && !is(at + 1, ";");
    }
    int end = partner[open];
    return !(end + 1 >= tokens.size() || is(end + 1, ";") || is(end + 1, "}") || lineEnds(end));
  }

  private int token(int line, int column, String callee) {
    int found = -1;
    int named = -1;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.line() > line) {
        break;
      }
      if (token.line() == line) {
        if (column > 0) {
          if (token.column() <= column) {
            found = i;
          }
        } else if (named < 0 && token.is(callee)) {
          named = i;
        } else if (token.kind() == Token.Kind.WORD) {
          found = i;
        }
      }
    }
    int at = named >= 0 ? named : found;
    // Of a path of names the last is what is called.
    while (column > 0 && word(at) && is(at + 1, ".") && word(at + 2)) {
      at += 2;
    }
    return at;
  }

  /// Whether a function of that name is there to check something, or to do all.
  static boolean checks(String function) {
    return function.equals("main")
        || CHECK.matcher(function).matches()
        || CHECK_BY_ITSELF.matcher(function).matches();
  }

  /// Whether a word could be part of a check.
  static boolean isAboutChecks(String word) {
    return CHECK.matcher(word).matches()
        || CHECK_BY_ITSELF.matcher(word).matches()
        || FAILURES.contains(word);
  }
}
