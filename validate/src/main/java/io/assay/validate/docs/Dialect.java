package io.assay.validate.docs;

import io.assay.language.Language;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// How documents write a language, and how its snippets become programs. A further language is a
/// class of its own, and gets a member here.
non-sealed interface Dialect extends Manner {
  /// Every dialect.
  List<Dialect> ALL =
      List.of(
          new PythonDialect(),
          new JavaScriptDialect(),
          new TypeScriptDialect(),
          new GoDialect(),
          new RustDialect(),
          new JavaDialect(),
          new CppDialect());

  /// The dialect of a block that calls its language `label`; empty if it is none that runs.
  static Optional<Dialect> of(String label) {
    String name = label.toLowerCase(Locale.ROOT);
    return ALL.stream().filter(dialect -> dialect.names().anyMatch(name::equals)).findFirst();
  }

  /// The language.
  Language language();

  /// What documents call it beside its names, aliases and file endings.
  Set<String> labels();

  /// The program that a snippet is.
  List<Line> wrap(List<Line> code);

  /// Why a piece of code is no part of a program; empty if it may be one.
  Optional<String> apart(List<Line> code);

  /// Whether its programs are compiled before they run.
  boolean compiles();

  private Stream<String> names() {
    return Stream.of(
            Stream.of(language().name()),
            language().aliases().stream(),
            language().extensions().stream(),
            labels().stream())
        .flatMap(names -> names);
  }
}
