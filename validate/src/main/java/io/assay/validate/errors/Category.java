package io.assay.validate.errors;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What kind of mistake an error tells of, the same in every language.
public enum Category {
  /// The text is not a program: the parser refuses it.
  SYNTAX,
  /// A name is used that means nothing there.
  NAME,
  /// A value, type or module has no such member.
  MEMBER,
  /// A module, package or header is not there, or lacks what is asked of it.
  IMPORT,
  /// A value of another type is needed.
  TYPE,
  /// A call gives too few, too many or the wrong arguments.
  ARGUMENTS,
  /// The type is right and the value is not: a text that is no number, a date that is none.
  VALUE,
  /// An index, key or element is asked for that is not there.
  LOOKUP,
  /// Something is asked of nothing: `None`, `null`, `undefined`, `nil`.
  ABSENT,
  /// A division by zero, or a number that does not fit.
  ARITHMETIC,
  /// A check of the program's own failed, or it gave up by itself.
  ASSERTION,
  /// Something is declared twice, incompletely, never used, or never returned.
  DECLARATION,
  /// Something is changed, reached or overridden that may not be.
  ACCESS,
  /// A value is used after it was moved, or borrowed in ways that exclude each other.
  OWNERSHIP,
  /// Memory is used that is not there, or not any more.
  MEMORY,
  /// Threads, tasks or locks wait for each other, or change the same thing at once.
  CONCURRENCY,
  /// A file or a connection is not there, is in the way, or may not be used.
  INPUT_OUTPUT,
  /// Time, memory, stack, processes or room on disk ran out.
  RESOURCES,
  /// It cannot be put together or started: the linker, the build tool, a missing `main`.
  BUILD,
  /// Nothing is known of this error; it is passed on as it was reported.
  UNKNOWN;

  /// The word for it, in documents and on the wire: `input-output`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Category> of(String word) {
    return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
  }
}
