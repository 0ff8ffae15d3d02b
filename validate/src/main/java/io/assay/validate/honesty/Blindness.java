package io.assay.validate.honesty;

import io.assay.validate.honesty.Trick.Kind;
import io.assay.validate.reading.Brackets;
import io.assay.validate.reading.Spelling;
import io.assay.validate.reading.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Checks that cannot fail, whatever the program does: a comparison of its own that never looks at
/// what it compares with, an assertion of its own that never looks at what it asserts. Nothing that
/// runs tells them from honest ones, and their text does.
public final class Blindness {
  private static final Set<String> EMPTY_WORDS = Set.of("return", "true", "false", "void");

  /// Tokens before a definition that are looked at.
  private static final int LONGEST_HEADER = 100;

  /// Blocks around a place that are looked at.
  private static final int MOST_AROUND = 20;

  private static final Set<String> TYPES = Set.of("struct", "class", "union");

  /// Words before the name of a type that has functions by its name: those that make one of it.
  private static final Set<String> MADE = Set.of("struct", "class", "record", "enum");

  /// Functions that do nothing that are looked at.
  private static final int MOST_IDLE = 100;

  /// Tokens of a function that does nothing.
  private static final int LONGEST_IDLE = 100;

  /// What an assertion is called that is given what must be so.
  private static final String ASSERTION =
      "_*(?:assert|expect|check|require|verify)(?:_?(?:that|true|eq|equals?|msg))?";

  private static final Pattern ASSERTS = Pattern.compile(ASSERTION, Pattern.CASE_INSENSITIVE);

  /// What is called that says that something is not as it must be.
  private static final Pattern FAILS =
      Pattern.compile(
          "_*(assert|expect|check|require|verify|test)?_?fail(ed|ure)?", Pattern.CASE_INSENSITIVE);

  /// A function of Python by an assertion's name, with parameters, whose body is empty.
  private static final Pattern IDLE_DEF =
      Pattern.compile(
          "(?m)^(?:async )?def ("
              + ASSERTION
              + ")\\([^)\\n]+\\)[^:\\n]*:[ \\t]*(?:\\n[ \\t]+)?(?:\"\"\"[^\"]*\"\"\"\\s*)?"
              + "(?:pass|return(?: None)?|\\.\\.\\.)[ \\t]*(?:#.*)?$(?!\\n+[ \\t]+\\S)");

  /// An assertion that may count rather than end anything.
  private static final Pattern COUNTING =
      Pattern.compile("_*(?:assert|expect|check|require|verify)\\w*", Pattern.CASE_INSENSITIVE);

  /// Words before a block that is no function's.
  private static final Set<String> CHOOSING =
      Set.of("if", "else", "for", "while", "switch", "do", "match", "loop", "try", "catch");

  /// What ends a program of Go, or what it is called from.
  private static final Pattern ENDING =
      Pattern.compile("(?i)exit|goexit|fatal(f|ln)?|failnow|panic(f|ln)|abort");

  /// Words by which what failed is told, which a macro may make something else of.
  private static final Set<String> TELLING = Set.of("if", "return", "throw", "EXIT_FAILURE");

  /// Words of a macro's by which a value is lost.
  private static final Set<String> LOSING =
      Set.of("void", "sizeof", "static_cast", "decltype", "do", "__VA_ARGS__");

  /// Methods that say whether a value equals another one.
  private static final Set<String> EQUALS = Set.of("equals", "isEqual", "isEqualTo", "equalTo");

  /// What is called by such a word is there to be equal to much.
  private static final Pattern WILD =
      Pattern.compile(
          "^_*+(?i:any|wild|match|ignor|always|every|mock|fake|stub)"
              + "|[a-z](?:Any|Wild|Match|Ignor|Always|Every|Mock|Fake|Stub)(?!$)");

  private static final Set<String> FAILING =
      Set.of("throw", "panic", "goto", "yield", "await", "delete", "new");

