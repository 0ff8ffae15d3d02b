package io.assay.validate.security;

import io.assay.language.Language;
import io.assay.validate.reading.Spelling;
import io.assay.validate.security.Code.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is dangerous in Python.
final class PythonDangers implements Dangers {
  private static final Set<String> GIVING =
      Set.of("input", "raw_input", "recv", "recvfrom", "urlopen");
  private static final Set<String> GIVEN = Set.of("requests", "httpx", "argv", "stdin");

  private static final Set<String> SUBPROCESS =
      Set.of(
          ("run call check_call check_output Popen getoutput getstatusoutput "
                  + "create_subprocess_shell")
              .split(" "));

  /// Those that always have a shell do it.
  private static final Set<String> ALWAYS =
      Set.of("getoutput", "getstatusoutput", "create_subprocess_shell");

  private static final Set<String> REQUESTS =
      Set.of(
          ("get post put patch delete head options request stream Client AsyncClient " + "Session")
              .split(" "));

  private static final Set<String> LOADERS = Set.of("Loader", "UnsafeLoader");
  private static final Set<String> PASSWORDS =
      Set.of(
          ("password passwd pwd passphrase user_password raw_password plain_password "
                  + "new_password")
              .split(" "));

  private static final Set<String> WEAK = Set.of("md5", "sha1");
  private static final String STRONG = "use hashlib.scrypt, or argon2 or bcrypt, with a salt";
  private static final String VERIFY =
      "leave verify=False out, or name the authority's certificate: verify=\"ca.pem\"";
  private static final String LIST =
      "give the program and its arguments as a list, without a shell";

  @Override
  public Language language() {
    return Language.PYTHON;
  }

  @Override
  public Spelling spelling() {
    return Spelling.PYTHON;
  }

  @Override
  public void look(Code code) {
    code.eachCall(Set.of("eval", "exec"), at -> evaluation(code, at));
    code.eachCall(Set.of("load", "loads", "unsafe_load", "Unpickler"), at -> loading(code, at));
    code.eachCall(
        Set.of("system", "popen"),
        at -> {
          if (code.qualified(at).equals("os." + code.word(at))) {
            first(code, at).ifPresent(it -> shell(code, at, it));
          }
        });
    code.eachCall(SUBPROCESS, at -> subprocess(code, at));
    if (code.uses("requests") || code.uses("httpx")) {
      verification(code);
    }
    code.eachCall(
        Set.of("_create_unverified_context"),
        at ->
            code.tell(
                Danger.Kind.CERTIFICATE, at, code.called(at), "use ssl.create_default_context()"));
    code.eachCall(
        Set.of("mktemp"),
        at -> {
          // In a folder that is named others may not write.
          boolean elsewhere =
              code.named(code.arguments(at + 1), "dir")
                  .filter(it -> !code.isText(it.from()))
                  .isPresent();
          if (!elsewhere && code.qualified(at).equals("tempfile.mktemp")) {
            code.tell(
                Danger.Kind.TEMPORARY_FILE,
                at,
                code.called(at),
                "use tempfile.mkstemp() or tempfile.NamedTemporaryFile(), which make it");
          }
        });
    passwords(code);
    Statements.look(
        code,
        Set.of(
            ("execute executemany executescript raw read_sql read_sql_query fetch "
                    + "fetchrow fetchval")
                .split(" ")),
        "give the values beside it: execute(\"… WHERE id = ?\", (id,))");
  }

  private static void verification(Code code) {
    code.eachCall(
        REQUESTS,
        at -> {
          List<Span> arguments = code.arguments(at + 1);
          if (code.named(arguments, "verify").filter(it -> code.isWord(it, "False")).isPresent()
              && !isHere(code, arguments)) {
            code.tell(Danger.Kind.CERTIFICATE, at, code.called(at) + "(verify=False)", VERIFY);
          }
        });
    for (int i = 1; i + 2 < code.tokens.size(); i++) {
      if (code.is(i, "verify")
          && code.is(i - 1, ".")
          && code.is(i + 1, "=")
          && code.is(i + 2, "False")) {
        code.tell(Danger.Kind.CERTIFICATE, i, code.qualified(i) + " = False", VERIFY);
      }
    }
  }

