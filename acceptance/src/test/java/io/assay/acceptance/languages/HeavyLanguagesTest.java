package io.assay.acceptance.languages;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;

/// The languages whose compilers take seconds.
@Tag("slow")
final class HeavyLanguagesTest extends LanguageTests {
  static final Set<String> HEAVY = Set.of("go", "java", "rust");

  @Override
  Stream<String> languages() {
    return Case.languages().filter(HEAVY::contains);
  }

  @Override
  String shortTime() {
    return "12s";
  }
}