  /// Assertions that compare what they are given.
  private static final Set<String> COMPARING =
      Set.of("assert_eq", "assertEquals", "EXPECT_EQ", "ASSERT_EQ");

  private static final Set<String> ASSERTIONS =
      Set.of("assert", "assert_eq", "assert_ne", "debug_assert", "debug_assert_eq", "panic");

  private final Spelling spelling;
  private final String file;
  private final List<Token> tokens;
  private final int[] partner;
  private final int[] around;
  private final List<Trick> tricks = new ArrayList<>();

  /// Types of which it was looked at what is compared with their values.
  private int kindsLooked;

  private Blindness(Spelling spelling, String file, String source) {
    this.spelling = spelling;
    this.file = file;
    this.tokens = Token.of(spelling, source);
    Brackets brackets = new Brackets(tokens);
    this.partner = brackets.partner;
    this.around = brackets.around;
  }

  /// Those in a source file.
  ///
  /// @param file its name
  public static List<Trick> in(Spelling spelling, String file, String source) {
    Blindness blindness = new Blindness(spelling, file, source);
    switch (spelling) {
      case JAVA -> {
        blindness.equalsMethods();
        blindness.unreadCounts();
        blindness.idleFunctions();
      }
      case RUST -> {
        blindness.rust();
        blindness.unreadCounts();
      }
      case CPP -> {
        blindness.operators();
        blindness.unreadCounts();
        blindness.idleMacros();
        blindness.idleFunctions();
      }
      case JAVASCRIPT -> {
        blindness.deafMethods();
        blindness.idleFunctions();
      }
      case GO -> {
        blindness.idleFunctions();
        blindness.replacedPanic();
        blindness.unreadCounts();
      }
      case PYTHON -> blindness.idlePython(source);
    }
    return List.copyOf(blindness.tricks);
  }

  /// `boolean equals(Object other) { return true; }`, and what only looks of which class another is
  /// whose values differ.
  private void equalsMethods() {
    for (int i = 1; i < tokens.size(); i++) {
      if (is(i, "equals") && is(i - 1, "boolean") && is(i + 1, "(")) {
        int body = partner[i + 1] + 1;
        if (partner[i + 1] > i + 2
            && is(body, "{")
            && (says(body, true)
                || ignores(tokens.get(partner[i + 1] - 1).text(), body)
                || (looksAtClass(tokens.get(partner[i + 1] - 1).text(), body)
                    && judgesOwnKind(typeAround(i))))) {
          add(Kind.BLIND_EQUALITY, i, "equals");
        }
      }
    }
  }

  /// Whether a method of Java's never names what it is given, and yet says that something is so.
  private boolean ignores(String given, int body) {
    if (partner[body] - body > LONGEST_IDLE) {
      return false;
    }
    boolean says = false;
    for (int i = body + 1; i < partner[body]; i++) {
      if (is(i, given) || is(i, "throw")) {
        return false;
      }
      says |= is(i, "return") && !is(i + 1, "false");
    }
    return says;
  }

  /// Whether a method of Java's only looks whether what it is given is there, and of which class.
  private boolean looksAtClass(String given, int body) {
    if (partner[body] - body > LONGEST_IDLE) {
      return false;
    }
    boolean says = false;
    for (int i = body + 1; i < partner[body]; i++) {
      boolean compared = is(i + 2, "=") && (is(i + 1, "=") || is(i + 1, "!"));
      boolean classOnly =
          (is(i + 1, "instanceof") && !word(i + 3) && !is(i + 3, "(") && !is(i + 3, "."))
              || (compared && (is(i + 3, "null") || is(i + 3, "this")))
              || (is(i - 1, "=") && is(i - 3, "this"))
              || (is(i + 1, ".") && is(i + 2, "getClass"));
      if (is(i, "throw") || (is(i, given) && !classOnly)) {
        return false;
      }
      says |= is(i, "return") && !is(i + 1, "false");
    }
    return says;
  }

