package io.assay.acceptance.languages;

import java.util.Set;
import java.util.stream.Stream;

/// The languages whose programs start at once.
final class InterpretedLanguagesTest extends LanguageTests {
  static final Set<String> INTERPRETED = Set.of("javascript", "python");

  @Override
  Stream<String> languages() {
    return Case.languages().filter(INTERPRETED::contains);
  }
}
