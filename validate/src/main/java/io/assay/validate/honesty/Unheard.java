package io.assay.validate.honesty;

import io.assay.validate.reading.Brackets;
import io.assay.validate.reading.Spelling;
import io.assay.validate.reading.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Where a Rust source file makes nothing of what a panic came to: `catch_unwind` and `join` give
/// it as a value, which can be left alone.
final class Unheard {
  /// What is called on such a value without a word of it.
  private static final Set<String> QUIET =
      Set.of("ok", "err", "is_ok", "is_err", "unwrap_or", "unwrap_or_default", "unwrap_or_else");

  /// Words with which a statement begins that makes something of a value.
  private static final Set<String> USES =
      Set.of("let", "if", "while", "match", "for", "return", "break");

  private static final Set<String> PRINTS = Set.of("println", "print", "eprintln", "eprint");

  /// Values with a name that are followed, and brackets around what is printed of one.
  private static final int MOST_NAMED = 100;

  private static final int DEEPEST = 20;
  private static final int LONGEST_PRINTED = 200;

  /// Words of an assertion in which nothing is asked of the program.
  private static final Set<String> KNOWN =
      Set.of("assert", "assert_eq", "assert_ne", "true", "false");

  /// What a text says of a failure that had to come.
  private static final Pattern MEANT =
      Pattern.compile("(?i)expect|should|correct|caught|refus|reject|as it must|good");

  private final String source;
  private final List<Token> tokens;
  private final Brackets brackets;

  /// For each token the one with which its statement begins.
  private final int[] begins;

  private final List<int[]> caught = new ArrayList<>();

  /// The same of calls of which something is printed, and no more.
  private final List<int[]> printed = new ArrayList<>();

  private boolean joins;
  private boolean printsJoins;
  private boolean unwinds;
  private boolean hears;
  private int looked;

  /// What is made of a value.
  private enum Fate {
    LEFT_ALONE,
    PRINTED,
    USED
  }

  /// Reads a source file.
  Unheard(String source) {
    this.source = source;
    tokens = Token.of(Spelling.RUST, source);
    brackets = new Brackets(tokens);
    begins = new int[tokens.size()];
    for (int i = 0; i < tokens.size(); i++) {
      boolean first = i - 1 <= brackets.around[i] || is(i - 1, ";") || is(i - 1, "}");
      begins[i] = first ? i : begins[Math.min(brackets.partner[i - 1], i - 1)];
    }
    for (int i = 0; i < tokens.size(); i++) {
      if (is(i, "catch_unwind") && is(i + 1, "(")) {
        int[] lines = {tokens.get(i).line(), tokens.get(brackets.partner[i + 1]).line()};
        switch (fate(i)) {
          case LEFT_ALONE -> caught.add(lines);
          case PRINTED -> printed.add(lines);
          case USED -> {
            // It is heard of.
          }
        }
      } else if (is(i, "join") && is(i - 1, ".") && is(i + 1, "(") && is(i + 2, ")")) {
        Fate fate = fate(i);
        joins |= fate == Fate.USED;
        printsJoins |= fate == Fate.PRINTED;
      }
      hears |= is(i, "catch_unwind") || is(i, "join") || is(i, "spawn") || is(i, "panicking");
      unwinds |= is(i, "is_poisoned") || (is(i, "Drop") && is(i + 1, "for"));
    }
  }

  /// Whether a line, from 1, is within a call of `catch_unwind` of which nothing is made.
  boolean catches(int line) {
    return caught.stream().anyMatch(lines -> lines[0] <= line && line <= lines[1]);
  }

  /// Whether a line, from 1, is within a call of `catch_unwind` of which something is printed, and
  /// no more.
  boolean prints(int line) {
    return printed.stream().anyMatch(lines -> lines[0] <= line && line <= lines[1]);
  }

  /// Whether a line asserts something of what is known as it is written, as demonstrations do.
  boolean assertsWhatIsKnown(int line) {
    List<String> words =
        tokens.stream()
            .filter(token -> token.line() == line && token.kind() == Token.Kind.WORD)
            .map(Token::text)
            .toList();
    return words.stream().anyMatch(it -> it.startsWith("assert")) && KNOWN.containsAll(words);
  }

  /// Whether something is made of how a thread ended.
  boolean joins() {
    return joins;
  }

  /// Whether something is printed of how a thread ended, and no more.
  boolean printsJoins() {
    return printsJoins;
  }

  /// Whether it may look at what a panic does on its way.
  boolean unwinds() {
    return unwinds;
  }

  /// Whether something could be made of a panic at all.
  boolean hears() {
    return hears;
  }

