package io.assay.validate.docs;

import java.util.List;
import java.util.Optional;

/// A block that is code of a language that runs.
///
/// @param block the block
/// @param directive what is asked of it
/// @param expected the output that the document shows for it
record Snippet(Block block, Directive directive, Optional<Expected> expected) {
  /// The output that a document shows.
  ///
  /// @param line where it is shown
  /// @param lines what is shown
  record Expected(int line, List<Line> lines) {}

  Snippet expecting(Expected value) {
    return new Snippet(block, directive, Optional.of(value));
  }
}
