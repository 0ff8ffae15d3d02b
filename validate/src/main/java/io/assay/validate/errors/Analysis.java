package io.assay.validate.errors;

import io.assay.language.Language;
import io.assay.language.Language.Phase;
import io.assay.language.ProgramError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// What an error means and what to try next.
///
/// @param language the language that reported it
/// @param error what it reported: the first error of a cascade, at the innermost place of the
///   program's own
/// @param category what kind of mistake it is
/// @param suggestions what to try, the most helpful first, three at most; empty if nothing is known
///   to help
public record Analysis(
    Language language, ProgramError error, Category category, List<String> suggestions) {
  /// Characters of a report that are looked at: what is known is told at the beginning.
  private static final int LONGEST = 8 * 1024;

  private static final Pattern ALSO_KNOWN_AS = Pattern.compile(" \\{aka '[^'\n]*+'\\}");

  /// Lines that are looked up one by one.
  private static final int MOST_LINES = 100;

  /// Copies the suggestions.
  public Analysis {
    suggestions = List.copyOf(suggestions);
  }

  /// The analysis of an error.
  ///
  /// @param code the program, or what there is of it, among whose names those are looked for that
  ///   were meant; may be empty
  public static Analysis of(Language language, ProgramError error, String code) {
    Optional<Handbook.Answer> answer = Handbook.of(language).look(texts(error), code);
    return new Analysis(
        language,
        error,
        answer.map(it -> it.entry().category()).orElse(Category.UNKNOWN),
        answer.map(Handbook.Answer::suggestions).orElse(List.of()));
  }

  /// The analysis of what a language's parser says of a program.
  public static Analysis ofSyntax(Language language, String message, String code) {
    ProgramError error =
        new ProgramError("SyntaxError", message, "", "", OptionalInt.empty(), OptionalInt.empty());
    Analysis analysis = of(language, error, code);
    return analysis.category() == Category.UNKNOWN
        ? new Analysis(language, error, Category.SYNTAX, List.of())
        : analysis;
  }

  /// The analysis of what a program or its compiler wrote; empty if no error is found in it.
  public static Optional<Analysis> ofText(Language language, String text, String code) {
    List<Analysis> found = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      language.error(phase, text, text).ifPresent(it -> found.add(of(language, it, code)));
    }
    return found.stream()
        .max(Comparator.comparing(it -> it.category() != Category.UNKNOWN))
        .or(() -> ofLine(language, text, code));
  }

  /// The analysis of the last line that is known by itself: the end of a report without its
  /// beginning.
  private static Optional<Analysis> ofLine(Language language, String text, String code) {
    return text.strip().lines().toList().reversed().stream()
        .limit(MOST_LINES)
        .map(line -> of(language, named(line), code))
        .filter(it -> it.category() != Category.UNKNOWN)
        .findFirst();
  }

  private static ProgramError named(String line) {
    int colon = line.indexOf(": ");
    return new ProgramError(
        colon < 0 ? "" : line.substring(0, colon).strip(),
        line.substring(colon < 0 ? 0 : colon + 2).strip(),
        "",
        "",
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  /// The analysis of what a program or its compiler wrote, in whatever language explains it best:
  /// one that knows the error, and its place, before one that only finds an error; empty if none
  /// does.
  public static Optional<Analysis> ofText(String text, String code) {
    return Language.ALL.stream()
        .flatMap(language -> ofText(language, text, code).stream())
        .max(
            Comparator.<Analysis, Boolean>comparing(it -> it.category() != Category.UNKNOWN)
                .thenComparing(it -> it.error().line().isPresent()));
  }

  /// What is wrong in a line or a few: the error's name and its message, without the stack.
  public String message() {
    String message = error.message();
    return message.isEmpty() ? error.name() : error.name() + ": " + message;
  }

  private static List<String> texts(ProgramError error) {
    String report = "\n" + error.traceback();
    String message = error.message() + report;
    // g++ writes quotation marks as the user's language has them, and behind a type what else it is
    // called.
    String start =
        ALSO_KNOWN_AS
            .matcher(
                message
                    .substring(0, Math.min(message.length(), LONGEST))
                    .replace('‘', '\'')
                    .replace('’', '\''))
            .replaceAll("");
    // The message first: where a wording begins with a part of it, the name is not in that.
    return List.of(start, error.name() + ": " + start, error.name() + report);
  }
}
