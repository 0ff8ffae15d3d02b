package io.assay.validate.security;

import io.assay.language.Language;
import io.assay.validate.reading.Spelling;
import java.util.List;

/// What is dangerous in one language: calls and settings of which honest programs rarely have need.
public interface Dangers {
  /// Those of every language.
  List<Dangers> ALL =
      List.of(
          new PythonDangers(),
          new NodeDangers(Language.JAVASCRIPT),
          new NodeDangers(Language.TYPESCRIPT),
          new GoDangers(),
          new RustDangers(),
          new JavaDangers(),
          new CppDangers());

  /// Those in a file, in their order.
  static List<Danger> in(Language language, String source) {
    return ALL.stream()
        .filter(dangers -> dangers.language().equals(language))
        .flatMap(dangers -> {
          Code code = new Code(dangers.spelling(), source);
          dangers.look(code);
          return code.dangers().stream();
        })
        .toList();
  }

  /// The language.
  Language language();

  /// How it is written.
  Spelling spelling();

  /// Looks at a file, and notes what it finds there.
  void look(Code code);
}