  /// What is made of the value that a call gives.
  private Fate fate(int call) {
    int at = call;
    while (is(brackets.around[at], "(") && is(brackets.around[at] - 1, "drop")) {
      at = brackets.around[at] - 1;
    }
    int end = brackets.partner[at + 1] + 1;
    while (is(end, ".") && is(end + 2, "(") && QUIET.contains(tokens.get(end + 1).text())) {
      end = brackets.partner[end + 2] + 1;
    }
    if (!is(end, ";")) {
      return onlyPrinted(call) ? Fate.PRINTED : Fate.USED;
    }
    int start = begins[at];
    // let _ = …, let _ended = …, _ = …
    int name = is(start, "let") ? start + 1 : start;
    if (text(name).startsWith("_") && is(name + 1, "=")) {
      return Fate.LEFT_ALONE;
    }
    if (name > start && is(name + 1, "=") && looked < MOST_NAMED) {
      looked++;
      return fate(tokens.get(name).text(), end, Math.max(brackets.around[start], 0));
    }
    for (int i = start; i < at; i = Math.max(brackets.partner[i], i) + 1) {
      if (is(i, "=") || USES.contains(tokens.get(i).text())) {
        return Fate.USED;
      }
    }
    return Fate.LEFT_ALONE;
  }

  /// What is made of a value by its name, in the rest of a block.
  private Fate fate(String name, int from, int block) {
    int end = is(block, "{") ? brackets.partner[block] : tokens.size();
    Fate fate = Fate.LEFT_ALONE;
    for (int i = from; i < end; i++) {
      Token token = tokens.get(i);
      boolean formatted =
          token.kind() == Token.Kind.TEXT
              && source.substring(token.start(), token.end()).contains("{" + name);
      if (!formatted && !token.is(name)) {
        continue;
      }
      if (is(i - 1, "let")) {
        return fate;
      }
      if (!isPrinted(i) && (formatted || !decidesWhatIsPrinted(i))) {
        return Fate.USED;
      }
      fate = Fate.PRINTED;
    }
    return fate;
  }

  /// Whether a token is in what is printed, which does not say that a failure had to come.
  private boolean isPrinted(int at) {
    int open = brackets.around[at];
    for (int i = 0; i < DEEPEST && open > 1; i++) {
      if (is(open - 1, "!")) {
        int close = brackets.partner[open];
        return PRINTS.contains(tokens.get(open - 2).text())
            && close - open < LONGEST_PRINTED
            && prints(open - 3, close + 1);
      }
      open = brackets.around[open];
    }
    return false;
  }

  /// `match ended { Ok(_) => println!(…), Err(_) => println!(…) }`, `if ended.is_ok() { println!(…)
  /// }` and `if let Err(_) = ended { println!(…) }`.
  private boolean decidesWhatIsPrinted(int name) {
    int start = begins[name];
    boolean asks = is(name + 1, ".") && QUIET.contains(text(name + 2));
    int open = asks && is(name + 3, "(") ? brackets.partner[name + 3] + 1 : name + 1;
    return (is(start, "match") || is(start, "if")) && printsInEachCase(open);
  }

  /// `match catch_unwind(…) { Ok(_) => println!(…), Err(_) => println!(…) }`, and `if` with `is_ok`
  /// or `is_err`, of which no text says that the failure had to come.
  private boolean onlyPrinted(int call) {
    int start = begins[call];
    int end = brackets.partner[call + 1] + 1;
    boolean asked =
        is(start, "if")
            && !is(start + 1, "let")
            && is(end, ".")
            && (is(end + 1, "is_ok") || is(end + 1, "is_err"))
            && is(end + 2, "(");
    int open = asked ? brackets.partner[end + 2] + 1 : end;
    return (asked || is(start, "match") || (is(start, "if") && is(start + 1, "let")))
        && printsInEachCase(open);
  }

  /// Whether nothing but printing is done in a block, and in the one that is done instead.
  private boolean printsInEachCase(int open) {
    if (!is(open, "{") || !prints(open, brackets.partner[open])) {
      return false;
    }
    int behind = brackets.partner[open] + 1;
    return !is(behind, "else")
        || (is(behind + 1, "{") && prints(behind + 1, brackets.partner[behind + 1]));
  }

  /// Whether nothing but printing is done between two brackets.
  private boolean prints(int open, int close) {
    for (int i = open + 1; i < close; i++) {
      Token token = tokens.get(i);
      boolean arm = is(i, "Ok") || is(i, "Err") || is(i, "_");
      if (PRINTS.contains(token.text()) && is(i + 1, "!") && is(i + 2, "(")) {
        int last = brackets.partner[i + 2];
        if (MEANT.matcher(source.substring(token.start(), tokens.get(last).end())).find()) {
          return false;
        }
        i = last;
      } else if (arm && is(i + 1, "(")) {
        i = brackets.partner[i + 1];
      } else if (token.kind() == Token.Kind.WORD && !arm) {
        return false;
      }
    }
    return true;
  }

  private String text(int at) {
    return at < tokens.size() ? tokens.get(at).text() : "";
  }

  private boolean is(int at, String text) {
    return at >= 0 && at < tokens.size() && tokens.get(at).is(text);
  }
}
