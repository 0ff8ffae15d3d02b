package io.assay.validate;

import io.assay.validate.errors.Analysis;
import io.assay.validate.errors.Category;
import io.assay.validate.security.Secrets;
import java.util.Optional;
import java.util.OptionalInt;

/// One complaint.
///
/// @param rule what kind it is, stable over versions: the gate, a slash, the kind in lower case
///   with hyphens, such as `imports/unknown-module`; one of a limit that was met ends in `-limit`
/// @param file the file it is about, relative to the change's root; empty if it is about no single
///   file
/// @param line the line, from 1
/// @param column the column, from 1, counted in characters
/// @param source the text of that line; empty if not known
/// @param message what is wrong, with the value; its first line says it all
/// @param suggestion what to try next, a line each, the most helpful first; empty if nothing is
///   known to help
/// @param category what kind of mistake it is, where that is known
public record Finding(
    String rule,
    String file,
    OptionalInt line,
    OptionalInt column,
    String source,
    String message,
    String suggestion,
    Optional<Category> category) {
  /// Hides secrets: a report goes farther than the program that it is about.
  public Finding {
    source = Secrets.hidden(source);
    message = Secrets.hidden(message);
    suggestion = Secrets.hidden(suggestion);
  }

  /// A complaint about no single place.
  public static Finding of(String rule, String message) {
    return new Finding(
        rule, "", OptionalInt.empty(), OptionalInt.empty(), "", message, "", Optional.empty());
  }

  /// The same, at a place; a line or column of 0 is not known.
  public Finding at(String place, int atLine, int atColumn) {
    return at(place, position(atLine), position(atColumn));
  }

  /// The same, at a place.
  public Finding at(String place, OptionalInt atLine, OptionalInt atColumn) {
    return new Finding(rule, place, atLine, atColumn, source, message, suggestion, category);
  }

  /// The same, with the text of its line.
  public Finding showing(String text) {
    return new Finding(rule, file, line, column, text, message, suggestion, category);
  }

  /// The same, with advice.
  public Finding suggesting(String advice) {
    return new Finding(rule, file, line, column, source, message, advice, category);
  }

  /// The same, as a mistake of that kind.
  public Finding in(Category kind) {
    return new Finding(rule, file, line, column, source, message, suggestion, Optional.of(kind));
  }

  /// The same, with what is known of the error that it tells of.
  public Finding explained(Analysis analysis) {
    return suggesting(String.join("\n", analysis.suggestions())).in(analysis.category());
  }

  private static OptionalInt position(int number) {
    return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
  }
}
