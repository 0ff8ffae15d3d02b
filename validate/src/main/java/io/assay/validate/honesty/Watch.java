package io.assay.validate.honesty;

import io.assay.Assay;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.reading.Spelling;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs programs of one language once more and looks how they pass.
public sealed interface Watch permits PythonWatch, NodeWatch, JavaWatch, NativeWatch, GoWatch {
  /// Every watch.
  List<Watch> ALL =
      List.of(
          new PythonWatch(),
          new NodeWatch(Language.JAVASCRIPT),
          new NodeWatch(Language.TYPESCRIPT),
          new JavaWatch(),
          new GoWatch(),
          NativeWatch.CPP,
          NativeWatch.RUST);

  /// The watch over a language.
  static Optional<Watch> over(Language language) {
    return ALL.stream().filter(watch -> watch.language().equals(language)).findFirst();
  }

  /// What it watches.
  Language language();

  /// How it is written.
  Spelling spelling();

  /// Whether there is anything to be seen: something that checks results, and something by which a
  /// program could pass without being right.
  ///
  /// @param words every word of the program that is neither in a comment nor in a text
  /// @param sources its files in its language, by path
  boolean needed(Words words, Map<String, String> sources);

  /// Runs the program as it was run, and watches.
  ///
  /// @param sources its files in its language, by path
  /// @throws io.assay.SandboxException if it could not be run
  Watched watch(Assay assay, Change change, Map<String, String> sources)
      throws InterruptedException;
}
