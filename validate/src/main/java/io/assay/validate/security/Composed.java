package io.assay.validate.security;

import io.assay.validate.reading.Spelling;
import io.assay.validate.security.Code.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A text as code puts it together: what stands in it, and what is put between. What is no text at
/// all, or is put together in ways that are not known, has nothing in it.
final class Composed {
  /// Calls that are given a text with marks in it, and what belongs there.
  private static final Set<String> FORMATTERS =
      Set.of(
          "fmt.Sprintf",
          "String.format",
          "format",
          "std::format",
          "fmt::format",
          "util.format",
          "absl::StrFormat");

  /// Calls of which the value is the text that they are given.
  private static final Set<String> WRAPPERS =
      Set.of(
          ("std::string string String::from String str text absl::StrCat StrCat sql.SQL "
                  + "std::string_view")
              .split(" "));

  /// Calls of a text of which the value is that text.
  private static final Set<String> SAME =
      Set.of(
          ("c_str data as_str as_ref to_string to_owned into toString trim strip unwrap "
                  + "clone stripIndent dedent lower upper encode")
              .split(" "));

  private static final int DEEPEST = 8;
  private static final int MOST_PARTS = 200;

  private final Code code;
  private final int start;

  /// What stands before, between and behind what is put in: one more than [#holes].
  private final List<StringBuilder> texts = new ArrayList<>(List.of(new StringBuilder()));

  private final List<String> holes = new ArrayList<>();
  private final String text;
  private final boolean statement;
  private final boolean remote;
  private @Nullable Boolean putTogether;
  private boolean known = true;

  /// @param value an expression, taken apart here once for all
  Composed(Code code, Span value) {
    this.code = code;
    this.start = value.from();
    read(value.from(), value.to(), 0);
    text = known ? String.join(" ", texts) : "";
    statement = known && Statements.isOne(text) && hasValue();
    remote = Shell.isRemote(text);
  }

  /// What an expression comes to.
  static Composed of(Code code, Span span) {
    return code.composed(code.resolved(span));
  }

  /// Whether values are put into a text that could say anything.
  boolean isPutTogether() {
    if (putTogether == null) {
      putTogether = !text.isBlank() && holes.stream().anyMatch(this::isHarmful);
    }
    return putTogether;
  }

  /// Whether it is a text that is all there.
  boolean isLiteral() {
    return known && holes.isEmpty();
  }

  /// Whether it is a command that executes what a server answers.
  boolean isRemote() {
    return remote;
  }

  /// All of it, with a blank where something is put in.
  String text() {
    return text;
  }

  /// Whether it is a statement of SQL, with something put where a value stands. A table's or a
  /// column's name cannot be put there in another way.
  boolean isStatement() {
    return statement;
  }

  private boolean hasValue() {
    StringBuilder before = new StringBuilder();
    for (int i = 0; i < holes.size(); i++) {
      before.append(texts.get(i));
      String hole = holes.get(i);
      if (Statements.expectValue(before.toString())
          && !hole.contains("?")
          && !hole.contains("join(")
          && isHarmful(hole)) {
        return true;
      }
      before.append('x');
    }
    return false;
  }

  private boolean isHarmful(String hole) {
    return !code.isHarmless(hole, start);
  }

  /// Whether a text has values in it, as it is written.
  static boolean hasHoles(Code code, int at) {
    return isFormatted(code, at) && code.text(at).contains(opener(code));
  }

  /// Whether the language puts values into a text by itself.
  private static boolean isFormatted(Code code, int at) {
    return code.spelling == Spelling.JAVASCRIPT
        ? code.tokens.get(at).text().equals("`")
        : code.spelling == Spelling.PYTHON
            && code.prefix(at).toLowerCase(Locale.ROOT).contains("f");
  }

  /// What a value begins with in such a text.
  private static String opener(Code code) {
    return code.spelling == Spelling.JAVASCRIPT ? "${" : "{";
  }

