package io.assay.validate.security;

import io.assay.validate.reading.Brackets;
import io.assay.validate.reading.Spelling;
import io.assay.validate.reading.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/// A source file as it is looked at for dangers: its tokens, what belongs together of them, and
/// what was found. Whatever it is asked takes a time that has a bound, or is asked once.
final class Code {
  /// Tokens of an expression that are looked at.
  private static final int FARTHEST = 400;

  private static final int MOST_ARGUMENTS = 20;
  private static final int MOST_DANGERS = 200;
  private static final int MOST_PLACES = 50;
  private static final int DEEPEST = 50;
  private static final Set<String> DEFINING = Set.of("def", "function", "fn", "func");
  private static final Set<String> LOOPS = Set.of("for", "const", "let", "var");

  /// Types whose values say nothing to a shell or a database.
  private static final Set<String> NUMERIC =
      Set.of(
          ("int long short byte float double bool boolean char size_t unsigned uint int8 "
                  + "int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 Integer Long "
                  + "Short Double Float Boolean number i8 i16 i32 i64 u8 u16 u32 u64 usize isize "
                  + "f32 f64 int32_t int64_t uint32_t uint64_t UUID")
              .split(" "));

  /// Words by which a program names what it made itself, or made a number of.
  private static final Set<String> HARMLESS =
      Set.of(
          ("tempfile mkdtemp mkdtempSync MkdirTemp TempDir getcwd getpid pid cwd "
                  + "__file__ __dirname __filename executable execPath uuid4 randomUUID tmpdir "
                  + "range enumerate len int float Itoa Number parseInt parseFloat Atoi stoi atoi")
              .split(" "));

  /// Parts of the words by which texts are made harmless.
  private static final List<String> CURES = List.of("escape", "quot", "sanit", "placeholder");

  /// Words for what a server is asked, and for what of it is given.
  private static final Set<String> REQUESTS = Set.of("request", "req");

  private static final Set<String> PARTS =
      Set.of(
          ("json get_json form args data get_data values body files cookies headers "
                  + "params query query_params GET POST stream")
              .split(" "));

  final Spelling spelling;
  final String source;
  final List<Token> tokens;
  private final int[] partner;
  private final int[] around;
  private final Set<String> words = new HashSet<>();
  private final Set<String> numbers = new HashSet<>();

  /// Where each name is called.
  private final Map<String, List<Integer>> calls = new HashMap<>();

  /// Where each name gets a value.
  private final Map<String, NavigableSet<Integer>> given = new HashMap<>();

  /// Where functions of Python begin, which have names of their own.
  private final NavigableSet<Integer> functions = new TreeSet<>();

  private final Map<Span, Composed> composed = new HashMap<>();
  private final Map<Span, Boolean> own = new HashMap<>();
  private final BitSet told = new BitSet();
  private final List<Danger> dangers = new ArrayList<>();

  Code(Spelling spelling, String source) {
    this.spelling = spelling;
    this.source = source;
    this.tokens = Token.of(spelling, source);
    Brackets brackets = new Brackets(tokens);
    this.partner = brackets.partner;
    this.around = brackets.around;
    for (int i = 0; i < tokens.size(); i++) {
      String word = word(i);
      if (!word.isEmpty()) {
        words.add(word);
        if (isCalled(i)) {
          calls.computeIfAbsent(word, _ -> new ArrayList<>()).add(i);
        }
        if (getsValue(i)) {
          given.computeIfAbsent(word, _ -> new TreeSet<>()).add(i);
        }
        if (spelling == Spelling.PYTHON && word.equals("def")) {
          functions.add(i);
        }
        if (NUMERIC.contains(word)) {
          // `int n`, `n int`, `n: int`
          int named = is(i - 1, ":") ? i - 2 : i - 1;
          numbers.add(word(named));
          numbers.add(word(i + 1));
        }
      }
    }
    numbers.removeAll(Set.of("", "const", "static", "final", "private", "public", "return", "str"));
  }

  /// Tokens that follow each other.
  ///
  /// @param from the first
  /// @param to behind the last
  record Span(int from, int to) {
    boolean isEmpty() {
      return to <= from;
    }
  }

