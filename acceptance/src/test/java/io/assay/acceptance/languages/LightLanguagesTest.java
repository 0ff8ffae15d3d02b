package io.assay.acceptance.languages;

import java.util.stream.Stream;

/// The languages whose programs start at once.
final class LightLanguagesTest extends LanguageTests {
  @Override
  Stream<String> languages() {
    return Case.languages().filter(language -> !HeavyLanguagesTest.HEAVY.contains(language));
  }

  @Override
  String shortTime() {
    return "6s";
  }
}