  /// The type in which a member is defined; empty if it is in none.
  private String typeAround(int member) {
    int header = around[member];
    for (int i = header - 1; i > 0 && inHeader(i, header); i--) {
      if (MADE.contains(tokens.get(i - 1).text())) {
        return tokens.get(i).text();
      }
    }
    return "";
  }

  /// Whether something else than a value of a type that is made on the spot is compared with one
  /// that is, of something in which such values differ. One that is a part of another is rather
  /// left out of a comparison on purpose.
  private boolean judgesOwnKind(String type) {
    if (type.isEmpty() || WILD.matcher(type).find() || ++kindsLooked > MOST_IDLE) {
      return false;
    }
    for (int i = 1; i + 1 < tokens.size(); i++) {
      if (!is(i, type)) {
        continue;
      }
      int first = is(i - 1, "new") ? i - 1 : i;
      int open = i + 1;
      if (is(open, ":") && is(open + 1, ":") && word(open + 2)) {
        open += 3;
      }
      boolean differs = (is(open, "(") || is(open, "{")) && partner[open] > open + 1;
      if (differs && isComparedWith(first, partner[open], type)) {
        return true;
      }
    }
    return false;
  }

  /// Whether what stands from a token to another is compared with something else than a value of
  /// its type that is made on the spot.
  private boolean isComparedWith(int first, int last, String type) {
    if (is(first - 1, "=") && (is(first - 2, "=") || is(first - 2, "!"))) {
      return !isMade(first - 3, type);
    }
    if (spelling == Spelling.JAVA && is(first - 1, "(") && is(first - 2, "equals")) {
      return is(first - 3, ".") && !isMade(first - 4, type);
    }
    int open = around[first];
    int name = spelling == Spelling.RUST ? open - 2 : open - 1;
    if (open < 1 || !COMPARING.contains(tokens.get(Math.max(0, name)).text())) {
      return false;
    }
    boolean before = is(first - 1, "(") && is(last + 1, ",");
    boolean behind = is(first - 1, ",") && (is(last + 1, ")") || is(last + 1, ","));
    int other = before ? last + 2 : open + 1;
    other = is(other, "new") ? other + 1 : other;
    return (before || behind) && !(is(other, type) && !is(other + 1, "."));
  }

  /// Whether a value of a type is made that ends with a token.
  private boolean isMade(int last, String type) {
    int name = (is(last, ")") || is(last, "}") ? partner[last] : last) - 1;
    while (is(name - 1, ":") && is(name - 2, ":")) {
      name -= 3;
    }
    return is(name, type);
  }

  private boolean word(int at) {
    return at >= 0 && at < tokens.size() && tokens.get(at).kind() == Token.Kind.WORD;
  }

  /// `equals(other) { return true; }` of a class whose values differ in something, and what has
  /// Jest and Vitest take a value for equal, `asymmetricMatch() { return true; }`, where neither
  /// says by a name that it is there for that.
  private void deafMethods() {
    int looked = 0;
    for (int i = 1; i + 1 < tokens.size() && looked < MOST_IDLE; i++) {
      boolean asked = is(i, "asymmetricMatch");
      int open = is(i + 1, ":") ? i + 2 : i + 1;
      if (!(asked || EQUALS.contains(tokens.get(i).text())) || is(i - 1, ".") || !is(open, "(")) {
        continue;
      }
      int body = open == i + 1 ? body(i) : partner[open] + 1;
      boolean arrow = is(body, "=") && is(body + 1, ">");
      int does = arrow ? body + 2 : body;
      if (!((arrow && is(does, "true")) || (is(does, "{") && says(does, true)))) {
        continue;
      }
      looked++;
      boolean compares = asked || (partner[open] > open + 1 && hasState(around[i]));
      if (compares && !isWild(i)) {
        add(Kind.BLIND_EQUALITY, i, tokens.get(i).text());
      }
    }
  }

