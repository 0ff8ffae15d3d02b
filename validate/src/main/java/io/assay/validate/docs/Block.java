package io.assay.validate.docs;

import java.util.List;

/// A piece of code, or of output, as a document shows it.
///
/// @param line the document's line where it begins, its fence included
/// @param label what the document calls its language; empty if it does not say
/// @param words what else the document says about it, in its order: the attributes of a fence, and
///   before them the directives that precede it
/// @param lines its content
/// @param before what stands between it and the block before
record Block(int line, String label, List<String> words, List<Line> lines, Before before) {
  Block {
    words = List.copyOf(words);
    lines = List.copyOf(lines);
  }

  /// What stands between a block and the one before.
  enum Before {
    /// Nothing.
    NOTHING,
    /// A short text that announces output: "This prints:".
    ANNOUNCEMENT,
    /// Anything else.
    OTHER
  }

  String text() {
    return Line.text(lines);
  }
}