  /// What was found, in the order of the places.
  List<Danger> dangers() {
    return dangers.stream()
        .sorted(Comparator.comparingInt(Danger::line).thenComparingInt(Danger::column))
        .toList();
  }

  /// Notes a danger at a token, unless there is one already.
  void tell(Danger.Kind kind, int at, String what, String remedy) {
    if (!told.get(at) && dangers.size() < MOST_DANGERS) {
      told.set(at);
      Token token = tokens.get(at);
      dangers.add(new Danger(kind, token.line(), token.column(), what, remedy));
    }
  }

  /// Looks at each word that is called by one of `names`; what is only defined is not called.
  void eachCall(Set<String> names, IntConsumer look) {
    for (String name : names) {
      calls.getOrDefault(name, List.of()).forEach(look::accept);
    }
  }

  private boolean isCalled(int at) {
    return is(at + 1, "(")
        && tokens.get(at).line() == tokens.get(at + 1).line()
        && DEFINING.stream().noneMatch(it -> is(at - 1, it));
  }

  /// Whether the file uses a word outside its comments and texts.
  boolean uses(String word) {
    return words.contains(word);
  }

  boolean is(int at, String text) {
    return at >= 0 && at < tokens.size() && tokens.get(at).is(text);
  }

  /// The word that a token is; empty if it is none.
  String word(int at) {
    return at >= 0 && at < tokens.size() && tokens.get(at).kind() == Token.Kind.WORD
        ? tokens.get(at).text()
        : "";
  }

  /// Whether a token is a text.
  boolean isText(int at) {
    return at >= 0 && at < tokens.size() && tokens.get(at).kind() == Token.Kind.TEXT;
  }

  /// What stands between the quotation marks of a text.
  String text(int at) {
    String written = written(new Span(at, at + 1));
    int open = prefix(at).length();
    String mark = tokens.get(at).text();
    boolean three = written.startsWith(mark.repeat(3), open) && written.length() > open + 5;
    int from = open + (three ? 3 : 1);
    int close = written.lastIndexOf(mark) - (three ? 2 : 0);
    if (spelling == Spelling.CPP && written.startsWith("R", open - 1)) {
      from = written.indexOf('(', open) + 1;
      close = written.lastIndexOf(')');
    }
    return close < from
        ? written.substring(Math.min(from, written.length()))
        : written.substring(from, close);
  }

  /// What stands before the quotation marks of a text.
  String prefix(int at) {
    Token token = tokens.get(at);
    int open = source.indexOf(token.text(), token.start());
    return source.substring(token.start(), Math.max(token.start(), open));
  }

  /// How an expression is written, its beginning if it is long.
  String written(Span span) {
    if (span.isEmpty()) {
      return "";
    }
    int start = tokens.get(span.from()).start();
    int end = tokens.get(span.to() - 1).end();
    return source.substring(start, Math.min(end, start + 4_000));
  }

  /// A name with those that it belongs to: `os.system`, `Command::new`. What belongs to the value
  /// of an expression begins with a dot.
  String qualified(int at) {
    StringBuilder name = new StringBuilder(word(at));
    int i = at;
    for (int hops = 0; hops < 8; hops++) {
      if (is(i - 1, ".")) {
        int before = is(i - 2, "?") ? i - 3 : i - 2;
        name.insert(0, ".");
        i = before;
      } else if (is(i - 1, ":") && is(i - 2, ":")) {
        name.insert(0, "::");
        i -= 3;
      } else if (is(i - 1, ">") && is(i - 2, "-")) {
        name.insert(0, "->");
        i -= 3;
      } else {
        break;
      }
      if (word(i).isEmpty()) {
        break;
      }
      name.insert(0, word(i));
    }
    return name.toString();
  }

  /// A name as it is told: without what belongs to the value of an expression.
  String called(int at) {
    String name = qualified(at);
    return name.startsWith(".") || name.startsWith("-") ? word(at) : name;
  }

