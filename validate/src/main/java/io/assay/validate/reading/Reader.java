package io.assay.validate.reading;

import io.assay.Assay;
import io.assay.Program;
import io.assay.SandboxException;
import io.assay.language.Language;
import java.util.List;

/// Reads programs of one language with that language's own parser, in a sandbox, executing nothing
/// of them.
public interface Reader {
  /// Every reader.
  List<Reader> ALL = List.of(new PythonReader(), new JavaScriptReader());

  /// The reader of a language.
  ///
  /// @throws SandboxException if there is none
  static Reader of(Language language) {
    return ALL.stream()
        .filter(reader -> reader.language().equals(language))
        .findFirst()
        .orElseThrow(
            () -> SandboxException.host("there is no reader of " + language.name() + " yet", null));
  }

  /// What it reads.
  Language language();

  /// Reads a program.
  ///
  /// @throws SandboxException if the parser could not be run
  Reading read(Assay assay, Program program) throws InterruptedException;
}