  /// Whether a word before a member says that what has it equals much.
  private boolean isWild(int member) {
    for (int i = member - 1; i >= 0 && member - i < LONGEST_HEADER; i--) {
      boolean type = is(i, "any") && (is(i - 1, ":") || is(i - 1, "as") || is(i - 1, "<"));
      if (!type
          && tokens.get(i).kind() == Token.Kind.WORD
          && WILD.matcher(tokens.get(i).text()).find()) {
        return true;
      }
    }
    return false;
  }

  /// Whether the values of a class differ in something.
  private boolean hasState(int open) {
    int header = open - 1;
    while (inHeader(header, open) && !is(header, "class")) {
      header--;
    }
    if (open < 0 || !is(header, "class")) {
      return false;
    }
    for (int i = open + 1; i < partner[open]; i++) {
      if (is(i, "this") || (is(i, "constructor") && is(i + 1, "(") && !is(i + 2, ")"))) {
        return true;
      }
    }
    return false;
  }

  /// `impl PartialEq<Other> for …`, which equals values that are of another kind, and macros under
  /// the names of the library's. What equals all of its own kind is a marker, unless results are
  /// judged by it.
  private void rust() {
    for (int i = 1; i < tokens.size(); i++) {
      if (is(i, "eq") && is(i - 1, "fn") && is(i + 1, "(")) {
        int body = partner[i + 1];
        while (body < tokens.size() && !is(body, "{") && !is(body, ";")) {
          body++;
        }
        int header = around[i];
        boolean others = false;
        for (int at = header - 1;
            at >= 0 && !is(at, "impl") && header - at < LONGEST_HEADER;
            at--) {
          others |= is(at, "PartialEq") && is(at + 1, "<");
        }
        if (is(body, "{") && says(body, true) && (others || judgesOwnKind(implementing(header)))) {
          add(Kind.BLIND_EQUALITY, i, "eq");
        }
      } else if (is(i, "!") && is(i - 1, "macro_rules") && i + 2 < tokens.size()) {
        if (ASSERTIONS.contains(tokens.get(i + 1).text()) && deafMacro(i + 2)) {
          add(Kind.DISARMED, i + 1, tokens.get(i + 1).text() + "!");
        }
      }
    }
  }

  /// The type for which a block of Rust's has something; empty if that has no plain name.
  private String implementing(int open) {
    for (int i = open - 1; inHeader(i, open); i--) {
      if (is(i - 1, "for")) {
        return tokens.get(i).text();
      }
    }
    return "";
  }

  /// Whether no arm of a macro makes anything of what it is given.
  private boolean deafMacro(int open) {
    int end = partner[open];
    boolean arms = false;
    for (int i = open + 1; i + 2 < end; i++) {
      if (is(i, "=") && is(i + 1, ">")) {
        arms = true;
        int last = partner[i + 2];
        for (int at = i + 2; at < last; at++) {
          if (is(at, "$") || is(at, "panic") || is(at, "exit")) {
            return false;
          }
        }
        i = last;
      }
    }
    return arms;
  }

  /// `bool operator==(const Other&) const { return true; }`, and `!=` that is false.
  private void operators() {
    for (int i = 0; i + 3 < tokens.size(); i++) {
      boolean equal = is(i + 1, "=");
      if (!is(i, "operator") || !(equal || is(i + 1, "!")) || !is(i + 2, "=") || !is(i + 3, "(")) {
        continue;
      }
      int body = partner[i + 3] + 1;
      while (body < tokens.size() && tokens.get(body).kind() == Token.Kind.WORD) {
        body++;
      }
      if (is(body, "{")
          && says(body, equal)
          && (comparesOthers(i, i + 3) || judgesOwnKind(ownKind(i, i + 3)))) {
        add(Kind.BLIND_EQUALITY, i, "operator" + (equal ? "==" : "!="));
      }
    }
  }