  private void read(int from, int to, int deep) {
    int i = from;
    while (i < to && known) {
      if (deep > DEEPEST || holes.size() > MOST_PARTS) {
        known = false;
      } else if (code.is(i, "+") || code.is(i, "&") || code.is(i, "\\")) {
        i++;
      } else if (code.isText(i)) {
        i = textAt(i, to);
      } else if (code.is(i, "(")) {
        int close = code.partner(i);
        read(i + 1, Math.min(close, to), deep + 1);
        i = behindCalls(close + 1, to);
      } else {
        i = value(i, to, deep);
      }
    }
  }

  /// A text and what is done with it.
  private int textAt(int start, int to) {
    int end = start + 1;
    if (code.is(end, "%") && end + 1 < to && code.spelling == Spelling.PYTHON) {
      int last = behindValue(end + 1, to);
      boolean several = code.is(end + 1, "(");
      List<Span> given = several ? code.arguments(end + 1) : List.of(new Span(end + 1, last));
      filled(start, given);
      return last;
    }
    if (code.is(end, ".") && code.is(end + 2, "(") && end + 2 < to) {
      switch (code.word(end + 1)) {
        case "format", "formatted" -> {
          filled(start, code.arguments(end + 2));
          return behindCalls(code.partner(end + 2) + 1, to);
        }
        case "join" -> {
          put(code.written(new Span(start, Math.min(to, code.partner(end + 2) + 1))));
          return behindCalls(code.partner(end + 2) + 1, to);
        }
        default -> {}
      }
    }
    literal(start);
    return behindCalls(end, to);
  }

  /// Behind calls of which the value is what they are called of.
  private int behindCalls(int from, int to) {
    int i = from;
    while (i < to && (code.is(i, ".") || code.is(i, "?"))) {
      if (code.is(i, "?")) {
        i++;
      } else if (SAME.contains(code.word(i + 1)) && code.is(i + 2, "(")) {
        i = code.partner(i + 2) + 1;
      } else {
        known = false;
        return to;
      }
    }
    return i;
  }

  private int value(int from, int to, int deep) {
    int end = behindValue(from, to);
    if (end <= from || (end < to && code.isText(end))) {
      // An operator that puts no texts together, or a template that is given to what its tag names.
      known = false;
      return to;
    }
    int name = from;
    while (name + 1 < end && !code.is(name + 1, "(") && !code.is(name + 1, "!")) {
      name++;
    }
    boolean macro = code.is(name + 1, "!");
    int open = name + (macro ? 2 : 1);
    if (open < end && code.is(open, "(")) {
      List<Span> arguments = code.arguments(open);
      String called = code.qualified(name);
      if (code.is(name - 1, "new")) {
        known = false;
        return to;
      }
      if (FORMATTERS.contains(called)
          && (macro || !called.equals("format"))
          && !arguments.isEmpty()
          && arguments.getFirst().to() == open + 2
          && code.isText(open + 1)) {
        filled(open + 1, arguments.subList(1, arguments.size()));
        return behindCalls(code.partner(open) + 1, to);
      }
      if (WRAPPERS.contains(called) && arguments.size() == 1) {
        read(arguments.getFirst().from(), arguments.getFirst().to(), deep + 1);
        return behindCalls(code.partner(open) + 1, to);
      }
    }
    put(code.written(new Span(from, end)));
    return end;
  }

  /// Behind a name, a number or a call, with what is asked of it.
  private int behindValue(int from, int to) {
    int i = from;
    boolean expected = true;
    while (i < to) {
      if (code.is(i, "(") || code.is(i, "[")) {
        i = Math.min(to, code.partner(i) + 1);
        expected = false;
      } else if (code.is(i, ".")
          || code.is(i, ":")
          || code.is(i, "?")
          || (code.is(i, "-") && code.is(i + 1, ">"))
          || (code.is(i, ">") && code.is(i - 1, "-"))
          || (code.is(i, "!") && !expected && code.is(i + 1, "("))
          || (code.is(i, "*") && i == from)) {
        expected = true;
        i++;
      } else if (expected && (!code.word(i).isEmpty() || code.isText(i) || isNumber(i))) {
        expected = code.is(i, "await") || code.is(i, "new");
        i++;
      } else {
        break;
      }
    }
    return i;
  }

