package io.assay.validate.reading;

import io.assay.Assay;
import io.assay.Program;
import io.assay.SandboxException;
import io.assay.language.Endings;
import io.assay.language.Language;
import io.assay.validate.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Reads programs of one language with that language's own parser, in a sandbox, executing nothing
/// of them.
public interface Reader {
  /// Every reader.
  List<Reader> ALL =
      List.of(
          new PythonReader(),
          new JavaScriptReader(),
          new TypeScriptReader(),
          new GoReader(),
          new RustReader(),
          new JavaReader(),
          new CppReader());

  /// The reader of a language.
  static Reader of(Language language) {
    return ALL.stream()
        .filter(reader -> reader.language().equals(language))
        .findFirst()
        .orElseThrow(
            () -> SandboxException.host("there is no reader of " + language.name() + " yet", null));
  }

  /// The files of a program that are in the reader's language, without the packages that lie among
  /// them: those are not under judgement.
  static List<String> sources(Reader reader, Program program) {
    List<String> extensions = reader.language().extensions();
    return program.files().sequencedKeySet().stream()
        .filter(file -> !NodeModules.has(file))
        .filter(file -> file.equals(program.entry()) || extensions.contains(Endings.of(file)))
        .toList();
  }

  /// The texts of those files, and of those that a build tool describes a package with, by path.
  ///
  /// @param manifest the name of such a file
  static SequencedMap<String, String> texts(Reader reader, Program program, String manifest) {
    Change change = Change.of(reader.language(), program);
    Set<String> sources = Set.copyOf(sources(reader, program));
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    for (String file : program.files().sequencedKeySet()) {
      if (sources.contains(file) || file.equals(manifest) || file.endsWith("/" + manifest)) {
        texts.put(file, change.text(file));
      }
    }
    return texts;
  }

  /// What it reads.
  Language language();

  /// Whether it finds nothing in a program of one file that compiles.
  boolean compilerSuffices();

  /// The file that a module would be if it were one of the program's own; empty where its name does
  /// not tell that.
  ///
  /// @param module as [Import#module] has it
  Optional<String> fileOf(String module);

  /// Reads a program.
  ///
  /// @throws SandboxException if the parser could not be run
  Reading read(Assay assay, Program program) throws InterruptedException;
}