  /// The other bracket of a bracket.
  int partner(int at) {
    return partner[at];
  }

  /// What a call is given, each by itself.
  ///
  /// @param open its bracket
  List<Span> arguments(int open) {
    List<Span> all = new ArrayList<>();
    int close = partner[open];
    int from = open + 1;
    int last = Math.min(close, open + 10 * FARTHEST);
    for (int i = from; i <= last && all.size() < MOST_ARGUMENTS; i++) {
      if (partner[i] > i && i < close) {
        i = partner[i];
      } else if (is(i, ",") || i == close) {
        if (i > from) {
          all.add(new Span(from, i));
        }
        from = i + 1;
      }
    }
    return all;
  }

  /// What a call is given by a name: `shell=True`.
  Optional<Span> named(List<Span> arguments, String name) {
    return arguments.stream()
        .filter(it -> is(it.from(), name) && is(it.from() + 1, "=") && !is(it.from() + 2, "="))
        .map(it -> new Span(it.from() + 2, it.to()))
        .findFirst();
  }

  /// Whether all of an expression is one word.
  boolean isWord(Span span, String word) {
    return span.to() - span.from() == 1 && is(span.from(), word);
  }

  /// Whether one of some words is in an expression, outside its texts.
  boolean has(Span span, Set<String> any) {
    for (int i = span.from(); i < Math.min(span.to(), span.from() + FARTHEST); i++) {
      if (any.contains(word(i))) {
        return true;
      }
    }
    return false;
  }

  /// What a value is put together of. That of a name may be asked for as often as the name is used.
  Composed composed(Span value) {
    return composed.computeIfAbsent(value, it -> new Composed(this, it));
  }

  /// An expression, or what a name in its place was last said to be before, as far as that is near.
  Span resolved(Span span) {
    int from = span.from();
    int to = span.to();
    while (from < to && (is(from, "&") || is(from, "*") || is(from, "mut") || is(from, "await"))) {
      from++;
    }
    if (spelling == Spelling.CPP && to - from == 5 && is(from + 2, "c_str")) {
      to = from + 1;
    }
    return to - from == 1 && !word(from).isEmpty() ? value(word(from), from).orElse(span) : span;
  }

  /// What a name was last said to be before a token, in the same function.
  Optional<Span> value(String name, int before) {
    NavigableSet<Integer> places = given.getOrDefault(name, new TreeSet<>()).headSet(before, false);
    if (places.isEmpty()) {
      return Optional.empty();
    }
    Set<Integer> scopes = new HashSet<>(Set.of(-1));
    for (int i = around[before], deep = 0; i >= 0 && deep < DEEPEST; i = around[i], deep++) {
      scopes.add(i);
    }
    Integer function = functions.lower(before);
    return places.descendingSet().stream()
        .limit(MOST_PLACES)
        .takeWhile(place -> function == null || place > function)
        .filter(place -> scopes.contains(around[place]))
        .findFirst()
        .map(place -> {
          int equals = assigned(place);
          int from = equals > 0 ? equals + 1 : place + 2;
          return new Span(from, endOfExpression(from));
        });
  }

  /// Whether a name gets a value there: it is assigned one, or each of several in turn.
  private boolean getsValue(int at) {
    return !word(at).isEmpty()
        && !is(at - 1, ".")
        && (assigned(at) > 0
            || ((is(at + 1, "in") || is(at + 1, "of")) && LOOPS.contains(word(at - 1))));
  }

  /// Where the sign is by which a name gets a value; 0 if it gets none there.
  private int assigned(int at) {
    if (is(at + 1, "=")) {
      return is(at + 2, "=") || is(at + 2, ">") ? 0 : at + 1;
    }
    if (is(at + 1, ":")) {
      for (int i = at + 2; i < at + 8; i++) {
        if (is(i, "=")) {
          return is(i + 1, "=") || is(i + 1, ">") ? 0 : i;
        }
        if (is(i, "(") || is(i, ")") || is(i, ",") || is(i, ";") || is(i, "{")) {
          return 0;
        }
      }
    }
    return 0;
  }

