package io.assay.validate.honesty;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Where a Rust source file makes nothing of what a panic came to: `catch_unwind` and `join` give
/// it as a value, which can be left alone.
final class Unheard {
  /// What is called on such a value without a word of it.
  private static final Set<String> QUIET =
      Set.of("ok", "err", "is_ok", "is_err", "unwrap_or", "unwrap_or_default", "unwrap_or_else");

  /// Words with which a statement begins that makes something of a value.
  private static final Set<String> USES =
      Set.of("let", "if", "while", "match", "for", "return", "break");

  private final List<Token> tokens;
  private final Brackets brackets;
  private final List<int[]> caught = new ArrayList<>();
  private boolean joins;
  private boolean unwinds;

  /// Reads a source file.
  Unheard(String source) {
    tokens = Token.of(Spelling.RUST, source);
    brackets = new Brackets(tokens);
    for (int i = 0; i < tokens.size(); i++) {
      if (is(i, "catch_unwind") && is(i + 1, "(") && leftAlone(i)) {
        caught.add(new int[] {tokens.get(i).line(), tokens.get(brackets.partner[i + 1]).line()});
      } else if (is(i, "join") && is(i - 1, ".") && is(i + 1, "(") && is(i + 2, ")")) {
        joins |= !leftAlone(i);
      }
      unwinds |= is(i, "is_poisoned") || (is(i, "Drop") && is(i + 1, "for"));
    }
  }

  /// Whether a line, from 1, is within a call of `catch_unwind` of which nothing is made.
  boolean catches(int line) {
    return caught.stream().anyMatch(lines -> lines[0] <= line && line <= lines[1]);
  }

  /// Whether something is made of how a thread ended.
  boolean joins() {
    return joins;
  }

  /// Whether it may look at what a panic does on its way.
  boolean unwinds() {
    return unwinds;
  }

  private boolean leftAlone(int call) {
    int at = call;
    while (is(brackets.around[at], "(") && is(brackets.around[at] - 1, "drop")) {
      at = brackets.around[at] - 1;
    }
    int outer = brackets.around[at];
    int end = brackets.partner[at + 1] + 1;
    while (is(end, ".") && is(end + 2, "(") && QUIET.contains(tokens.get(end + 1).text())) {
      end = brackets.partner[end + 2] + 1;
    }
    int start = at;
    while (start - 1 > outer && !is(start - 1, ";") && !is(start - 1, "}")) {
      start = Math.min(brackets.partner[start - 1], start - 1);
    }
    // let _ = …, let _ended = …, _ = …
    int name = is(start, "let") ? start + 1 : start;
    if (tokens.get(name).text().startsWith("_") && is(name + 1, "=")) {
      return is(end, ";");
    }
    for (int i = start; i < at; i = Math.max(brackets.partner[i], i) + 1) {
      if (is(i, "=") || USES.contains(tokens.get(i).text())) {
        return false;
      }
    }
    return is(end, ";");
  }

  private boolean is(int at, String text) {
    return at >= 0 && at < tokens.size() && tokens.get(at).is(text);
  }
}
