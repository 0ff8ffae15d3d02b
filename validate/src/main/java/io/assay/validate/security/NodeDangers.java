package io.assay.validate.security;

import io.assay.language.Language;
import io.assay.validate.reading.Spelling;
import io.assay.validate.security.Code.Span;
import java.util.List;
import java.util.Set;

/// What is dangerous in JavaScript and TypeScript.
///
/// @param language which of them
record NodeDangers(Language language) implements Dangers {
  private static final Set<String> GLOBALS =
      Set.of("eval", "window.eval", "globalThis.eval", "global.eval");
  private static final String FILE =
      "use execFile or spawn, with the arguments as a list and without a shell";

  @Override
  public Spelling spelling() {
    return Spelling.JAVASCRIPT;
  }

  @Override
  public void look(Code code) {
    code.eachCall(
        Set.of("eval", "Function"),
        at -> {
          List<Span> arguments = code.arguments(at + 1);
          boolean evaluates =
              code.is(at, "eval")
                  ? GLOBALS.contains(code.qualified(at))
                  : code.is(at - 1, "new") && code.qualified(at).equals("Function");
          if (evaluates && arguments.stream().anyMatch(it -> !Composed.of(code, it).isLiteral())) {
            code.tell(
                Danger.Kind.EVALUATION,
                at,
                code.is(at, "eval") ? "eval" : "new Function",
                "read what is given as what it should be: JSON.parse, Number, or a table of functions");
          }
        });
    if (code.uses("child_process") || code.source.contains("child_process")) {
      processes(code);
    }
    settings(code);
    Statements.look(
        code,
        Set.of(
            ("query execute run all get each exec prepare raw $queryRawUnsafe "
                    + "$executeRawUnsafe")
                .split(" ")),
        "give the values beside it: query(\"… WHERE id = $1\", [id])");
  }

  private static void processes(Code code) {
    code.eachCall(
        Set.of("exec", "execSync"),
        at -> {
          String called = code.qualified(at);
          int dot = called.lastIndexOf('.');
          String module = dot < 0 ? "" : called.substring(0, dot);
          boolean own =
              dot < 0
                  || Set.of("child_process", "cp", "childProcess").contains(module)
                  || (module.isEmpty() && code.is(at - 2, ")") && isRequired(code, at - 2));
          if (own && !code.arguments(at + 1).isEmpty()) {
            Shell.look(code, at, called, code.arguments(at + 1).getFirst(), FILE);
          }
        });
    code.eachCall(
        Set.of("spawn", "spawnSync", "execFile", "execFileSync"),
        at -> {
          List<Span> arguments = code.arguments(at + 1);
          if (arguments.isEmpty()) {
            return;
          }
          Span options = arguments.getLast();
          if (code.has(options, Set.of("shell")) && code.has(options, Set.of("true"))) {
            Shell.look(code, at, code.called(at), arguments.getFirst(), FILE);
          } else if (arguments.size() > 1
              && Shell.isShell(code, arguments.getFirst())
              && code.is(arguments.get(1).from(), "[")) {
            List<Span> given = code.arguments(arguments.get(1).from());
            if (given.size() > 1 && Shell.isOption(code, given.getFirst())) {
              Shell.look(code, at, code.called(at), given.get(1), FILE);
            }
          }
        });
  }

  /// Whether a bracket closes `require("child_process")`.
  private static boolean isRequired(Code code, int close) {
    int open = code.partner(close);
    return code.is(open - 1, "require")
        && code.isText(open + 1)
        && code.text(open + 1).endsWith("child_process");
  }

  private static void settings(Code code) {
    for (int i = 0; i + 2 < code.tokens.size(); i++) {
      boolean unverified =
          code.is(i, "rejectUnauthorized")
              && (code.is(i + 1, "=")
                  || (code.is(i + 1, ":") && (code.is(i - 1, "{") || code.is(i - 1, ","))))
              && code.is(i + 2, "false");
      if (unverified || isDisabled(code, i)) {
        code.tell(
            Danger.Kind.CERTIFICATE,
            i,
            unverified ? "rejectUnauthorized: false" : "NODE_TLS_REJECT_UNAUTHORIZED=0",
            "leave it out, or name the authority's certificate: ca: fs.readFileSync(\"ca.pem\")");
      }
    }
  }

  private static boolean isDisabled(Code code, int at) {
    String name = "NODE_TLS_REJECT_UNAUTHORIZED";
    boolean text = code.isText(at) && code.text(at).equals(name);
    if (!text && !code.is(at, name)) {
      return false;
    }
    int value = at + (code.is(at + 1, "]") ? 3 : 2);
    return code.is(value - 1, "=")
        && (code.is(value, "0") || (code.isText(value) && code.text(value).equals("0")));
  }
}
