package io.assay.validate.security;

import io.assay.language.Language;
import io.assay.validate.reading.Spelling;
import io.assay.validate.security.Code.Span;
import java.util.List;
import java.util.Set;

/// What is dangerous in Java.
final class JavaDangers implements Dangers {
  /// What others write is read from one of these.
  private static final Set<String> REMOTE =
      Set.of(
          "Socket", "ServerSocket", "HttpServletRequest", "ServletRequest", "HttpExchange", "URL");

  private static final Set<String> STREAMS =
      Set.of("getInputStream", "getRequestBody", "openStream");

  /// What a process of the program's own is called, whose streams are read the same way.
  private static final Set<String> PROCESSES = Set.of("process", "proc", "p", "child");

  private static final String LIST =
      "start the program itself: new ProcessBuilder(name, argument, …)";

  @Override
  public Language language() {
    return Language.JAVA;
  }

  @Override
  public Spelling spelling() {
    return Spelling.JAVA;
  }

  @Override
  public void look(Code code) {
    code.eachCall(
        Set.of("exec"),
        at -> {
          List<Span> arguments = code.arguments(at + 1);
          if (code.uses("getRuntime") && code.is(at - 1, ".") && !arguments.isEmpty()) {
            Span first = arguments.getFirst();
            if (code.is(first.from(), "new")) {
              list(code, at, "Runtime.exec", first);
            } else {
              Shell.look(code, at, "Runtime.exec", first, LIST);
            }
          }
        });
    code.eachCall(
        Set.of("ProcessBuilder", "command"),
        at -> {
          if (!code.uses("ProcessBuilder")) {
            return;
          }
          List<Span> arguments = code.arguments(at + 1);
          Shell.lookBehind(code, at, "ProcessBuilder", arguments, LIST);
          if (arguments.size() == 1) {
            list(code, at, "ProcessBuilder", arguments.getFirst());
          }
        });
    code.eachCall(
        Set.of("ObjectInputStream"),
        at -> {
          List<Span> arguments = code.arguments(at + 1);
          if (code.is(at - 1, "new")
              && !code.uses("ObjectInputFilter")
              && REMOTE.stream().anyMatch(code::uses)
              && !arguments.isEmpty()
              && !code.has(code.resolved(arguments.getFirst()), PROCESSES)
              && code.isFrom(arguments.getFirst(), STREAMS, Set.of())) {
            code.tell(
                Danger.Kind.DESERIALIZATION,
                at,
                "ObjectInputStream",
                "exchange data as JSON, or say by setObjectInputFilter which classes are meant");
          }
        });
    code.eachCall(
        Set.of("checkServerTrusted"),
        at -> {
          int open = code.partner(at + 1) + 1;
          while (code.is(open, "throws")
              || code.is(open, ",")
              || code.is(open, ".")
              || !code.word(open).isEmpty()) {
            open++;
          }
          if (code.is(open, "{") && code.partner(open) == open + 1) {
            code.tell(
                Danger.Kind.CERTIFICATE,
                at,
                "a TrustManager that checks nothing",
                "use the TrustManager of the platform, with the authority's certificate in a KeyStore");
          }
        });
    Statements.look(
        code,
        Set.of(
            ("execute executeQuery executeUpdate executeLargeUpdate prepareStatement "
                    + "createQuery createNativeQuery queryForObject queryForList queryForMap "
                    + "query update addBatch")
                .split(" ")),
        "give the values beside it: prepareStatement(\"… WHERE id = ?\"), setInt(1, id)");
  }

  /// Looks at a list of arguments: `new String[] {…}`, `List.of(…)`.
  private static void list(Code code, int at, String called, Span list) {
    for (int i = list.from(); i < list.to() && i < list.from() + 8; i++) {
      if (code.is(i, "{") || (code.is(i, "(") && code.partner(i) > i)) {
        Shell.lookBehind(code, at, called, code.arguments(i), LIST);
        return;
      }
    }
  }
}
