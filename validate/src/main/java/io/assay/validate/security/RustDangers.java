package io.assay.validate.security;

import io.assay.language.Language;
import io.assay.validate.reading.Spelling;
import io.assay.validate.security.Code.Span;
import java.util.List;
import java.util.Set;

/// What is dangerous in Rust.
final class RustDangers implements Dangers {
  private static final String PROGRAM =
      "start the program itself: Command::new(name).args(arguments)";

  /// Calls of a command that are looked at.
  private static final int MOST_CALLS = 20;

  @Override
  public Language language() {
    return Language.RUST;
  }

  @Override
  public Spelling spelling() {
    return Spelling.RUST;
  }

  @Override
  public void look(Code code) {
    code.eachCall(
        Set.of("danger_accept_invalid_certs", "danger_accept_invalid_hostnames"),
        at -> {
          if (code.is(at + 2, "true")) {
            code.tell(
                Danger.Kind.CERTIFICATE,
                at,
                code.word(at) + "(true)",
                "leave it out, or add the authority's certificate: add_root_certificate");
          }
        });
    code.eachCall(
        Set.of("new"),
        at -> {
          List<Span> arguments = code.arguments(at + 1);
          if (code.qualified(at).endsWith("Command::new")
              && arguments.size() == 1
              && Shell.isShell(code, arguments.getFirst())) {
            shell(code, at);
          }
        });
    Statements.look(
        code,
        Set.of(
            ("query execute query_as query_row prepare execute_batch batch_execute "
                    + "sql_query query_one query_opt")
                .split(" ")),
        "give the values beside it: query(\"… WHERE id = $1\").bind(id)");
  }

  /// Looks at what a shell is given by the calls behind its name.
  private static void shell(Code code, int at) {
    int i = code.partner(at + 1) + 1;
    boolean option = false;
    for (int calls = 0; calls < MOST_CALLS && code.is(i, ".") && code.is(i + 2, "("); calls++) {
      List<Span> given = code.arguments(i + 2);
      if (code.is(i + 1, "arg") && !given.isEmpty()) {
        if (option) {
          Shell.look(code, at, "Command::new", given.getFirst(), PROGRAM);
        }
        option = Shell.isOption(code, given.getFirst());
      } else if (code.is(i + 1, "args") && !given.isEmpty()) {
        int list = given.getFirst().from();
        while (list < given.getFirst().to() && !code.is(list, "[")) {
          list++;
        }
        List<Span> all = list < given.getFirst().to() ? code.arguments(list) : List.of();
        if (all.size() > 1 && Shell.isOption(code, all.getFirst())) {
          Shell.look(code, at, "Command::new", all.get(1), PROGRAM);
        }
      }
      i = code.partner(i + 2) + 1;
    }
  }
}
