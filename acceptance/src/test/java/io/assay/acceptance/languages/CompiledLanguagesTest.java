package io.assay.acceptance.languages;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;

/// All other languages: each program is compiled first, which takes seconds.
@Tag("slow")
final class CompiledLanguagesTest extends LanguageTests {
  @Override
  Stream<String> languages() {
    return Case.languages()
        .filter(language -> !InterpretedLanguagesTest.INTERPRETED.contains(language));
  }
}
