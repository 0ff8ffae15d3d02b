package io.assay.validate.security;

import java.util.Set;

/// Statements of SQL that code puts together.
final class Statements {
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
}
