package io.assay.validate.honesty;

import io.assay.validate.reading.Brackets;
import io.assay.validate.reading.Spelling;
import io.assay.validate.reading.Token;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Code that passes because its tests leave it alone: nothing that it defines is named where it is
/// tested. Told by its text: whatever could be a use of it, under whatever name, counts as one.
public final class Untested {
  private static final Set<String> DEFINE =
      Set.of(
          "def",
          "class",
          "func",
          "fn",
          "function",
          "struct",
          "enum",
          "trait",
          "interface",
          "record",
          "union");

  /// Words that stand where a type stands before the name of a function, and are none.
  private static final Set<String> NO_TYPES =
      Set.of("return", "new", "else", "throw", "case", "await", "delete", "go", "defer", "in");

  /// What a test framework calls, and what is there for the tests only.
  private static final Pattern OF_TESTS =
      Pattern.compile(
          "_*(test|check|verif|assert|expect|should|set_?up|tear_?down|before|after|main|bench|fuzz"
              + "|example|pytest|it$|init$|load_tests$).*|.*(Tests?|Spec|Suite)|__.*__",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern IMPORT =
      Pattern.compile(
          "\\s*(from|import|use|using|package|mod)\\s.*|\\s*#\\s*include.*|.*\\brequire\\(.*");

  private static final Set<String> OF_IMPORTS =
      Set.of(
          "from",
          "import",
          "use",
          "using",
          "package",
          "mod",
          "include",
          "require",
          "const",
          "let",
          "var",
          "as",
          "static",
          "default",
          "self",
          "super",
          "crate",
          "namespace",
          "public");

  /// Documentation that may hold what is tested.
  private static final Pattern EXAMPLE = Pattern.compile("\\s*(>>>|\\.\\.\\.|///|//!|\\*).*");

  private static final Pattern WORD = Pattern.compile("\\w+");

  private final Spelling spelling;
  private final List<String> lines;
  private final List<Token> tokens;
  private final int[] partner;
  private final Set<Integer> definitions;

  /// The numbers of the lines that bring something here.
  private final Set<Integer> importing;

  private Untested(Spelling spelling, String source) {
    this.spelling = spelling;
    this.lines = List.of(source.split("\n", -1));
    this.tokens = Token.of(spelling, source);
    this.partner = new Brackets(tokens).partner;
    this.importing =
        IntStream.rangeClosed(1, lines.size())
            .filter(number -> importsOnly(lines.get(number - 1)))
            .boxed()
            .collect(Collectors.toSet());
    this.definitions =
        IntStream.range(0, tokens.size())
            .filter(this::isDefinition)
            .boxed()
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /// What the tests of a program leave alone, where that is everything.
  ///
  /// @param sources the program's files in its language, by path
  /// @param tests those of them in which its tests are
  /// @param ran the names of the tests that ran
  public static Optional<Trick> in(
      Spelling spelling, Map<String, String> sources, Set<String> tests, Collection<String> ran) {
    Set<String> called =
        ran.stream().flatMap(name -> Arrays.stream(name.split("\\W+"))).collect(Collectors.toSet());
    Set<String> defined = new HashSet<>();
    Optional<Trick> first = Optional.empty();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Untested file = new Untested(spelling, source.getValue());
      for (int at : file.definitions) {
        Token name = file.tokens.get(at);
        // What is there for the tests may use the rest for them.
        defined.add(name.text());
        if (first.isEmpty()
            && !OF_TESTS.matcher(name.text()).matches()
            && !called.contains(name.text())
            && !file.isMarked(at)) {
          first =
              Optional.of(
                  new Trick(Trick.Kind.NEVER_CALLED, source.getKey(), name.line(), name.text()));
        }
      }
    }
    Set<String> parts =
        sources.keySet().stream()
            .flatMap(path -> WORD.matcher(path).results().map(it -> it.group()))
            .collect(Collectors.toSet());
    return tests.stream()
            .map(test -> new Untested(spelling, sources.getOrDefault(test, "")))
            .anyMatch(test -> test.names(defined, parts))
        ? Optional.empty()
        : first;
  }

  /// Whether anything in the file could be a use of what is defined.
  ///
  /// @param parts of the paths of the program's files
  private boolean names(Set<String> defined, Set<String> parts) {
    Set<String> names = new HashSet<>(defined);
    names.add("main");
    lines.stream().filter(line -> imports(line, parts)).forEach(line -> addWords(line, names));
    names.removeAll(OF_IMPORTS);
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() == Token.Kind.WORD
          && names.contains(token.text())
          && !definitions.contains(i)
          && !(is(i - 2, "unittest") && is(i, "main"))
          && !importing.contains(token.line())) {
        return true;
      }
    }
    for (String line : lines) {
      boolean said = EXAMPLE.matcher(line).matches();
      if (!importsOnly(line)
          && WORD.matcher(line)
              .results()
              .anyMatch(word ->
                  (said || quoted(line, word.start(), word.end()))
                      && (defined.contains(word.group()) || parts.contains(word.group())))) {
        return true;
      }
    }
    return false;
  }

  /// Whether a line brings something here and does nothing else.
  private static boolean importsOnly(String line) {
    return IMPORT.matcher(line).matches()
        && Arrays.stream(line.replaceFirst("//.*", "").split(";", -1))
            .allMatch(part -> part.isBlank() || IMPORT.matcher(part).matches());
  }

  /// Whether a line brings something of the program's own here, or something by another name.
  private static boolean imports(String line, Set<String> parts) {
    return IMPORT.matcher(line).matches()
        && (line.contains(" as ")
            || WORD.matcher(line).results().anyMatch(word -> parts.contains(word.group())));
  }

  private static void addWords(String line, Set<String> to) {
    WORD.matcher(line).results().forEach(word -> to.add(word.group()));
  }

  /// Whether a word is all of a text, or a part of a path in one.
  private static boolean quoted(String line, int start, int end) {
    return start > 0
        && end < line.length()
        && "\"'`/.".indexOf(line.charAt(start - 1)) >= 0
        && "\"'`/.:".indexOf(line.charAt(end)) >= 0;
  }

  private boolean is(int at, String text) {
    return at >= 0 && at < tokens.size() && tokens.get(at).is(text);
  }

  private boolean word(int at) {
    return at >= 0 && at < tokens.size() && tokens.get(at).kind() == Token.Kind.WORD;
  }

  /// Whether a token is the name of what is defined there.
  private boolean isDefinition(int at) {
    if (!word(at)) {
      return false;
    }
    int before = at - 1;
    if (word(before) && DEFINE.contains(tokens.get(before).text())) {
      return true;
    }
    return switch (spelling) {
      case PYTHON, RUST -> false;
      // func (r *Receiver) Name
      case GO -> is(before, ")") && is(partner[before] - 1, "func");
      // name = (a, b) => …, name: function …, name = async …
      case JAVASCRIPT ->
          (is(at + 1, "=") || is(at + 1, ":"))
              && (is(at + 2, "function")
                  || is(at + 2, "async")
                  || (is(at + 2, "(") && is(partner[at + 2] + 1, "="))
                  || (word(at + 2) && is(at + 3, "=") && is(at + 4, ">")));
      // Type name(…) {
      case JAVA, CPP ->
          is(at + 1, "(")
              && (word(before)
                  ? !NO_TYPES.contains(tokens.get(before).text())
                  : is(before, ">") || is(before, "*") || is(before, "&") || is(before, "]"))
              && opensBody(partner[at + 1] + 1);
    };
  }

  /// Whether the body of a function begins at a token, or behind words that may stand before it.
  private boolean opensBody(int at) {
    int open = at;
    while (word(open) || is(open, ",") || is(open, ".")) {
      open++;
    }
    return is(open, "{");
  }

  /// Whether a mark before a definition (`@fixture`, `#[test]`) may have something call it.
  private boolean isMarked(int at) {
    int line = tokens.get(at).line();
    String before = line < 2 ? "" : lines.get(line - 2).strip();
    String own = lines.get(line - 1).strip();
    return before.startsWith("@") || before.startsWith("#[") || own.startsWith("@");
  }
}