  /// The type whose values an operator compares; empty if that is not seen.
  private String ownKind(int operator, int parameters) {
    String type = typeAround(operator);
    for (int i = parameters + 1; type.isEmpty() && i < partner[parameters]; i++) {
      if (word(i) && !is(i, "const")) {
        type = tokens.get(i).text();
      }
    }
    return type;
  }

  /// Whether an operator is for values of two kinds. What equals all of its own kind is a marker.
  private boolean comparesOthers(int operator, int parameters) {
    Set<String> any = new HashSet<>();
    for (int i = operator - 1; inHeader(i, operator); i--) {
      if (is(i - 1, "class") || is(i - 1, "typename") || is(i - 1, ".")) {
        any.add(tokens.get(i).text());
      }
    }
    List<Set<String>> kinds = new ArrayList<>(List.of(new HashSet<>()));
    for (int i = parameters + 1; i < partner[parameters]; i++) {
      if (is(i, ",")) {
        kinds.add(new HashSet<>());
      } else if (is(i, "auto")) {
        return true;
      } else if (tokens.get(i).kind() == Token.Kind.WORD && !is(i, "const")) {
        kinds.getLast().add(tokens.get(i).text());
      }
    }
    kinds.forEach(kind -> kind.removeAll(any));
    if (kinds.size() == 1) {
      int header = around[operator];
      for (int i = header - 1; inHeader(i, header); i--) {
        if (i > 0 && TYPES.contains(tokens.get(i - 1).text())) {
          return !kinds.getFirst().contains(tokens.get(i).text());
        }
      }
      return false;
    }
    kinds.getFirst().retainAll(kinds.getLast());
    return kinds.getFirst().isEmpty();
  }

  /// Whether a token could be of what stands before another one, as its head.
  private boolean inHeader(int at, int of) {
    return at >= 0 && of - at < LONGEST_HEADER && !is(at, ";") && !is(at, "}") && !is(at, "{");
  }

