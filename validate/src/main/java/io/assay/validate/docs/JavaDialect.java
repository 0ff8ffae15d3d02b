package io.assay.validate.docs;

import io.assay.language.Language;
import io.assay.validate.docs.Piece.Lexis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Java. Where there is no `main`, statements go into one, methods and types into the class around
/// it, and what jshell imports is imported.
final class JavaDialect implements Dialect {
  private static final Lexis LEXIS = new Lexis(false, List.of("\"\"\""), false, Set.of());

  /// Bounded, like every group that repeats: Java's patterns take a frame of the stack for each
  /// time.
  private static final String MODIFIERS =
      "(?:@[\\w.]++\\s*+(?:\\(\\)\\s*)?|public |protected |private |static |final |abstract |sealed"
          + " |non-sealed |strictfp |synchronized |native |default ){0,30}";

  private static final Pattern TYPE =
      Pattern.compile(MODIFIERS + "(?:class|interface|enum|record|@interface)\\s+\\w+.*");

  /// The line with which a type begins.
  private static final Pattern DECLARED =
      Pattern.compile(
          "(?<modifiers>(?:\\s++|@(?!interface\\b)[\\w.]++(?:\\([^)]*+\\))?+|(?:public|protected|private|static|final|abstract|sealed"
              + "|non-sealed|strictfp)\\s++){0,30}+)(?<type>(?:class|interface|enum|record|@interface)\\b.*)");

  private static final Pattern MODULE =
      Pattern.compile("\\s*+(?:open\\s++)?+module\\s++[\\w.]++\\s*+(?:\\{.*)?");

  private static final Pattern BEFORE_MODULE =
      Pattern.compile("\\s*+(?:(?://|/\\*|\\*|import\\s|@).*)?");

  private static final Pattern ACCESS =
      Pattern.compile("\\b(?:public|protected|private|static)\\b");
  private static final Pattern MEMBERS_ACCESS =
      Pattern.compile("\\b(?:protected|private|static)\\b");

  private static final Pattern METHOD =
      Pattern.compile(
          MODIFIERS
              + "(?!(?:new|return|throw|else|if|for|while|switch|try|do|case|yield)\\b)"
              + "(?:<[^(]{0,200}>\\s*+)?[\\w.]++(?:<[^(]{0,200}>)?[\\[\\]\\s]*+(?<=\\s)\\w++\\s*+\\(\\)\\s*+(?:throws\\s++[\\w.,\\s]++)?\\{\\}");

  private static final Pattern FIELD = Pattern.compile("(?:public|protected|private|static)\\b.*;");

  private static final Pattern VARIABLE =
      Pattern.compile(
          "(?!(?:return|throw|yield|break|continue|assert)\\b)(?:final\\s++)?[\\w.]++(?:<.*>)?[\\[\\]]*+\\s++\\w++\\s*+(?:=.*)?;");

  private static final Pattern MAIN = Pattern.compile("(?s).*\\bvoid\\s+main\\s*\\(.*");

  private static final List<String> IMPORTS =
      Stream.of(
              "java.io",
              "java.math",
              "java.net",
              "java.nio.file",
              "java.time",
              "java.util",
              "java.util.concurrent",
              "java.util.function",
              "java.util.regex",
              "java.util.stream")
          .map(name -> "import " + name + ".*;")
          .toList();

  @Override
  public Language language() {
    return Language.JAVA;
  }

  @Override
  public Set<String> labels() {
    return Set.of();
  }

  @Override
  public boolean compiles() {
    return true;
  }

  @Override
  public Optional<String> apart(List<Line> code) {
    return code.stream()
        .map(Line::text)
        .filter(line -> !BEFORE_MODULE.matcher(line).matches())
        .findFirst()
        .filter(line -> MODULE.matcher(line).matches())
        .map(_ -> "it declares a module, which is more than what is here");
  }

  @Override
  public List<Line> wrap(List<Line> code) {
    List<Piece> pieces = Piece.of(code, LEXIS);
    boolean types =
        pieces.stream().allMatch(it -> isHeader(it) || TYPE.matcher(it.head()).matches());
    if (starts(code)) {
      return types ? besideEachOther(pieces) : code;
    }
    List<Line> top = new ArrayList<>();
    List<Line> members = new ArrayList<>();
    List<Line> statements = new ArrayList<>();
    boolean methods = pieces.stream().anyMatch(it -> METHOD.matcher(it.head()).matches());
    boolean executes = pieces.stream().anyMatch(it -> isStatement(it) && !isVariable(it));
    boolean onlyTypes = !methods && pieces.stream().noneMatch(JavaDialect::isStatement);
    for (Piece piece : pieces) {
      if (isHeader(piece)) {
        top.addAll(piece.lines());
      } else if (isStatement(piece) && !(methods && !executes)) {
        statements.addAll(piece.lines());
      } else {
        members.addAll(piece.lines());
      }
    }
    List<Line> all = new ArrayList<>(top);
    if (onlyTypes) {
      // Somebody's whole file, without a start of its own.
      all.addAll(besideEachOther(pieces.stream().filter(it -> !isHeader(it)).toList()));
      all.add(Line.ours("class Snippet { public static void main(String[] arguments) {} }"));
      return all;
    }
    IMPORTS.forEach(line -> all.add(Line.ours(line)));
    all.add(Line.ours("class Main {"));
    all.addAll(members);
    all.add(Line.ours("void snippet() throws Exception {"));
    all.addAll(statements);
    all.add(Line.ours("}"));
    all.add(
        Line.ours(
            "public static void main(String[] arguments) throws Exception { new Main().snippet(); } }"));
    return all;
  }

  private static boolean isHeader(Piece piece) {
    return piece.head().matches("(import|package)\\b.*");
  }

  /// Types as one file may have them. Documents show several files in one block, and members of a
  /// type that is not shown: what only members may be nothing is, and of several types none is
  /// public but the one with `main`.
  private static List<Line> besideEachOther(List<Piece> pieces) {
    boolean several =
        pieces.stream().flatMap(it -> it.lines().stream()).filter(JavaDialect::isPublic).count()
            > 1;
    List<Line> all = new ArrayList<>();
    for (Piece piece : pieces) {
      boolean hidden = several && !starts(piece.lines());
      boolean sought = TYPE.matcher(piece.head()).matches();
      for (Line line : piece.lines()) {
        Matcher declared = DECLARED.matcher(line.text());
        boolean found = sought && declared.matches();
        all.add(found ? line.withText(atTheTop(declared, hidden)) : line);
        sought &= !found;
      }
    }
    return all;
  }

  private static boolean isPublic(Line line) {
    Matcher declared = DECLARED.matcher(line.text());
    return line.text().startsWith("public") && declared.matches();
  }

  private static String atTheTop(Matcher declared, boolean hidden) {
    Pattern without = hidden ? ACCESS : MEMBERS_ACCESS;
    // Blanks in their place: columns stay what they are.
    return without
            .matcher(declared.group("modifiers"))
            .replaceAll(modifier -> " ".repeat(modifier.group().length()))
        + declared.group("type");
  }

  private static boolean starts(List<Line> lines) {
    return lines.stream().anyMatch(line -> MAIN.matcher(line.text()).matches());
  }

  private static boolean isStatement(Piece piece) {
    String head = piece.head();
    return !head.isEmpty()
        && !isHeader(piece)
        && !TYPE.matcher(head).matches()
        && !METHOD.matcher(head).matches()
        && !FIELD.matcher(head).matches();
  }

  private static boolean isVariable(Piece piece) {
    return piece.head().endsWith(";") && VARIABLE.matcher(piece.head()).matches();
  }
}
