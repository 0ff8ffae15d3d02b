package io.assay.validate.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Statements of SQL that code puts together.
final class Statements {
  /// The words that they begin with, and those of which one follows.
  private static final Map<String, Set<String>> VERBS =
      Map.of(
          "select", Set.of("from", "where"),
          "insert", Set.of("into"),
          "update", Set.of("set"),
          "delete", Set.of("from"),
          "replace", Set.of("into"),
          "merge", Set.of("into"),
          "with", Set.of("select"));

  /// Arguments of a call that may be one: some are given a connection, or a context, first.
  private static final int FIRST = 3;

  private Statements() {}

  /// Looks at what is given to calls by some names.
  ///
  /// @param remedy how values are given beside the statement
  static void look(Code code, Set<String> names, String remedy) {
    code.eachCall(
        names,
        at ->
            code.arguments(at + 1).stream()
                .limit(FIRST)
                .filter(argument -> Composed.of(code, argument).isStatement())
                .findFirst()
                .ifPresent(_ -> code.tell(Danger.Kind.SQL, at, code.called(at), remedy)));
  }

  /// Whether a text is one.
  static boolean isOne(String text) {
    String statement = text.stripLeading();
    int end = 0;
    while (end < statement.length() && Character.isLetter(statement.charAt(end))) {
      end++;
    }
    Set<String> second = VERBS.get(statement.substring(0, end).toLowerCase(Locale.ROOT));
    return second != null
        && Arrays.stream(statement.toLowerCase(Locale.ROOT).split("\\W++"))
            .anyMatch(second::contains);
  }

  /// Whether a value stands behind the beginning of one.
  static boolean expectValue(String before) {
    String text = before.stripTrailing().toLowerCase(Locale.ROOT);
    if (text.isEmpty()) {
      return false;
    }
    boolean values = text.contains("values") || text.endsWith(" in (");
    return switch (text.charAt(text.length() - 1)) {
      case '=', '<', '>', '\'' -> true;
      case '%' -> text.endsWith("'%");
      case '(', ',' -> values;
      default -> text.endsWith(" like") || text.endsWith(" between");
    };
  }
}
