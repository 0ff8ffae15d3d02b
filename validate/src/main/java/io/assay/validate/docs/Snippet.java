package io.assay.validate.docs;

import java.util.List;
import java.util.Optional;

/// A block that is code of a language that runs, or a session.
///
/// @param block the block
/// @param directive what is asked of it
/// @param manner how its code is run
/// @param code its code, with the lines that readers do not see
/// @param expected the output that the document shows for it
record Snippet(
    Block block, Directive directive, Manner manner, List<Line> code, Optional<Expected> expected) {
  Snippet {
    code = List.copyOf(code);
  }

  /// The output that a document shows.
  ///
  /// @param block the block that shows it
  /// @param at the index of its first line in that block; -1 if it is an attribute of the block
  /// @param lines what is shown
  record Expected(Block block, int at, List<Line> lines) {
    Expected {
      lines = List.copyOf(lines);
    }

    /// The document's line where it is shown.
    int line() {
      return at > 0 ? block.lines().get(at - 1).number() : block.line();
    }
  }

  static Snippet of(Block block, Directive directive, Manner manner) {
    Optional<Expected> expected =
        directive
            .expect()
            .map(text ->
                new Expected(
                    block, -1, text.lines().map(line -> new Line(line, block.line(), 0)).toList()));
    return new Snippet(block, directive, manner, directive.code(block.lines()), expected);
  }

  /// The same, for which all that `shown` shows is expected.
  Snippet expecting(Block shown) {
    return new Snippet(
        block, directive, manner, code, Optional.of(new Expected(shown, 0, shown.lines())));
  }
}