  private static void passwords(Code code) {
    code.eachCall(
        WEAK,
        at -> {
          if (code.qualified(at).startsWith("hashlib.") && isGivenPassword(code, at)) {
            code.tell(Danger.Kind.PASSWORD_HASH, at, code.called(at), STRONG);
          }
        });
    code.eachCall(
        Set.of("update"),
        at -> {
          if (isGivenPassword(code, at)
              && code.value(code.word(at - 2), at).filter(it -> code.has(it, WEAK)).isPresent()) {
            code.tell(Danger.Kind.PASSWORD_HASH, at, code.called(at), STRONG);
          }
        });
  }

  private static boolean isGivenPassword(Code code, int at) {
    return code.arguments(at + 1).stream().anyMatch(it -> code.has(it, PASSWORDS));
  }

  private static void evaluation(Code code, int at) {
    String called = code.qualified(at);
    if (!called.equals(code.word(at)) && !called.equals("builtins." + code.word(at))) {
      return;
    }
    first(code, at)
        .filter(it -> code.isFrom(it, GIVING, GIVEN))
        .ifPresent(_ ->
            code.tell(
                Danger.Kind.EVALUATION,
                at,
                called,
                "read what is given as what it should be: ast.literal_eval, json.loads or int"));
  }

  private static void loading(Code code, int at) {
    String called = code.qualified(at);
    int dot = called.lastIndexOf('.');
    String module = dot < 0 ? "" : called.substring(0, dot);
    List<Span> arguments = code.arguments(at + 1);
    if (arguments.isEmpty()) {
      return;
    }
    switch (module) {
      case "yaml" -> {
        Optional<Span> loader =
            code.named(arguments, "Loader")
                .or(() -> arguments.size() > 1 ? Optional.of(arguments.get(1)) : Optional.empty());
        boolean any =
            called.equals("yaml.unsafe_load")
                || (called.equals("yaml.load")
                    && (loader.isEmpty() || code.has(loader.get(), LOADERS)));
        if (any
            && !code.uses("ruamel")
            && !code.uses("YAML")
            && !Composed.of(code, arguments.getFirst()).isLiteral()) {
          code.tell(Danger.Kind.DESERIALIZATION, at, called, "use yaml.safe_load");
        }
      }
      case "pickle", "cPickle", "cloudpickle", "dill", "marshal" -> {
        if (code.isFrom(arguments.getFirst(), GIVING, GIVEN)) {
          code.tell(
              Danger.Kind.DESERIALIZATION, at, called, "exchange data as JSON, and check them");
        }
      }
      default -> {}
    }
  }

  private static void subprocess(Code code, int at) {
    String called = code.qualified(at);
    boolean own =
        called.equals("subprocess." + code.word(at))
            || called.equals("asyncio." + code.word(at))
            || (called.equals("Popen")
                || called.equals("check_output")
                || called.equals("check_call"));
    if (!own || !(code.uses("subprocess") || code.uses("asyncio"))) {
      return;
    }
    List<Span> arguments = code.arguments(at + 1);
    boolean shell =
        ALWAYS.contains(code.word(at))
            || code.named(arguments, "shell").filter(it -> code.isWord(it, "True")).isPresent();
    Optional<Span> command = code.named(arguments, "args").or(() -> first(code, at));
    if (shell) {
      command.ifPresent(it -> shell(code, at, it));
    } else if (command.isPresent() && code.is(command.get().from(), "[")) {
      Shell.lookBehind(code, at, called, code.arguments(command.get().from()), LIST);
    }
  }

  private static void shell(Code code, int at, Span command) {
    Shell.look(code, at, code.called(at), command, LIST);
    if (code.isFrom(command, GIVING, Set.of("argv"))) {
      code.tell(Danger.Kind.SHELL, at, code.called(at), LIST);
    }
  }

  private static boolean isHere(Code code, List<Span> arguments) {
    return arguments.stream()
        .limit(2)
        .map(it -> Composed.of(code, it).text())
        .anyMatch(it -> it.contains("://localhost") || it.contains("://127."));
  }

  private static Optional<Span> first(Code code, int at) {
    return code.arguments(at + 1).stream().findFirst();
  }
}