  private boolean isNumber(int i) {
    return Character.isDigit(code.tokens.get(i).text().charAt(0));
  }

  private void put(String hole) {
    holes.add(hole);
    texts.add(new StringBuilder());
  }

  private void add(String text) {
    texts.getLast().append(text);
  }

  /// A text with the values that its language puts into it there.
  private void literal(int at) {
    String text = code.text(at);
    if (!isFormatted(code, at)) {
      add(text);
      return;
    }
    String opener = opener(code);
    int i = 0;
    while (i < text.length()) {
      if (text.startsWith("{{", i) || text.startsWith("}}", i)) {
        add(text.substring(i, i + 1));
        i += 2;
      } else if (text.startsWith(opener, i)) {
        int from = i + opener.length();
        int end = close(text, from);
        String hole = text.substring(from, end);
        if (!isNumeric(hole)) {
          put(beforeFormat(hole));
        }
        i = end + 1;
      } else {
        add(text.substring(i, i + 1));
        i++;
      }
    }
  }

  private static int close(String text, int from) {
    int deep = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{') {
        deep++;
      } else if (c == '}' && deep-- == 0) {
        return i;
      }
    }
    return text.length();
  }

  /// Whether a value is written as a number, by the letter at its end.
  private static boolean isNumeric(String hole) {
    int colon = hole.lastIndexOf(':');
    return colon >= 0
        && !hole.endsWith("]")
        && "dfxegb".indexOf(hole.charAt(hole.length() - 1)) >= 0
        && hole.substring(colon + 1).chars().limit(8).noneMatch(it -> it == ' ' || it == '(')
        && hole.length() - colon <= 6;
  }

  private static String beforeFormat(String hole) {
    int end = hole.indexOf('!');
    end = end < 0 ? hole.indexOf(':') : end;
    return end > 0 ? hole.substring(0, end) : hole;
  }

  /// A text with marks in it, and what belongs there.
  private void filled(int at, List<Span> given) {
    String text = code.text(at);
    int next = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '%' && code.spelling != Spelling.RUST && i + 1 < text.length()) {
        int end = i + 1;
        while (end < text.length() && "-+#0123456789.* ".indexOf(text.charAt(end)) >= 0) {
          end++;
        }
        char kind = end < text.length() ? text.charAt(end) : '%';
        if (kind == '(') {
          int close = text.indexOf(')', end);
          close = close < 0 ? text.length() : close;
          put(text.substring(end + 1, close));
          i = close + 2;
        } else if ("svqrS".indexOf(kind) >= 0) {
          put(argument(given, next++));
          i = end + 1;
        } else if (Character.isLetter(kind)) {
          next++;
          add("0");
          i = end + 1;
        } else {
          add("%");
          i = end + (kind == '%' ? 1 : 0);
        }
      } else if (text.startsWith("{{", i)) {
        add("{");
        i += 2;
      } else if (c == '{' && code.spelling != Spelling.GO && code.spelling != Spelling.JAVA) {
        int close = close(text, i + 1);
        String mark = text.substring(i + 1, close);
        String name = mark.split(":", 2)[0];
        if (!name.isEmpty() && !Character.isDigit(name.charAt(0))) {
          put(valueOf(name, given));
        } else {
          put(argument(given, name.isEmpty() ? next++ : name.charAt(0) - '0'));
        }
        i = close + 1;
      } else {
        add(Character.toString(c));
        i++;
      }
    }
  }

  private String argument(List<Span> given, int index) {
    return index < given.size() ? code.written(given.get(index)) : "given";
  }

  private String valueOf(String name, List<Span> given) {
    return code.named(given, name).map(code::written).orElse(name);
  }
}
