package io.assay.validate.docs;

import io.assay.language.Language;
import io.assay.validate.docs.Piece.Lexis;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Java. Where there is no `main`, statements go into one, methods and types into the class around
/// it, and what jshell imports is imported.
final class JavaDialect implements Dialect {
  private static final Lexis LEXIS = new Lexis(false, List.of("\"\"\""), false, Set.of());

  private static final String MODIFIERS =
      "(?:@\\w+(?:\\.\\w+)*\\s*(?:\\(\\)\\s*)?|public |protected |private |static |final |abstract |sealed"
          + " |non-sealed |strictfp |synchronized |native |default )*";

  private static final Pattern TYPE =
      Pattern.compile(MODIFIERS + "(?:class|interface|enum|record|@interface)\\s+\\w+.*");

  private static final Pattern METHOD =
      Pattern.compile(
          MODIFIERS
              + "(?!(?:new|return|throw|else|if|for|while|switch|try|do|case|yield)\\b)"
              + "(?:<[^(]*>\\s*)?[\\w.]+(?:<[^(]*>)?(?:\\[\\]|\\s)*\\s+\\w+\\s*\\(\\)\\s*(?:throws\\s+[\\w.,\\s]+)?\\{\\}");

  private static final Pattern FIELD = Pattern.compile("(?:public|protected|private|static)\\b.*;");

  private static final Pattern VARIABLE =
      Pattern.compile(
          "(?!(?:return|throw|yield|break|continue|assert)\\b)(?:final\\s+)?[\\w.]+(?:<.*>)?(?:\\[\\])*\\s+\\w+\\s*(?:=.*)?;");

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
  public List<Line> wrap(List<Line> code) {
    List<Piece> pieces = Piece.of(code, LEXIS);
    if (code.stream().anyMatch(line -> MAIN.matcher(line.text()).matches())) {
      return code;
    }
    List<Line> top = new ArrayList<>();
    List<Line> members = new ArrayList<>();
    List<Line> statements = new ArrayList<>();
    boolean methods = pieces.stream().anyMatch(it -> METHOD.matcher(it.head()).matches());
    boolean executes = pieces.stream().anyMatch(it -> isStatement(it) && !isVariable(it));
    boolean onlyTypes = !methods && pieces.stream().noneMatch(JavaDialect::isStatement);
    for (Piece piece : pieces) {
      if (piece.head().matches("(import|package)\\b.*")) {
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
      all.addAll(members);
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

  private static boolean isStatement(Piece piece) {
    String head = piece.head();
    return !head.isEmpty()
        && !head.matches("(import|package)\\b.*")
        && !TYPE.matcher(head).matches()
        && !METHOD.matcher(head).matches()
        && !FIELD.matcher(head).matches();
  }

  private static boolean isVariable(Piece piece) {
    return VARIABLE.matcher(piece.head()).matches();
  }
}
