package io.assay.validate.docs;

import java.util.List;
import java.util.Optional;

/// A block that is code of a language that runs.
///
/// @param block the block
/// @param code its code, with the lines that readers do not see
/// @param directive what is asked of it
/// @param expected the output that the document shows for it
record Snippet(Block block, Directive directive, List<Line> code, Optional<Expected> expected) {
  Snippet {
    code = List.copyOf(code);
  }

  /// The output that a document shows.
  ///
  /// @param line where it is shown
  /// @param lines what is shown
  record Expected(int line, List<Line> lines) {}

  static Snippet of(Block block, Directive directive) {
    Optional<Expected> expected =
        directive
            .expect()
            .map(text ->
                new Expected(
                    block.line(),
                    text.lines().map(line -> new Line(line, block.line(), 0)).toList()));
    return new Snippet(block, directive, directive.code(block.lines()), expected);
  }

  Snippet expecting(Expected value) {
    return new Snippet(block, directive, code, Optional.of(value));
  }
}
