package io.assay.validate.honesty;

import io.assay.validate.reading.Brackets;
import io.assay.validate.reading.Spelling;
import io.assay.validate.reading.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  /// Those of them, and of others, behind which brackets may begin. Other words are the name of a
  /// method there.
  private static final Set<String> BRACKETED =
      Set.of("if", "for", "while", "switch", "catch", "case");

  /// Tokens of a template's parameters that are looked at.
  private static final int LONGEST_TEMPLATE = 500;

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
          "import",
          "export");

  /// Words before a block that is always come through.
  private static final Set<String> STRAIGHT =
      Set.of("try", "unsafe", "finally", "synchronized", "static", "async", "move", "defer");

  /// Those of them behind which something may stand in brackets.
  private static final Set<String> STRAIGHT_WITH = Set.of("try", "synchronized");

  /// Words that end what judges a result, if something was not as it must be.
  private static final Set<String> FAILURES =
      Set.of("throw", "panic", "abort", "Fatal", "Fatalf", "fatal", "Errorf", "terminate");

  private static final Set<String> ENDS =
      Set.of("exit", "Exit", "_exit", "_Exit", "quick_exit", "halt", "reallyExit");

  /// What a program says by its status that all is well.
  private static final Set<String> SUCCESSES = Set.of("0", "EXIT_SUCCESS");

  /// Words that may stand before a call, where any other would make of it a declaration.
  private static final Set<String> BEFORE_CALLS =
      Set.of(
          "return", "await", "else", "new", "throw", "do", "in", "of", "yield", "case", "go",
          "defer");

  /// Words that declare a function.
  private static final Set<String> FUNCTIONS = Set.of("fn", "func", "function");

  /// Tokens between a name and its arguments.
  private static final int FARTHEST = 20;

  private static final Pattern CHECK =
      Pattern.compile("_*(assert|expect).*", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHECK_BY_ITSELF =
      Pattern.compile("_*(verify|check|ensure|test|should).*", Pattern.CASE_INSENSITIVE);

  private static final Pattern SAYS_EQUAL =
      Pattern.compile(
          "_*(compare|(is_?)?(deep_?)?(strict_?)?equals?|(is_?)?same|isDeepStrictEqual)",
          Pattern.CASE_INSENSITIVE);

  /// What judges a result, rather than what something else is given.
  private static final Pattern JUDGES =
      Pattern.compile(
          "_*(assert|expect|test|should).*|.*tests?|_*(check|verify|ensure)(_?(that|true|false|eq|equal.*|same|all))?",
          Pattern.CASE_INSENSITIVE);

  /// What is thrown of what something is given that it cannot take.
  private static final Set<String> REFUSALS =
      Set.of(
          "invalid_argument",
          "out_of_range",
          "domain_error",
          "length_error",
          "range_error",
          "overflow_error",
          "underflow_error");

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

  /// For each token the innermost block of a function around it; -1 for none.
  private final int[] bodies;

  /// For each token the innermost place, itself or around it in the same function, at which
  /// something decides whether it is come to; -1 for none.
  private final int[] choices;

  /// The blocks of functions that are the program: what C++ returns from there is its status.
  private final Set<Integer> mains = new HashSet<>();

  private final Set<Integer> definitions = new HashSet<>();
  private final Set<String> checkers = new HashSet<>();
  private final Set<String> failing = new HashSet<>();

  /// The outline of a source file, whose length and shape may be meant to make this slow: each
  /// token is looked at a few times, however many are around it or before it in its statement.
  Outline(Spelling spelling, String source) {
    this.spelling = spelling;
    this.tokens = Token.of(spelling, source);
    Brackets brackets = new Brackets(tokens);
    this.partner = brackets.partner;
    this.around = brackets.around;
    this.blocks = new @Nullable Block[tokens.size()];
    this.bodies = new int[tokens.size()];
    this.choices = new int[tokens.size()];
    Map<Integer, String> functions = new HashMap<>();
    Map<Integer, Statement> statements = new HashMap<>();
    int program = -1;
    for (int i = 0; i < tokens.size(); i++) {
      int outer = around[i];
      Statement statement =
          statements.computeIfAbsent(outer, it -> new Statement(it + 1)).before(i);
      statements.put(outer, statement);
      if (is(i, "require") || (is(i, "import") && is(i + 2, "meta"))) {
        program = i;
      }
      if (is(i, "{")) {
        blocks[i] = block(i, statement, program, functions);
      }
      bodies[i] = outer < 0 || blocks[outer] == Block.FUNCTION ? outer : bodies[outer];
      if (blocks[i] == Block.FUNCTION) {
        choices[i] = -1;
      } else if (blocks[i] == Block.CHOICE || statement.decides(i)) {
        choices[i] = i;
      } else {
        choices[i] = outer < 0 ? -1 : choices[outer];
      }
    }
    functions.forEach((open, name) -> {
      if (name.equals("main")) {
        mains.add(open);
      }
    });
    Map<String, List<Integer>> mentions = new HashMap<>();
    functions.values().forEach(name -> mentions.put(name, new ArrayList<>()));
    for (int i = 0; i < tokens.size(); i++) {
      List<Integer> places = mentions.get(text(i));
      if (places != null && !definitions.contains(i)) {
        places.add(i);
      }
    }
    spread(checkers, (at, _) -> isCheck(at), functions, mentions);
    spread(failing, this::fails, functions, mentions);
  }

  /// A statement, as far as it was read. What is asked of it concerns the token where that ends.
  private final class Statement {
    private final int start;

    /// Its start, or behind the last comma where values stand side by side.
    private int begin;

    private int next;

    /// From `begin` on: the last word that declares a function, the first bracket behind what could
    /// be one's name, and the first name to which something is given; -1 for none.
    private int function = -1;

    private int group = -1;
    private int assigned = -1;
    private boolean isCase;
    private boolean isChoice;
    private boolean isContainer;

    /// Whether a function without a name begins in it that says what it returns.
    private boolean isLambda;

    /// The token that ends the parameters of a template; -1 for none.
    private int template = -1;

    /// From `start` on.
    private boolean hasOperator;

    private boolean hasBlock;

    Statement(int start) {
      this.start = start;
      this.begin = start;
      this.next = start;
    }

    /// The statement in which a token stands, read up to it: this one, or one behind it.
    Statement before(int at) {
      Statement statement = this;
      while (statement.next < at) {
        int i = statement.next;
        statement.read(i);
        if (ends(i)) {
          statement = new Statement(statement.next);
        }
      }
      return statement;
    }

    /// The same of one that is known to go on.
    Statement upTo(int at) {
      while (next < at) {
        read(next);
      }
      return this;
    }

    private void read(int i) {
      next = Math.max(partner[i], i) + 1;
      hasBlock |= i > start && is(i, "{");
      hasOperator |=
          (is(i, "&") && is(i + 1, "&"))
              || (is(i, "|") && is(i + 1, "|") && !beginsFunction(i))
              || (is(i, "?") && !is(i + 1, ".") && spelling != Spelling.RUST);
      if (is(i, ",") && holdsValues(around[i])) {
        begin = next;
        function = -1;
        group = -1;
        assigned = -1;
        isCase = false;
        isChoice = false;
        isContainer = false;
        isLambda = false;
      } else if (i <= template) {
        return;
      } else if (word(i)) {
        String word = text(i);
        if (word.equals("template") && is(i + 1, "<")) {
          template = endOfTemplate(i + 1);
        }
        if (!is(i + 1, "(") || BRACKETED.contains(word) || spelling == Spelling.RUST) {
          isCase |= word.equals("case");
          isChoice |= CHOICES.contains(word);
          isContainer |= CONTAINERS.contains(word);
        }
        if (FUNCTIONS.contains(word)) {
          function = i;
        }
        if (assigned < 0
            && ((is(i + 1, "=") && !is(i + 2, "=")) || (is(i + 1, ":") && !is(i + 2, ":")))) {
          assigned = i;
        }
      } else if ((spelling == Spelling.RUST && is(i, "|") && arrow(i + 2, "-"))
          || (spelling == Spelling.CPP && is(i, "(") && is(i - 1, "]"))) {
        isLambda = true;
      } else if (is(i, "(") && group < 0 && i > begin && (word(i - 1) || is(i - 1, ">"))) {
        group = i;
      }
    }

    /// Whether two bars are a function of Rust's without parameters: where a value begins.
    private boolean beginsFunction(int i) {
      return i == start || is(i - 1, "move") || is(i - 1, ",") || is(i - 1, "=");
    }

    /// Whether what was read decides whether the token behind it is come to.
    boolean decides(int at) {
      boolean byWord = word(start) && CHOICES.contains(text(start));
      return hasOperator || (byWord && !isCondition() && !(at == start && is(at, "select")));
    }

    /// Whether the token stands in what a choice is made by, in a language without brackets around
    /// it: that is come to in any case.
    private boolean isCondition() {
      return (spelling == Spelling.GO || spelling == Spelling.RUST)
          && BY_CONDITION.contains(text(start))
          && !hasBlock;
    }
  }

  /// Whether a token counts for what begins at another.
  @FunctionalInterface
  private interface Counts {
    boolean from(int at, int from);
  }

  /// Finds the functions in which some token counts, which may do so by naming another of them.
  private void spread(
      Set<String> found,
      Counts counts,
      Map<Integer, String> functions,
      Map<String, List<Integer>> mentions) {
    Set<Integer> bodiesFound = new HashSet<>();
    Deque<Integer> waiting = new ArrayDeque<>();
    IntStream.range(0, tokens.size()).filter(this::word).forEach(waiting::add);
    while (!waiting.isEmpty()) {
      int at = waiting.remove();
      int body = counts.from(at, 0) ? bodies[at] : -1;
      while (body >= 0 && !bodiesFound.contains(body)) {
        if (counts.from(at, body + 1)) {
          bodiesFound.add(body);
          String name = functions.get(body);
          if (name != null && found.add(name)) {
            waiting.addAll(mentions.getOrDefault(name, List.of()));
          }
        }
        body = isArgument(body) ? bodies[body] : -1;
      }
    }
  }

  /// Whether a function's block stands in the arguments of a call, which comes to it.
  private boolean isArgument(int block) {
    return around[block] >= 0 && is(around[block], "(");
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
    for (int i = before(at); i > around[at] && !ends(i); i = before(i)) {
      start = i;
    }
    return start;
  }

  /// Whether a statement ends with a token, brackets being one.
  private boolean ends(int at) {
    return is(at, ";")
        || (is(at, "{")
            && blocks[at] != null
            && blocks[at] != Block.VALUE
            && !joined(partner[at] + 1))
        || lineEnds(Math.max(partner[at], at));
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

  /// Whether values stand side by side between brackets.
  private boolean holdsValues(int open) {
    return open >= 0 && (is(open, "(") || is(open, "[") || blocks[open] == Block.VALUE);
  }

  /// What a block is.
  ///
  /// @param statement the one that it stands in, up to it
  /// @param program where it was last asked whether the file is the program; -1 for nowhere
  private Block block(int open, Statement statement, int program, Map<Integer, String> functions) {
    int start = statement.begin;
    if (start == open) {
      boolean inValue = around[open] >= 0 && (is(around[open], "(") || is(around[open], "["));
      return inValue ? Block.VALUE : Block.STRAIGHT;
    }
    int last = open - 1;
    if (statement.isCase || (arrow(last, "=") && spelling == Spelling.RUST)) {
      return Block.CHOICE;
    }
    if (arrow(last, "=")
        || (arrow(last, "-") && spelling == Spelling.JAVA)
        || (is(last, "|") && spelling == Spelling.RUST)
        || statement.isLambda) {
      return function(statement.assigned, open, functions);
    }
    int function = statement.function;
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
      int assigned = statement.assigned < function ? statement.assigned : -1;
      return function(word(name) ? name : assigned, open, functions);
    }
    if ((tokens.get(last).kind() == Token.Kind.SIGN && "=:?&(,[+".contains(text(last)))
        || is(last, "return")) {
      return Block.VALUE;
    }
    if (statement.isContainer || is(last - 1, "extern")) {
      return Block.CONTAINER;
    }
    if (statement.isChoice) {
      return program >= start ? Block.STRAIGHT : Block.CHOICE;
    }
    // Further before a block they belong to a method that begins with them.
    boolean brackets = STRAIGHT_WITH.contains(text(start)) && partner[last] == start + 1;
    if (STRAIGHT.contains(text(last)) || brackets) {
      return Block.STRAIGHT;
    }
    int group = statement.group;
    if (group >= 0 && word(group - 1)) {
      return function(group - 1, open, functions);
    }
    if (is(last, ")") && (is(partner[last] - 1, "]") || group >= 0)) {
      return Block.FUNCTION;
    }
    return spelling == Spelling.CPP && is(last, "]") ? Block.FUNCTION : Block.VALUE;
  }

  /// Where the parameters of a template end that begin at a token; there if they seem to have no
  /// end.
  private int endOfTemplate(int open) {
    int depth = 0;
    for (int i = open; i < Math.min(tokens.size(), open + LONGEST_TEMPLATE); i++) {
      depth += is(i, "<") ? 1 : is(i, ">") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return open;
  }

  private Block function(int name, int open, Map<Integer, String> functions) {
    if (word(name)) {
      definitions.add(name);
      functions.put(open, text(name));
    }
    return Block.FUNCTION;
  }

  /// The line of the first check from a token to another; 0 if there is none. What is inside of
  /// functions that are declared there is not come to.
  private int next(int from, int to, boolean failures) {
    for (int i = from; i < to; i++) {
      if (blocks[i] == Block.FUNCTION && !isArgument(i)) {
        i = Math.max(partner[i], i);
      } else if (failures ? fails(i, from) : isCheck(i) || failsUnlessEqual(i, from)) {
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
      for (int i = open + 1; i < tokens.size() && i < open + FARTHEST; i++) {
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
            || (ENDS.contains(name) && is(at + 1, "(") && isFailure(at + 2))
            || (returnsStatus(at) && isFailure(at + 1));
    if (!failure) {
      return false;
    }
    return failing.contains(name) || choices[at] >= from;
  }

  /// Whether a token fails where a function says that two things are not the same.
  private boolean failsUnlessEqual(int at, int from) {
    if (!fails(at, from) || choices[at] < 0) {
      return false;
    }
    int start = start(choices[at]);
    int name = is(start + 1, "(") ? start + 2 : start + 1;
    if (!is(start, "if") || !is(name, "!")) {
      return false;
    }
    name++;
    while (is(name + 1, ".") && word(name + 2)) {
      name += 2;
    }
    return SAYS_EQUAL.matcher(text(name)).matches() && is(name + 1, "(");
  }

  /// Whether a token is a status by which a program says that something was not as it must be.
  private boolean isFailure(int at) {
    boolean number = at < tokens.size() && tokens.get(at).kind() == Token.Kind.NUMBER;
    return (number || is(at, "EXIT_FAILURE"))
        && !SUCCESSES.contains(text(at))
        && (is(at + 1, ")") || is(at + 1, ";"));
  }

  /// Whether a token ends the program by returning from it.
  private boolean returnsStatus(int at) {
    return spelling == Spelling.CPP && is(at, "return") && mains.contains(bodies[at]);
  }

  /// Whether a program may end with a status that says that something was not as it must be.
  ///
  /// @param sources its files
  static boolean mayEndBadly(Spelling spelling, Collection<String> sources) {
    return sources.stream().anyMatch(source -> new Outline(spelling, source).mayEndBadly());
  }

  private boolean mayEndBadly() {
    for (int i = 0; i + 1 < tokens.size(); i++) {
      boolean ends = ENDS.contains(text(i)) && is(i + 1, "(");
      int status = ends ? i + 2 : i + 1;
      if ((ends || returnsStatus(i))
          && !is(status, ";")
          && !is(status, ")")
          && !SUCCESSES.contains(text(status))) {
        return true;
      }
    }
    return false;
  }

  /// Whether what stands between two tokens of a statement decides whether the second is come to.
  private boolean conditional(int start, int at) {
    return new Statement(start).upTo(at).decides(at);
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
    boolean failed = false;
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
      // What is thrown may be worked out in brackets.
      failed |=
          (i == at || !is(i, "{")) && IntStream.rangeClosed(start, i).anyMatch(it -> fails(it, 0));
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
        isCheck(pathCheck(at)) || failed,
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
      while (name > open - FARTHEST && name > 0 && !is(name, "<")) {
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
    int i = underNoChoice(start(at), at);
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

  /// Where what is done begins in a statement that may stand under choices without braces.
  private int underNoChoice(int start, int at) {
    int i = start;
    while (i < at && CHOICES.contains(text(i))) {
      if (is(i, "case")) {
        while (i < at && !is(i, ":")) {
          i++;
        }
      } else {
        i = is(i + 1, "(") ? partner[i + 1] + 1 : i + 1;
      }
    }
    return i;
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

  /// Whether a word stands on a line.
  boolean names(int line, String word) {
    return tokens.stream().anyMatch(token -> token.line() == line && token.is(word));
  }

  /// Whether the first of several promises is waited for, and a function gives one that need not be
  /// waited for.
  boolean races(String function) {
    return IntStream.range(0, tokens.size()).anyMatch(at -> is(at, "race") && is(at + 1, "("))
        && IntStream.range(0, tokens.size())
            .anyMatch(at ->
                is(at, function)
                    && is(at + 1, "(")
                    && around[at] >= 0
                    && !is(around[at], "{")
                    && !is(start(at), "await"));
  }

  /// Whether what is thrown on a line says that something was given what it cannot take.
  boolean refuses(int line) {
    for (int i = 0; i < tokens.size() && tokens.get(i).line() <= line; i++) {
      if (is(i, "throw") && tokens.get(i).line() == line) {
        int thrown = i + 1;
        while (word(thrown) && is(thrown + 1, ":") && is(thrown + 2, ":")) {
          thrown += 3;
        }
        return REFUSALS.contains(text(thrown));
      }
    }
    return false;
  }

  /// Whether a function of that name judges results. One that is only there to check something
  /// (`checkBounds`) may judge what another is given.
  static boolean judges(String function) {
    return JUDGES.matcher(function).matches();
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
