package io.assay.server.mcp;

import io.assay.SandboxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The arguments of one call, read strictly: what is unknown, missing or of another type is told
/// with its name, what was expected and what was given.
final class Arguments {
  private static final int MOST_SHOWN = 100;

  private final String tool;
  private final Map<String, Object> values;

  /// @param given what the client sent; null if it sent nothing
  /// @param known the arguments that the tool takes
  Arguments(String tool, @Nullable Map<String, Object> given, Set<String> known) {
    this.tool = tool;
    this.values = given == null ? Map.of() : given;
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw SandboxException.caller(
            "%s takes no argument '%s'; known: %s"
                .formatted(tool, shown(name), String.join(", ", new TreeSet<>(known))));
      }
    }
  }

  Optional<String> text(String name) {
    return switch (values.get(name)) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      case Object other -> throw wrong(name, "a string", other);
    };
  }

  String needText(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  Optional<Double> number(String name, double least, double most) {
    return switch (values.get(name)) {
      case null -> Optional.empty();
      case Number number when number.doubleValue() >= least && number.doubleValue() <= most ->
          Optional.of(number.doubleValue());
      case Object other ->
          throw wrong(name, "a number from %s to %s".formatted(plain(least), plain(most)), other);
    };
  }

  double needNumber(String name, double least, double most) {
    return number(name, least, most).orElseThrow(() -> missing(name));
  }

  List<String> texts(String name) {
    return switch (values.get(name)) {
      case null -> List.of();
      case List<?> list -> {
        List<String> all = new ArrayList<>();
        for (Object item : list) {
          if (!(item instanceof String text)) {
            throw wrong(name, "a list of strings", list);
          }
          all.add(text);
        }
        yield all;
      }
      case Object other -> throw wrong(name, "a list of strings", other);
    };
  }

  SequencedMap<String, String> table(String name) {
    return switch (values.get(name)) {
      case null -> new LinkedHashMap<>();
      case Map<?, ?> map -> {
        SequencedMap<String, String> all = new LinkedHashMap<>();
        map.forEach((key, value) -> {
          if (!(value instanceof String text)) {
            throw wrong(name, "an object of strings", map);
          }
          all.put(String.valueOf(key), text);
        });
        yield all;
      }
      case Object other -> throw wrong(name, "an object of strings", other);
    };
  }

  private SandboxException missing(String name) {
    return SandboxException.caller("%s needs the argument '%s'".formatted(tool, name));
  }

  /// What is wrong with the value of an argument.
  SandboxException wrong(String name, String expected, Object given) {
    return SandboxException.caller(
        "%s: argument '%s' is %s; expected %s".formatted(tool, name, shown(given), expected));
  }

  /// What is wrong with the arguments as a whole.
  SandboxException wrong(String what) {
    return SandboxException.caller(tool + ": " + what);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private static String shown(Object value) {
    String text = value instanceof String string ? "'" + string + "'" : String.valueOf(value);
    return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
  }
}