  private int endOfExpression(int from) {
    int last = Math.min(tokens.size(), from + FARTHEST);
    int line = from < tokens.size() ? tokens.get(from).line() : 0;
    int i = from;
    while (i < last) {
      Token token = tokens.get(i);
      boolean begins = token.line() > line && i > from;
      if (token.is(";")
          || token.is(",")
          || token.is(")")
          || token.is("]")
          || token.is("}")
          || (i > from && spelling != Spelling.PYTHON && token.is("{"))
          || (begins && !goesOn(i - 1) && !goesOn(i))) {
        return i;
      }
      if (spelling == Spelling.PYTHON && token.is(":")) {
        return i;
      }
      i = Math.max(i, partner[i]);
      line = i < tokens.size() ? tokens.get(i).line() : line;
      i++;
    }
    return Math.min(i, tokens.size());
  }

  private boolean goesOn(int at) {
    return is(at, "+") || is(at, "%") || is(at, ".") || is(at, "\\") || is(at, "=");
  }

  /// Whether what stands for a value is one that says nothing to others: a number, a constant, what
  /// the program made itself, or what it made harmless.
  ///
  /// @param at the token before which it was said
  boolean isHarmless(String value, int at) {
    String name = value.strip();
    return name.chars().noneMatch(Character::isLowerCase)
        || isChoice(name)
        || numbers.contains(name)
        || name.endsWith("process::id()")
        || Arrays.stream(name.split("\\W++")).anyMatch(this::makesHarmless)
        || (isName(name)
            && value(name, at).filter(it -> own.computeIfAbsent(it, this::isOwn)).isPresent());
  }

  /// Whether it is one of two texts, as JavaScript and Python choose them.
  private static boolean isChoice(String value) {
    boolean ends = "\"'`".indexOf(value.charAt(value.length() - 1)) >= 0;
    boolean begins = "\"'`".indexOf(value.charAt(0)) >= 0;
    return ends && (value.contains(" ? ") || (begins && value.contains(" if ")));
  }

  private boolean makesHarmless(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return HARMLESS.contains(word)
        // Of numbers; that of Rust is of anything.
        || (spelling == Spelling.CPP && word.equals("to_string"))
        || CURES.stream().anyMatch(lower::contains);
  }

  private static boolean isName(String text) {
    return text.chars().allMatch(Character::isJavaIdentifierPart);
  }

  /// Whether an expression is made of texts and numbers alone, or is what the program made itself.
  private boolean isOwn(Span span) {
    boolean plain = !span.isEmpty();
    for (int i = span.from(); i < span.to(); i++) {
      String word = word(i);
      if (makesHarmless(word)) {
        return true;
      }
      plain &= word.isEmpty() || NUMERIC.contains(word) || word.equals("new");
      plain &= !isText(i) || !Composed.hasHoles(this, i);
    }
    return plain;
  }

  /// Whether an expression is, or is made of a name for, what others gave: a call or a value by one
  /// of some names.
  ///
  /// @param calls names of what is called for it
  /// @param values names of what is asked for it, or is it
  boolean isFrom(Span span, Set<String> calls, Set<String> values) {
    if (hasFrom(span, calls, values)) {
      return true;
    }
    int names = 0;
    for (int i = span.from(); i < Math.min(span.to(), span.from() + 20) && names < 4; i++) {
      if (!word(i).isEmpty() && !is(i - 1, ".") && !is(i + 1, "(")) {
        names++;
        Optional<Span> value = value(word(i), span.from());
        if (value.isPresent() && hasFrom(value.get(), calls, values)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean hasFrom(Span span, Set<String> calls, Set<String> values) {
    for (int i = span.from(); i < Math.min(span.to(), span.from() + FARTHEST); i++) {
      String word = word(i);
      if ((calls.contains(word) && is(i + 1, "("))
          || (REQUESTS.contains(word) && is(i + 1, ".") && PARTS.contains(word(i + 2)))
          || (values.contains(word) && (is(i + 1, ".") || is(i + 1, "[") || is(i - 1, ".")))) {
        return true;
      }
    }
    return false;
  }
}
