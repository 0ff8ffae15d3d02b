package io.assay.validate.security;

import io.assay.language.Language;
import io.assay.validate.reading.Spelling;
import io.assay.validate.reading.Token;
import io.assay.validate.security.Code.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What is dangerous in C++, and in C where C++ allows it.
final class CppDangers implements Dangers {
  /// Words by which a text's length is asked for.
  private static final Set<String> LENGTHS =
      Set.of("strlen", "strnlen", "size", "length", "sizeof", "substr", "resize");

  /// Tokens before a call in which its text's length may have been asked for.
  private static final int NEAR = 100;

  @Override
  public Language language() {
    return Language.CPP;
  }

  @Override
  public Spelling spelling() {
    return Spelling.CPP;
  }

  @Override
  public void look(Code code) {
    code.eachCall(
        Set.of("system", "popen"),
        at -> {
          List<Span> arguments = code.arguments(at + 1);
          if (isCalled(code, at) && !arguments.isEmpty()) {
            Shell.look(
                code,
                at,
                code.word(at),
                arguments.getFirst(),
                "start the program itself, with its arguments as a list: posix_spawn, execvp");
          }
        });
    Set<String> buffers = buffers(code);
    code.eachCall(
        Set.of("strcpy", "strcat", "sprintf"),
        at -> {
          List<Span> arguments = code.arguments(at + 1);
          if (isCalled(code, at)
              && arguments.size() > 1
              && buffers.contains(code.written(arguments.getFirst()))) {
            copy(code, at, arguments);
          }
        });
    Statements.look(
        code,
        Set.of(
            ("sqlite3_exec sqlite3_prepare_v2 mysql_query PQexec exec execute "
                    + "executeQuery executeUpdate")
                .split(" ")),
        "give the values beside it: sqlite3_bind_text, PQexecParams");
  }

  /// Whether it is no member of anything, and not declared.
  private static boolean isCalled(Code code, int at) {
    String called = code.qualified(at);
    String before = code.word(at - 1);
    return (called.equals(code.word(at))
            || called.equals("std::" + code.word(at))
            || called.equals("::" + code.word(at)))
        && (before.isEmpty() || before.equals("return") || before.equals("else"))
        && !code.is(at - 1, "*");
  }

  /// The buffers of a file that have a fixed size.
  private static Set<String> buffers(Code code) {
    Set<String> all = new HashSet<>();
    for (int i = 0; i + 4 < code.tokens.size(); i++) {
      if (code.is(i, "char")
          && code.is(i + 2, "[")
          && code.tokens.get(i + 3).kind() == Token.Kind.NUMBER
          && code.is(i + 4, "]")) {
        all.add(code.word(i + 1));
      }
    }
    return all;
  }

  private static void copy(Code code, int at, List<Span> arguments) {
    int second = arguments.get(1).from();
    boolean formats = code.is(at, "sprintf");
    if (formats && !(code.isText(second) && code.text(second).contains("%s"))) {
      return;
    }
    if (arguments.stream().skip(formats ? 2 : 1).anyMatch(it -> isLong(code, it, at))) {
      code.tell(
          Danger.Kind.OVERFLOW,
          at,
          code.word(at),
          formats ? "use snprintf with the buffer's size, or std::string" : "use std::string");
    }
  }

  /// Whether it is a text that others give in any length, and nobody has asked how long it is.
  private static boolean isLong(Code code, Span text, int at) {
    boolean given =
        (code.is(text.from(), "argv") && code.is(text.from() + 1, "["))
            || code.is(text.from(), "getenv")
            || code.is(text.from() + 3, "getenv");
    return given && !code.has(new Span(Math.max(0, at - NEAR), at), LENGTHS);
  }
}
