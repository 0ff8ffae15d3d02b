package io.assay.validate.security;

import io.assay.language.Language;
import io.assay.validate.reading.Spelling;
import java.util.Set;

/// What is dangerous in Go.
final class GoDangers implements Dangers {
  @Override
  public Language language() {
    return Language.GO;
  }

  @Override
  public Spelling spelling() {
    return Spelling.GO;
  }

  @Override
  public void look(Code code) {
    for (int i = 0; i + 2 < code.tokens.size(); i++) {
      if (code.is(i, "InsecureSkipVerify")
          && (code.is(i + 1, ":") || code.is(i + 1, "="))
          && code.is(i + 2, "true")) {
        code.tell(
            Danger.Kind.CERTIFICATE,
            i,
            "InsecureSkipVerify: true",
            "leave it out, or give the authority's certificate: RootCAs");
      }
    }
    code.eachCall(
        Set.of("Command", "CommandContext"),
        at -> {
          if (code.qualified(at).startsWith("exec.")) {
            Shell.lookBehind(
                code,
                at,
                code.called(at),
                code.arguments(at + 1),
                "start the program itself: exec.Command(name, arguments...)");
          }
        });
    Statements.look(
        code,
        Set.of(
            ("Query QueryRow Exec QueryContext QueryRowContext ExecContext Raw Prepare "
                    + "Queryx Get Select")
                .split(" ")),
        "give the values beside it: db.Query(\"… WHERE id = ?\", id)");
  }
}
