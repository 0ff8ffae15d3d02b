package io.assay.validate;

import io.assay.SandboxException;
import io.assay.validate.security.Secrets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// How a text is compared with what was expected.
public sealed interface Match {
  /// Character by character.
  record Exact(String text) implements Match {}

  /// The same but for space at the ends of lines and of the text.
  record Trimmed(String text) implements Match {}

  /// The same words, numbers among them within a tolerance.
  ///
  /// @param tolerance the most by which two numbers may differ, absolute or as a part of the
  ///   expected one, whichever allows more
  record Numeric(String text, double tolerance) implements Match {}

  /// A regular expression that the whole text, without the space around it, matches.
  record Matching(Pattern pattern) implements Match {}

  /// The same JSON value, however it is written.
  record Json(String text) implements Match {
    /// @throws SandboxException blaming the caller if `text` is no JSON
    public Json {
      if (JsonValue.of(text).isEmpty()) {
        throw SandboxException.caller("what is expected is not one JSON value: " + text);
      }
    }
  }

  /// The names by which a way is asked for, in the order in which they are listed to people.
  List<String> NAMES = List.of("exact", "trimmed", "numeric", "regex", "json");

  /// The most by which two numbers may differ where nobody says.
  double TOLERANCE = 1e-9;

  /// The way of that name; empty if there is none.
  ///
  /// @param text what is expected; around a regular expression space does not count
  /// @throws PatternSyntaxException if it is to be a regular expression, and is none
  /// @throws SandboxException blaming the caller if it is to be JSON, and is none
  static Optional<Match> named(String name, String text) {
    return switch (name) {
      case "exact" -> Optional.of(new Exact(text));
      case "trimmed" -> Optional.of(new Trimmed(text));
      case "numeric" -> Optional.of(new Numeric(text, TOLERANCE));
      case "regex" -> Optional.of(new Matching(Pattern.compile(text.strip())));
      case "json" -> Optional.of(new Json(text));
      default -> Optional.empty();
    };
  }

  /// The text that is expected, where it is one text and none that another could stand for.
  default Optional<String> literal() {
    return switch (this) {
      case Exact(String text) -> Optional.of(text);
      case Trimmed(String text) -> Optional.of(text);
      case Numeric(String text, double _) -> Optional.of(text);
      case Matching _, Json _ -> Optional.empty();
    };
  }

  /// In what `actual` differs from what was expected; empty if it does not.
  default String difference(String actual) {
    return switch (this) {
      case Exact(String text) -> byLine(text, actual);
      case Trimmed(String text) -> byLine(trimmed(text), trimmed(actual));
      case Numeric(String text, double tolerance) -> byWord(text, actual, tolerance);
      case Matching(Pattern pattern) -> byPattern(pattern, actual.strip());
      case Json(String text) -> byValue(JsonValue.of(text).orElseThrow(), JsonValue.of(actual));
    };
  }

  private static String byPattern(Pattern pattern, String actual) {
    try {
      return pattern.matcher(Impatient.of(actual)).matches() ? "" : "it does not match " + pattern;
    } catch (Impatient.OutOfPatience e) {
      return "it was not found to match %s in %d s: such a pattern tries too many ways"
          .formatted(pattern, Impatient.PATIENCE.toSeconds());
    } catch (StackOverflowError e) {
      return "it was not found to match %s: such a pattern remembers too many ways"
          .formatted(pattern);
    }
  }

  private static String byValue(JsonValue expected, Optional<JsonValue> actual) {
    return actual.isPresent() ? expected.difference(actual.get(), "") : "it is not one JSON value";
  }

  private static String trimmed(String text) {
    return String.join("\n", text.lines().map(String::stripTrailing).toList()).strip();
  }

  private static String byLine(String expected, String actual) {
    if (expected.equals(actual)) {
      return "";
    }
    List<String> wanted = List.of(expected.split("\n", -1));
    List<String> got = List.of(actual.split("\n", -1));
    int i = 0;
    while (i < wanted.size() && i < got.size() && wanted.get(i).equals(got.get(i))) {
      i++;
    }
    return "line %d is %s, and %s was expected"
        .formatted(i + 1, shown(actual, "\n", i), shown(expected, "\n", i));
  }

  private static String byWord(String expected, String actual, double tolerance) {
    List<String> wanted = List.of(expected.strip().split("\\s+"));
    List<String> got = List.of(actual.strip().split("\\s+"));
    for (int i = 0; i < Math.max(wanted.size(), got.size()); i++) {
      if (i >= wanted.size() || i >= got.size() || !near(wanted.get(i), got.get(i), tolerance)) {
        return "word %d is %s, and %s was expected"
            .formatted(i + 1, shown(actual.strip(), "\\s+", i), shown(expected.strip(), "\\s+", i));
      }
    }
    return "";
  }

  private static boolean near(String wanted, String got, double tolerance) {
    if (wanted.equals(got)) {
      return true;
    }
    try {
      double one = Double.parseDouble(wanted);
      double other = Double.parseDouble(got);
      // A part of what is infinite is infinite: everything would be near it.
      return Double.isFinite(one)
          && Double.isFinite(other)
          && Math.abs(one - other) <= tolerance * Math.max(1, Math.abs(one));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /// A piece of a text, without its part of a secret that goes on over several.
  private static String shown(String text, String between, int index) {
    String[] all = Secrets.hidden(text).split(between, -1);
    return index >= all.length ? "missing" : "'" + Preview.of(all[index], 200) + "'";
  }
}