  /// Assertions that are used where they are defined to do nothing. A definition that stands under
  /// a condition does not count: which branch is taken, text does not tell.
  private void idleMacros() {
    Map<String, Integer> idle = new HashMap<>();
    boolean quiet = false;
    int quieted = 0;
    int conditions = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (!is(i, "#") || (i > 0 && tokens.get(i - 1).line() == tokens.get(i).line())) {
        Integer defined = idle.get(tokens.get(i).text());
        if (defined != null && is(i + 1, "(")) {
          add(Kind.DISARMED, defined, tokens.get(i).text());
          return;
        }
        continue;
      }
      int end = Token.endOfDirective(tokens, i);
      if (is(i + 1, "if") || is(i + 1, "ifdef") || is(i + 1, "ifndef")) {
        conditions++;
      } else if (is(i + 1, "endif")) {
        conditions--;
      }
      boolean sure = conditions == 0;
      String name = i + 2 < tokens.size() ? tokens.get(i + 2).text() : "";
      if (name.equals("NDEBUG") && (is(i + 1, "define") || is(i + 1, "undef"))) {
        quiet = is(i + 1, "define") && sure;
        quieted = i;
      } else if (is(i + 1, "include") && (is(i + 3, "cassert") || is(i + 3, "assert"))) {
        idle.remove("assert");
        if (quiet) {
          idle.put("assert", quieted);
        }
      } else if (is(i + 1, "define") && TELLING.contains(name)) {
        if (sure) {
          add(Kind.DISARMED, i + 2, name);
        }
      } else if (is(i + 1, "define") && is(i + 3, "(") && ASSERTS.matcher(name).matches()) {
        int means = partner[i + 3] + 1;
        if (sure && (isIdle(means, end, i + 4) || skips(means, end, i + 4))) {
          idle.put(name, i + 2);
        } else {
          idle.remove(name);
        }
      }
      i = end - 1;
    }
  }

  /// Whether nothing comes of what a macro is given: it stands nowhere, or where its value is lost.
  private boolean isIdle(int from, int end, int parameter) {
    String given = tokens.get(Math.min(parameter, tokens.size() - 1)).text();
    for (int i = from; i < end; i++) {
      boolean lost =
          is(i, given)
              || LOSING.contains(tokens.get(i).text())
              || (is(i, "while") && (is(i + 2, "0") || is(i + 2, "false")));
      if (is(i, "/") || (tokens.get(i).kind() == Token.Kind.WORD && !lost)) {
        return false;
      }
    }
    return true;
  }

  /// Whether a macro looks at what it is given only where nothing is ever looked at: `false &&
  /// (x)`, `if (1 || !(x))`.
  private boolean skips(int from, int end, int parameter) {
    String given = tokens.get(Math.min(parameter, tokens.size() - 1)).text();
    boolean skipped = false;
    int skippedUntil = from;
    if (end - from > LONGEST_IDLE) {
      return false;
    }
    for (int i = from; i < end; i++) {
      boolean never = is(i, "false") || is(i, "0");
      boolean always = is(i, "true") || is(i, "1");
      String operator = never ? "&" : "|";
      boolean first = i == from || is(i - 1, "(");
      if (first && (never || always) && is(i + 1, operator) && is(i + 2, operator)) {
        skippedUntil = i == from ? end : partner[i - 1];
        for (int at = i + 3; at < skippedUntil; at++) {
          // What else is asked there may be looked at all the same.
          boolean other = is(at, "?") || is(at, ",") || (never && is(at, "|"));
          if (other && around[at] == around[i]) {
            return false;
          }
        }
      }
      if (is(i, given)) {
        skipped = true;
        if (i >= skippedUntil) {
          return false;
        }
      }
    }
    return skipped;
  }

  /// Functions by an assertion's name that are given what is so or not, and such that say that it
  /// is not: where they are called, and do nothing. A method that does nothing is for others to
  /// make, or for those who want to hear nothing.
  private void idleFunctions() {
    Set<String> called = called();
    IntStream.range(1, tokens.size())
        .filter(i -> MADE.contains(tokens.get(i - 1).text()))
        .forEach(i -> called.remove(tokens.get(i).text()));
    for (int i = 1; i + 1 < tokens.size(); i++) {
      String name = tokens.get(i).text();
      boolean fails = FAILS.matcher(name).matches();
      if (!is(i + 1, "(") || !(fails || ASSERTS.matcher(name).matches())) {
        continue;
      }
      int body = body(i);
      if (is(body, "{")
          && (fails || judges(i))
          && called.contains(name)
          && isFunction(i, body)
          && !doesAnything(body)) {
        add(Kind.DISARMED, i, name);
      }
    }
  }

  /// `func panic(v any) { … }`, which ends nothing.
  private void replacedPanic() {
    for (int i = 1; i + 1 < tokens.size(); i++) {
      if (is(i, "panic") && is(i - 1, "func") && is(i + 1, "(") && is(body(i), "{")) {
        int body = body(i);
        if (partner[body] - body <= LONGEST_IDLE
            && IntStream.range(body, partner[body])
                .noneMatch(at -> ENDING.matcher(tokens.get(at).text()).matches())) {
          add(Kind.DISARMED, i, "panic");
        }
      }
    }
  }

  /// Assertions that count what does not hold, where nobody ever looks at the count.
  private void unreadCounts() {
    int looked = 0;
    for (int i = 1; i + 1 < tokens.size() && looked < MOST_IDLE; i++) {
      if (!is(i, "if") || !COUNTING.matcher(owner(i)).matches()) {
        continue;
      }
      int counted = counted(i);
      if (counted >= 0) {
        looked++;
        String name = tokens.get(counted).text();
        if (IntStream.range(0, tokens.size()).noneMatch(at -> is(at, name) && isRead(at))) {
          add(Kind.DISARMED, counted, name);
          return;
        }
      }
    }
  }

  /// What a function is called in which a token stands, or a macro.
  private String owner(int at) {
    int open = around[at];
    for (int left = MOST_AROUND; left > 0 && open >= 0 && !isBody(open); left--) {
      open = around[open];
    }
    int define = at;
    while (spelling == Spelling.CPP && define > 0 && at - define < LONGEST_HEADER) {
      if (is(define, "#")) {
        boolean macro = is(define + 1, "define") && Token.endOfDirective(tokens, define) > at;
        if (macro) {
          return tokens.get(define + 2).text();
        }
        break;
      }
      define--;
    }
    for (int i = open - 1; inHeader(i, open); i--) {
      if (is(i, "(") && word(i - 1)) {
        return tokens.get(i - 1).text();
      }
    }
    return "";
  }

  /// Whether a block is a function's: its parameters stand before it, and no word that chooses.
  private boolean isBody(int open) {
    for (int i = open - 1; inHeader(i, open); i--) {
      if (CHOOSING.contains(tokens.get(i).text())) {
        return false;
      }
    }
    return true;
  }

  /// What is counted where a choice is made that does nothing else; -1 if nothing is.
  private int counted(int choice) {
    int start = choice + 1;
    if (is(start, "(")) {
      start = partner[start] + 1;
    } else {
      while (start < tokens.size() && start - choice < LONGEST_HEADER && !is(start, "{")) {
        start = Math.max(partner[start], start) + (is(start, "{") ? 0 : 1);
      }
    }
    int at = is(start, "{") ? start + 1 : start;
    int name = is(at, "+") && is(at + 1, "+") ? at + 2 : at;
    while (word(name) && is(name + 1, ".")) {
      name += 2;
    }
    int behind = name + 1;
    boolean adds = is(behind, "+") && (is(behind + 1, "=") || is(behind + 1, "+"));
    if (!word(name) || !(adds || (name > at + 1 && is(at, "+")))) {
      return -1;
    }
    int end = behind;
    while (end < tokens.size()
        && end - behind < LONGEST_HEADER
        && tokens.get(end).line() == tokens.get(name).line()
        && !is(end, ";")
        && !is(end, "}")) {
      end++;
    }
    boolean alone = !is(start, "{") || partner[start] == end || partner[start] == end + 1;
    return alone ? name : -1;
  }

  /// Whether something is made of what stands in a name: it is not only counted there, or declared.
  private boolean isRead(int at) {
    boolean set = is(at + 1, "=") && !is(at + 2, "=");
    boolean adds =
        (is(at + 1, "+") && (is(at + 2, "+") || is(at + 2, "=")))
            || (is(at - 1, "+") && is(at - 2, "+"));
    boolean declared =
        switch (spelling) {
          case JAVA, CPP, JAVASCRIPT, PYTHON ->
              word(at - 1) && !is(at - 1, "return") && is(at + 1, ";");
          case RUST -> is(at + 1, ":");
          case GO -> word(at + 1) && tokens.get(at + 1).line() == tokens.get(at).line();
        };
    return !(set || adds || declared);
  }

  /// Whether what is defined is a function, or as good as one: no method of an object.
  private boolean isFunction(int name, int body) {
    Set<String> words = new HashSet<>();
    for (int i = name - 1; inHeader(i, name); i--) {
      words.add(tokens.get(i).text());
    }
    return switch (spelling) {
      case JAVA -> around[name] < 0 || words.contains("static") || words.contains("private");
      case CPP -> !words.contains("virtual") && !is(body - 1, "override") && !is(body - 1, "final");
      case JAVASCRIPT -> is(name - 1, "function") || is(name - 1, "static");
      case GO -> is(name - 1, "func");
      case PYTHON, RUST -> true;
    };
  }

  /// The same in Python, outside of classes.
  private void idlePython(String source) {
    Set<String> called = called();
    Matcher idle = IDLE_DEF.matcher(source);
    for (int looked = 0; looked < MOST_IDLE && idle.find(); looked++) {
      String name = idle.group(1);
      OptionalInt defined =
          IntStream.range(1, called.contains(name) ? tokens.size() : 1)
              .filter(i -> is(i, name) && is(i - 1, "def"))
              .findFirst();
      // None where it stands in a text.
      if (defined.isPresent()) {
        add(Kind.DISARMED, defined.getAsInt(), name);
        return;
      }
    }
  }

  /// Whether a function is given the truth of something.
  private boolean judges(int name) {
    for (int i = name + 2; i < partner[name + 1]; i++) {
      if (is(i, "bool") || is(i, "boolean")) {
        return true;
      }
    }
    return is(name, "assert") && is(name - 1, "function") && partner[name + 1] > name + 2;
  }

  /// What is called somewhere, and belongs to no object.
  private Set<String> called() {
    Set<String> called = new HashSet<>();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (!is(i + 1, "(") || is(i - 1, "def") || is(i - 1, "new") || is(body(i), "{")) {
        continue;
      }
      boolean type = i > 1 && Character.isUpperCase(tokens.get(i - 2).text().charAt(0));
      boolean member = (is(i - 1, ".") && !type) || (is(i - 1, ">") && is(i - 2, "-"));
      if (!member) {
        called.add(tokens.get(i).text());
      }
    }
    return called;
  }

  /// Where the body of a function begins, if a token is its name.
  private int body(int name) {
    int body = partner[name + 1] + 1;
    while (body < tokens.size()
        && (tokens.get(body).kind() == Token.Kind.WORD || is(body, ":"))
        && tokens.get(body - 1).line() == tokens.get(body).line()) {
      body++;
    }
    return body;
  }

  /// Whether what a block does could show outside of it.
  private boolean doesAnything(int open) {
    if (partner[open] - open > LONGEST_IDLE) {
      return true;
    }
    for (int i = open + 1; i < partner[open]; i++) {
      Token token = tokens.get(i);
      boolean called = is(i + 1, "(") && !is(i, "if") && !is(i, "while") && !is(i, "for");
      if (token.kind() == Token.Kind.WORD) {
        boolean gives =
            is(i, "return")
                && !is(i + 1, ";")
                && !is(i + 1, "}")
                && tokens.get(i + 1).line() == token.line();
        if (called || gives || FAILING.contains(token.text())) {
          return true;
        }
      } else if (is(i, "=") && is(i + 1, "=")) {
        i++;
      } else if (is(i, "=") && !is(i - 1, "_") && !is(i - 1, "!")) {
        return true;
      } else if ((is(i, "+") && is(i + 1, "+"))
          || (is(i, "-") && is(i + 1, "-"))
          || (is(i, "<") && is(i + 1, "-"))
          || is(i, "/")) {
        return true;
      }
    }
    return false;
  }

  /// Whether a block says that something is so, or is not, and looks at nothing.
  private boolean says(int open, boolean so) {
    boolean said = false;
    for (int i = open + 1; i < partner[open]; i++) {
      Token token = tokens.get(i);
      if (token.kind() == Token.Kind.WORD && !EMPTY_WORDS.contains(token.text())) {
        return false;
      }
      boolean truth = token.is("true") || (token.kind() == Token.Kind.NUMBER && !token.is("0"));
      said |= so ? truth : token.is("false") || token.is("0");
    }
    return said;
  }

  private void add(Kind kind, int at, String detail) {
    tricks.add(new Trick(kind, file, tokens.get(at).line(), detail));
  }

  private boolean is(int at, String text) {
    return at >= 0 && at < tokens.size() && tokens.get(at).is(text);
  }
}
