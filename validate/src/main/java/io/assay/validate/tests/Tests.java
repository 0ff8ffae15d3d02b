package io.assay.validate.tests;

import io.assay.Assay;
import io.assay.language.Language;
import io.assay.validate.Change;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// The tests of one program, found without running anything.
public sealed interface Tests
    permits CommandTests,
        PythonTests,
        NodeTests,
        JavaTests,
        GoTests,
        RustTests,
        CppTests,
        CMakeTests {
  /// The tests that a program brings, or that a command runs; empty if there are none that are
  /// known.
  ///
  /// @param sources its files in its language, by path
  static Optional<Tests> of(Change change, Map<String, String> sources) {
    if (change.tests().isPresent()) {
      return change.tests().map(CommandTests::new);
    }
    BiFunction<Change, Map<String, String>, Optional<Tests>> finder =
        Map.<Language, BiFunction<Change, Map<String, String>, Optional<Tests>>>of(
                Language.PYTHON, PythonTests::in,
                Language.JAVASCRIPT, NodeTests::in,
                Language.TYPESCRIPT, NodeTests::in,
                Language.JAVA, JavaTests::in,
                Language.GO, GoTests::in,
                Language.RUST, RustTests::in,
                Language.CPP, CppTests::in)
            .getOrDefault(change.language(), (_, _) -> Optional.empty());
    return finder.apply(change, sources);
  }

  /// What runs them, as people call it: `pytest`.
  String framework();

  /// Whether the program is a library: nothing that could be started but its tests.
  boolean library();

  /// Whether a file of the program, in its language, holds some of them.
  boolean areIn(String file, String text);

  /// Runs them in a sandbox of their own, each once.
  ///
  /// @throws io.assay.SandboxException if they could not be run
  TestRun run(Assay assay, Change change) throws InterruptedException;
}
