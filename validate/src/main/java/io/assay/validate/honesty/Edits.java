package io.assay.validate.honesty;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A source file whose program is watched by other words in it: each stands on the line on which it
/// stood, so that places are told as they are.
final class Edits {
  private static final Set<String> FAILS = Set.of("throw", "fail", "exit");

  final List<Token> tokens;
  private final int[] partner;
  private final Spelling spelling;
  private final List<String> lines;

  /// What is put in place of other text.
  private record Edit(int line, int from, int to, String text) {}

  private final List<Edit> edits = new ArrayList<>();

  Edits(Spelling spelling, String source) {
    this.spelling = spelling;
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

  /// Puts a text in place of the tokens from one to another, where they stand on one line.
  void replace(int first, int last, String text) {
    Token from = tokens.get(first);
    Token to = tokens.get(last);
    if (from.line() == to.line()) {
      edits.add(
          new Edit(from.line(), from.column() - 1, to.column() - 1 + to.text().length(), text));
    }
  }

  /// Puts a text behind a token.
  void insertBehind(int at, String text) {
    Token token = tokens.get(at);
    int end = token.column() - 1 + token.text().length();
    edits.add(new Edit(token.line(), end, end, text));
  }

  /// Has each handler that leaves no trace of what it catches say so first.
  ///
  /// @param call what it says, with `%s` for what is caught
  void tellWhatIsSwallowed(String call) {
    for (int i = 0; i < tokens.size(); i++) {
      if (!is(i, "catch") || is(i - 1, ".") || !is(i - 1, "}")) {
        continue;
      }
      int open = is(i + 1, "(") ? partner[i + 1] + 1 : i + 1;
      if (!is(open, "{") || !leavesNoTrace(open) || expectsFailure(partner[i - 1], i - 1)) {
        continue;
      }
      if (open == i + 1) {
        insertBehind(i, " (assayCaught)");
        insertBehind(open, call.formatted("assayCaught"));
      } else {
        int name = caught(i + 1);
        if (name > 0 && is(name, "_")) {
          replace(name, name, "assayCaught");
          insertBehind(open, call.formatted("assayCaught"));
        } else if (name > 0) {
          insertBehind(open, call.formatted(tokens.get(name).text()));
        }
      }
    }
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

  /// Whether the last that is done between two brackets is to fail: what it follows is meant to.
  private boolean expectsFailure(int open, int close) {
    int start = open + 1;
    for (int i = open + 1; i < close; i++) {
      i = is(i, "(") || is(i, "[") || is(i, "{") ? partner[i] : i;
      boolean ends = is(i, ";") || is(i, "}") || (is(i, ")") && lineEnds(i));
      if (ends && i + 1 < close && !is(i + 1, ";")) {
        start = i + 1;
      }
    }
    int called = start;
    while (word(called) && is(called + 1, ".")) {
      called += 2;
    }
    return FAILS.contains(tokens.get(called).text());
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
