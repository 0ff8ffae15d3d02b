package io.assay.language;

import io.assay.Bytes;
import io.assay.Program;
import java.util.List;
import java.util.Map;

/// Runs, in a sandbox, what is executed when a template is made.
@FunctionalInterface
public interface Trial {
  /// Runs `program`.
  ///
  /// @param toolchain what it is run with
  /// @param kept names of the files, in its home, that are wanted
  Tried run(Toolchain toolchain, Program program, List<String> kept) throws InterruptedException;

  /// What came of it.
  ///
  /// @param failure how it ended, if not with status 0; empty if it did
  /// @param files what it left, of what was wanted
  record Tried(String failure, String stdout, String stderr, Map<String, Bytes> files) {
    /// Copies the files.
    public Tried {
      files = Map.copyOf(files);
    }
  }
}
